import { ALL_SCOPES, bench, keyWith, type Bench } from '../testing/bench.js';

const PERSON = { name: '王小明', documentNumber: '110101000000010000', birthOn: '1990-05-01', phone: '13800000000' };
const DECLARED = {
  monthlyIncomeMinor: 1_500_000,
  hasIncomeProof: true,
  employmentMonths: 36,
  monthlyDebtServiceMinor: 0,
  isStudent: false,
  purpose: 'HOUSEHOLD',
};
const APPLY = {
  person: PERSON,
  accountNumber: '6200000000000010000',
  requestedLimitMinor: 1_000_000,
  currency: 'CNY',
  declared: DECLARED,
};

const apply = ({ api }: Bench, body: object, key = 'key-1', apiKey = ALL_SCOPES) =>
  api.post('/v1/applications').set('Authorization', `Bearer ${apiKey}`).set('Idempotency-Key', key).send(body);

describe('apply', () => {
  test('stores the person and starts the application, which holds nothing personal', async () => {
    const world = bench();
    const answer = await apply(world, APPLY);
    expect([answer.status, answer.body]).toMatchObject([202, { status: 'IDENTITY' }]);
    const { applicationId, customerId, accountRef } = answer.body as Record<string, string>;
    expect(world.seen.started).toMatchObject([
      { applicationId, customerId, requestedLimitMinor: 1_000_000, billDay: 1 },
    ]);
    expect(await world.deps.customers.find(customerId ?? '')).toMatchObject({
      person: PERSON,
      accounts: [{ accountRef }],
    });
    const elsewhere = [answer.text, JSON.stringify(world.seen.started), ...world.seen.logged].join('');
    for (const personal of [...Object.values(PERSON), APPLY.accountNumber]) expect(elsewhere).not.toContain(personal);
  });

  test('sent again is the same application', async () => {
    const world = bench();
    const first = await apply(world, APPLY);
    const second = await apply(world, APPLY);
    expect([second.status, second.body]).toEqual([202, first.body]);
    expect(second.get('Idempotent-Replayed')).toBe('true');
    expect(world.seen.started).toHaveLength(1);
  });

  test('sent again after an account was added is still the same application', async () => {
    const world = bench();
    const { customerId } = (await apply(world, APPLY)).body as { customerId: string };
    await world.deps.customers.addAccount(customerId, { accountRef: 'acc_new', accountNumber: '6200000000000020000' });
    expect((await apply(world, APPLY)).status).toBe(202);
  });

  test.each([
    ['person.phone', { ...APPLY, person: { ...PERSON, phone: '13900000000' } }],
    ['person.email', { ...APPLY, person: { ...PERSON, email: 'a@b.cn' } }],
    ['accountNumber', { ...APPLY, accountNumber: '6200000000000020000' }],
    ['requestedLimitMinor', { ...APPLY, requestedLimitMinor: 1 }],
    ['billDay', { ...APPLY, billDay: 5 }],
    ['declared.purpose', { ...APPLY, declared: { ...DECLARED, purpose: 'TRAVEL' } }],
  ])('the key with another %s is refused', async (param, body) => {
    const world = bench();
    await apply(world, APPLY);
    const answer = await apply(world, body);
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'idempotency-key-reused', param }]);
    expect(world.seen.started).toHaveLength(1);
  });

  test('keys of two clients do not meet', async () => {
    const world = bench();
    const first = await apply(world, APPLY);
    const second = await apply(world, { ...APPLY, requestedLimitMinor: 5 }, 'key-1', keyWith('applications:write'));
    expect(second.status).toBe(202);
    expect((second.body as { applicationId: string }).applicationId).not.toBe(
      (first.body as { applicationId: string }).applicationId,
    );
  });

  test.each([
    [{ ...APPLY, preset: 'noSuch' }, 400, 'invalid-field', 'preset'],
    [{ ...APPLY, currency: 'USD' }, 422, 'wrong-currency', 'currency'],
    [{ ...APPLY, billDay: 29 }, 400, 'invalid-field', 'billDay'],
    [{ ...APPLY, person: { ...PERSON, birthOn: '1990-02-30' } }, 400, 'invalid-field', 'person.birthOn'],
    [{ ...APPLY, person: { ...PERSON, password: 'x' } }, 400, 'unknown-field', 'person.password'],
    [{ ...APPLY, declared: { ...DECLARED, sex: 'F' } }, 400, 'unknown-field', 'declared.sex'],
    [{ ...APPLY, accountNumber: '12' }, 400, 'invalid-field', 'accountNumber'],
  ])('bad input %#', async (body, status, code, param) => {
    const world = bench();
    const answer = await apply(world, body);
    expect([answer.status, answer.body]).toMatchObject([status, { code, param }]);
    expect(world.seen.started).toEqual([]);
  });
});

describe('an application', () => {
  const send = (path: string, body: object) =>
    bench().api.post(path).set('Authorization', `Bearer ${ALL_SCOPES}`).set('Idempotency-Key', 'k').send(body);

  test.each([
    ['accept', {}],
    ['accept', { offerLimitMinor: 5 }],
    ['withdraw', { reason: 'changed-mind' }],
    ['decision', { outcome: 'APPROVE', limitMinor: 5, reviewer: 'person-7', reason: 'income seen' }],
    ['decision', { outcome: 'DECLINE', reviewer: 'person-7', reason: 'income not seen' }],
  ])('%s %j', async (what, body) => {
    const answer = await send(`/v1/applications/app_1/${what}`, body);
    expect([answer.status, answer.body]).toMatchObject([200, { applicationId: 'app_1', seq: 5 }]);
  });

  test('a decline grants no limit', async () => {
    const body = { outcome: 'DECLINE', limitMinor: 5, reviewer: 'person-7', reason: 'no' };
    expect(await send('/v1/applications/app_1/decision', body)).toMatchObject({
      status: 400,
      body: { param: 'limitMinor' },
    });
  });

  test('an approval grants one', async () => {
    const body = { outcome: 'APPROVE', reviewer: 'person-7', reason: 'yes' };
    expect(await send('/v1/applications/app_1/decision', body)).toMatchObject({
      status: 400,
      body: { code: 'missing-field', param: 'limitMinor' },
    });
  });
});
