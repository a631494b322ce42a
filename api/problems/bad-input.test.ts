import { ALL_SCOPES, bench } from '../testing/bench.js';
import { ACCOUNT_REF, LINE_ID } from '../testing/fake-line.js';

const DRAWS = `/v1/credit-lines/${LINE_ID}/draws`;
const DRAW = { amountMinor: 120_000, currency: 'CNY', planId: 'cash-flat', periods: 12, accountRef: ACCOUNT_REF };
const PAYMENTS = `/v1/credit-lines/${LINE_ID}/payments`;
const PAYMENT = { amountMinor: 1_000, currency: 'CNY', method: { kind: 'TRANSFER', reference: 'in-1' } };

const write = (api: ReturnType<typeof bench>['api'], path: string) =>
  api.post(path).set('Authorization', `Bearer ${ALL_SCOPES}`).set('Idempotency-Key', 'key-1');

describe('bad input gets its problem and changes nothing', () => {
  test.each([
    ['an unknown field', { ...DRAW, amount: 5 }, 400, 'unknown-field', 'amount'],
    ['a missing field', { ...DRAW, currency: undefined }, 400, 'missing-field', 'currency'],
    ['a null', { ...DRAW, currency: null }, 400, 'invalid-field', 'currency'],
    ['text for a number', { ...DRAW, amountMinor: '120000' }, 400, 'invalid-field', 'amountMinor'],
    ['a fraction', { ...DRAW, amountMinor: 0.5 }, 400, 'invalid-field', 'amountMinor'],
    ['zero', { ...DRAW, amountMinor: 0 }, 400, 'invalid-field', 'amountMinor'],
    ['a negative amount', { ...DRAW, amountMinor: -1 }, 400, 'invalid-field', 'amountMinor'],
    ['an amount above all bounds', { ...DRAW, amountMinor: 1_000_000_000_001 }, 400, 'invalid-field', 'amountMinor'],
    ['an unsafe integer', { ...DRAW, amountMinor: 2 ** 53 }, 400, 'invalid-field', 'amountMinor'],
    ['a currency of another form', { ...DRAW, currency: 'yuan' }, 400, 'invalid-field', 'currency'],
    ['no periods', { ...DRAW, periods: 0 }, 400, 'invalid-field', 'periods'],
    ['a list', [], 400, 'invalid-field', ''],
    ['an unknown plan', { ...DRAW, planId: 'no-plan' }, 404, 'plan-unknown', 'planId'],
    ['an unknown version', { ...DRAW, planId: 'cash-flat@99' }, 404, 'plan-unknown', 'planId'],
    ['an unknown account', { ...DRAW, accountRef: 'acc_other' }, 404, 'account-unknown', 'accountRef'],
  ])('%s', async (_name, body, status, code, param) => {
    const { api, seen } = bench();
    const answer = await write(api, DRAWS).send(body);
    expect([answer.status, answer.body]).toMatchObject([status, { status, code, param }]);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toHaveProperty('requestId', answer.get('X-Request-Id'));
    expect(seen.commands).toEqual([]);
  });

  test.each([
    ['no real day', { ...PAYMENT, valueOn: '2026-02-29' }, 'invalid-field', 'valueOn'],
    ['another way to write a day', { ...PAYMENT, valueOn: '01/03/2026' }, 'invalid-field', 'valueOn'],
    ['an unknown field inside', { ...PAYMENT, method: { ...PAYMENT.method, by: 'me' } }, 'unknown-field', 'method.by'],
    ['a missing field inside', { ...PAYMENT, method: { kind: 'TRANSFER' } }, 'missing-field', 'method.reference'],
    ['an unknown choice', { ...PAYMENT, method: { kind: 'CASH' } }, 'invalid-field', 'method.kind'],
    [
      'spaces in a reference',
      { ...PAYMENT, method: { kind: 'TRANSFER', reference: 'a b' } },
      'invalid-field',
      'method.reference',
    ],
  ])('%s', async (_name, body, code, param) => {
    const { api, seen } = bench();
    const answer = await write(api, PAYMENTS).send(body);
    expect([answer.status, answer.body]).toMatchObject([400, { code, param }]);
    expect(seen.commands).toEqual([]);
  });

  test('names every fault, and no value', async () => {
    const answer = await write(bench().api, DRAWS).send({ ...DRAW, amountMinor: 'very secret', foo: 1, periods: 1.5 });
    const reasons = (answer.body as { reasons: { param: string }[] }).reasons.map(({ param }) => param);
    expect(reasons.sort()).toEqual(['amountMinor', 'foo', 'periods']);
    expect(answer.text).not.toContain('very secret');
  });

  test('malformed JSON', async () => {
    const answer = await write(bench().api, DRAWS).type('json').send('{"amountMinor": 1');
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'malformed-json' }]);
  });

  test('a prototype in the body is no field and no prototype', async () => {
    const { api, seen } = bench();
    const answer = await write(api, DRAWS)
      .type('json')
      .send(`{"__proto__": ${JSON.stringify(DRAW)}}`);
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'missing-field' }]);
    expect(seen.commands).toEqual([]);
  });

  test('a body above 64 kB', async () => {
    const answer = await write(bench().api, DRAWS).send({ ...DRAW, planId: 'x'.repeat(65_536) });
    expect([answer.status, answer.body]).toMatchObject([413, { code: 'body-too-large' }]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded'])('%s', async (type) => {
    const answer = await write(bench().api, DRAWS).type(type).send('a=1');
    expect([answer.status, answer.body]).toMatchObject([415, { code: 'content-type-unsupported' }]);
  });

  test('a compressed body', async () => {
    const answer = await write(bench().api, DRAWS)
      .type('json')
      .set('Content-Encoding', 'gzip')
      .send(JSON.stringify(DRAW));
    expect([answer.status, answer.body]).toMatchObject([415, { code: 'content-type-unsupported' }]);
  });

  test.each([
    ['none', undefined, 'idempotency-key-missing'],
    ['a space', 'a b', 'idempotency-key-invalid'],
    ['letters beyond ASCII', 'sch\u00f6n', 'idempotency-key-invalid'],
    ['more than 200 characters', 'k'.repeat(201), 'idempotency-key-invalid'],
  ])('Idempotency-Key: %s', async (_name, key, code) => {
    const { api, seen } = bench();
    const request = api.post(DRAWS).set('Authorization', `Bearer ${ALL_SCOPES}`);
    const answer = await (key === undefined ? request : request.set('Idempotency-Key', key)).send(DRAW);
    expect([answer.status, answer.body]).toMatchObject([400, { code }]);
    expect(seen.commands).toEqual([]);
  });

  test('200 visible characters are a key', async () => {
    const key = '~'.repeat(200);
    const answer = await write(bench().api, DRAWS).set('Idempotency-Key', key).send(DRAW);
    expect(answer.status).toBe(201);
  });
});

