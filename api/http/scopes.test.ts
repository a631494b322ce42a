import type { Route } from '../../contracts/route.js';
import { OPERATION_IDS, ROUTES } from '../../contracts/routes.js';
import { SCOPES } from '../../contracts/scopes.js';
import { bench, keyWith } from '../testing/bench.js';

const { bare } = bench();

const guarded = OPERATION_IDS.flatMap((id) => {
  const route: Route = ROUTES[id];
  return route.scope === null ? [] : [{ id, route, scope: route.scope }];
});

const ask = (route: Route, key: string | null) => {
  const request = bare[route.method](`/v1${route.path.replaceAll(/\{\w+\}/g, 'none_1')}`);
  if (key !== null) void request.set('Authorization', `Bearer ${key}`);
  return route.body === null ? request : request.type('json').send('{"unknown": true}');
};

describe.each(guarded)('$id', ({ route, scope }) => {
  test('needs a key', async () => {
    const answer = await ask(route, null);
    expect([answer.status, answer.body, answer.get('WWW-Authenticate')]).toMatchObject([
      401,
      { code: 'api-key-missing' },
      'Bearer',
    ]);
  });

  test('needs a known key', async () => {
    expect(await ask(route, 'ws_unknown-0123456789abcdef')).toMatchObject({
      status: 401,
      body: { code: 'api-key-invalid' },
    });
  });

  test(`needs ${scope}`, async () => {
    const others = keyWith(...SCOPES.filter((other) => other !== scope));
    expect(await ask(route, others)).toMatchObject({ status: 403, body: { code: 'scope-missing' } });
  });

  test(`needs nothing but ${scope}`, async () => {
    const { status } = await ask(route, keyWith(scope));
    expect([401, 403]).not.toContain(status);
  });
});

test.each(['Basic d3M6eA==', 'Bearer', 'ws_0123456789abcdef', 'Bearer nonsense'])('%s is no key', async (header) => {
  const answer = await bare.get('/v1/plans').set('Authorization', header);
  expect(answer.status).toBe(401);
});

test('what machines ask needs no key', async () => {
  for (const path of ['/v1/health', '/v1/health/ready', '/v1/metrics', '/v1/openapi.json', '/v1/docs/'])
    expect([path, (await bare.get(path)).status]).toEqual([path, 200]);
});
