import { ALL_SCOPES, bench, keyWith } from '../testing/bench.js';
import { LINE_ID } from '../testing/fake-line.js';

const freeze = (api: ReturnType<typeof bench>['api']) =>
  api
    .post(`/v1/credit-lines/${LINE_ID}/freeze`)
    .set('Authorization', `Bearer ${ALL_SCOPES}`)
    .set('Idempotency-Key', 'key-1')
    .send({ cause: 'CUSTOMER' });

test('not ready is 503 with what is missing', async () => {
  const body = { status: 'failing', mode: 'sandbox', checks: { store: 'ok', temporal: 'failing' } } as const;
  const answer = await bench({ readiness: async () => Promise.resolve(body) }).api.get('/v1/health/ready');
  expect([answer.status, answer.body]).toEqual([503, body]);
});

test('metrics count requests by operation and outcome', async () => {
  const { api } = bench();
  await freeze(api);
  await api.get('/v1/credit-lines/line_2').set('Authorization', `Bearer ${ALL_SCOPES}`);
  const { text } = await api.get('/v1/metrics');
  expect(text).toContain('whiteslip_api_requests_total{operation="freeze",status="200",code=""} 1');
  expect(text).toContain('{operation="getCreditLine",status="404",code="credit-line-unknown"} 1');
});

test('a write leaves one audit line: who, what, outcome, and neither key nor body', async () => {
  const { api, seen } = bench();
  await freeze(api);
  const lines = seen.logged.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ audit }) => audit);
  expect(lines).toMatchObject([{ operation: 'freeze', status: 200, method: 'POST' }]);
  expect(lines[0]?.['keyId']).toHaveLength(16);
  expect(seen.logged.join('')).not.toMatch(/ws_|CUSTOMER/);
});

test('more than a key may ask in a minute is 429', async () => {
  const { deps } = bench();
  const { api } = bench({ settings: { ...deps.settings, requestsPerMinute: 2 } });
  const get = (key: string) => api.get('/v1/plans').set('Authorization', `Bearer ${key}`);
  const first = await get(ALL_SCOPES);
  const second = await get(ALL_SCOPES);
  expect([first.status, second.status]).toEqual([200, 200]);
  const refused = await get(ALL_SCOPES);
  expect([refused.status, refused.body]).toMatchObject([429, { code: 'too-many-requests' }]);
  expect(refused.get('Retry-After')).toBe('60');
  expect((await get(keyWith('lines:read'))).status).toBe(200);
});

test('the sandbox does not exist in production', async () => {
  const { deps } = bench();
  const { bare } = bench({ settings: { ...deps.settings, mode: 'production' }, sandbox: null });
  for (const path of [`credit-lines/${LINE_ID}/advance`, 'applications/app_1/advance'])
    expect(
      await bare.post(`/v1/sandbox/${path}`).set('Authorization', `Bearer ${ALL_SCOPES}`).send({ days: 1 }),
    ).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect((await bare.get('/v1/sandbox/mailbox').set('Authorization', `Bearer ${ALL_SCOPES}`)).status).toBe(404);
});

describe('sandbox clock', () => {
  const advance = (body: object, path = `credit-lines/${LINE_ID}`) =>
    bench().api.post(`/v1/sandbox/${path}/advance`).set('Authorization', `Bearer ${ALL_SCOPES}`).send(body);

  test.each([
    [{ days: 1 }, 200, undefined],
    [{ to: '2026-04-01' }, 200, undefined],
    [{}, 400, 'missing-field'],
    [{ days: 0 }, 400, 'invalid-field'],
    [{ days: 1.5 }, 400, 'invalid-field'],
    [{ days: 1_101 }, 400, 'invalid-field'],
    [{ to: '2026-02-29' }, 400, 'invalid-field'],
    [{ days: 1, to: '2026-04-01' }, 400, 'unknown-field'],
  ])('%j', async (body, status, code) => {
    const answer = await advance(body);
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
  });

  test.each([
    [{ kind: 'OUT_OF_RANGE', fromAt: 1 }, 422, 'target-out-of-range'],
    [{ kind: 'STUCK', at: 1 }, 409, 'clock-stuck'],
    [{ kind: 'ENDED' }, 409, 'line-not-active'],
    [{ kind: 'UNKNOWN' }, 404, 'credit-line-unknown'],
  ] as const)('%j', async (answered, status, code) => {
    const { deps } = bench();
    if (deps.sandbox === null) throw new Error('no sandbox');
    const { api } = bench({ sandbox: { ...deps.sandbox, advanceLine: async () => Promise.resolve(answered) } });
    const answer = await api
      .post(`/v1/sandbox/credit-lines/${LINE_ID}/advance`)
      .set('Authorization', `Bearer ${ALL_SCOPES}`)
      .send({ days: 1 });
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
  });
});

test('the documentation is a page of our own', async () => {
  const { text } = await bench().api.get('/v1/docs/');
  expect(text).toContain('swagger-ui');
  expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
});