describe('addresses', () => {
  const get = (path: string) => bench().api.get(path).set('Authorization', `Bearer ${ALL_SCOPES}`);

  test.each([
    ['/v1/nothing', 404, 'not-found'],
    ['/elsewhere', 404, 'not-found'],
    ['/v1/credit-lines/line_2', 404, 'credit-line-unknown'],
    ['/v1/credit-lines/%20', 404, 'credit-line-unknown'],
    ['/v1/applications/app_2', 404, 'application-unknown'],
    [`/v1/credit-lines/${LINE_ID}/statements/stm_2`, 404, 'statement-unknown'],
    [`/v1/credit-lines/${LINE_ID}/agreements/agr_9`, 404, 'agreement-unknown'],
    ['/v1/plans/no-plan', 404, 'plan-unknown'],
    ['/v1/credit-lines?colour=red', 400, 'unknown-field'],
    ['/v1/credit-lines?limit=0', 400, 'invalid-field'],
    ['/v1/credit-lines?limit=201', 400, 'invalid-field'],
    ['/v1/credit-lines?status=OPEN', 400, 'invalid-field'],
    ['/v1/credit-lines?status=ACTIVE&status=CLOSED', 400, 'invalid-field'],
    [`/v1/credit-lines/${LINE_ID}/timeline?cursor=abc`, 400, 'invalid-field'],
  ])('%s', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
  });

  test('a path that is not percent-encoded', async () => {
    const answer = await bench().bare.get('/v1/credit-lines/%E0%A4%A').set('Authorization', `Bearer ${ALL_SCOPES}`);
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'not-found' }]);
  });

  test('an unknown line takes no command', async () => {
    const answer = await write(bench().api, '/v1/credit-lines/line_2/freeze').send({ cause: 'CUSTOMER' });
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'credit-line-unknown', param: 'lineId' }]);
  });

  test('another method', async () => {
    const answer = await bench().api.delete(`/v1/credit-lines/${LINE_ID}`).set('Authorization', `Bearer ${ALL_SCOPES}`);
    expect([answer.status, answer.body]).toMatchObject([405, { code: 'method-not-allowed' }]);
    expect(answer.get('Allow')).toBe('GET');
  });

  test('the page behind a problem', async () => {
    const answer = await get('/v1/problems/limit-exceeded');
    expect([answer.status, answer.body]).toMatchObject([200, { code: 'limit-exceeded', status: 422 }]);
  });
});
