import { APPLICATION_REFUSALS, LINE_REFUSALS } from '../testing/refusals.js';
import { PROBLEMS, type RefusalCode } from '../../contracts/problem.js';
import { ALL_SCOPES, bench } from '../testing/bench.js';
import { LINE_ID } from '../testing/fake-line.js';

const send = (api: ReturnType<typeof bench>['api'], path: string, body: object) =>
  api.post(path).set('Authorization', `Bearer ${ALL_SCOPES}`).set('Idempotency-Key', 'key-1').send(body);

/** The one rule of statuses, said again by hand: what the state does not allow, and what a rule does not allow. */
const STATUSES: Readonly<Record<RefusalCode, number>> = {
  'line-not-active': 409,
  'line-overdue': 409,
  'limit-exceeded': 422,
  'limit-below-use': 422,
  'temporary-not-installable': 422,
  'self-cap-exceeded': 422,
  'self-cap-too-small': 422,
  'cash-draw-disabled': 422,
  'cash-single-max': 422,
  'cash-sub-limit-exceeded': 422,
  'temporary-not-granted': 409,
  'expiry-in-the-past': 422,
  'expiry-too-late': 422,
  'scene-not-listed': 409,
  'capture-in-parts': 422,
  'hold-expired': 409,
  'wrong-currency': 422,
  'amount-out-of-range': 422,
  'number-out-of-range': 422,
  'tenor-not-offered': 422,
  'installment-too-small': 422,
  'plan-not-for-this': 422,
  'price-above-cap': 422,
  'order-reused': 409,
  'authorization-unknown': 404,
  'authorization-not-open': 409,
  'capture-above-authorized': 422,
  'agreement-unknown': 404,
  'agreement-not-active': 409,
  'payoff-changed': 409,
  'quote-expired': 409,
  'nothing-to-settle': 409,
  'prepay-not-offered': 422,
  'bill-open': 409,
  'refund-unknown': 404,
  'refund-already-canceled': 409,
  'payment-unknown': 404,
  'payment-already-reversed': 409,
  'payment-pending': 409,
  'coupon-used': 409,
  'coupon-not-for-this': 422,
  'refund-above-purchase': 422,
  'value-date-out-of-range': 422,
  'value-date-needs-transfer': 422,
  'not-frozen-for-this': 409,
  'autopay-not-set': 409,
  'debt-open': 409,
  'plan-terms-invalid': 422,
  'fact-unknown': 404,
  'fact-already-reversed': 409,
  'fact-is-reversal': 409,
  'fact-not-reversible': 422,
  'correction-empty': 422,
  'waiver-above-open': 422,
  'waiver-target-wrong': 422,
  'bill-unknown': 404,
  'bill-day-not-changeable': 409,
  'statement-not-current': 409,
  'statement-past-due': 409,
  'nothing-convertible': 409,
  'conversion-above-bill': 422,
  'conversion-in-part': 422,
  'pause-out-of-range': 422,
  'pause-overlaps': 409,
  'not-paused': 409,
  'due-date-not-offered': 422,
  'nothing-open': 409,
  'too-many': 409,
  'idempotency-key-reused': 409,
  'line-halted': 409,
  'application-not-open': 409,
  'offer-expired': 409,
  'offer-changed': 409,
  'not-referred': 409,
  'limit-out-of-range': 422,
};

describe('every refusal of a line is a problem with its facts', () => {
  test.each(LINE_REFUSALS.map((refusal) => [refusal.type, refusal] as const))('%s', async (type, refusal) => {
    const { deps } = bench();
    const lines = { ...deps.lines, execute: async () => Promise.resolve({ kind: 'REFUSED' as const, refusal }) };
    const { bare: refusing } = bench({ lines });
    const answer = await send(refusing, `/v1/credit-lines/${LINE_ID}/freeze`, { cause: 'CUSTOMER' });
    expect([answer.status, answer.body]).toMatchObject([
      STATUSES[type],
      { code: type, title: PROBLEMS[type].title, status: STATUSES[type], type: `/v1/problems/${type}` },
    ]);
    expect((answer.body as { detail: string }).detail).toMatch(/\.$/);
  });

  test('the facts that the rule used are in the reason', async () => {
    const rooms = { availableMinor: 880_000, baseMinor: 880_000, temporaryMinor: 0, sceneMinor: 0 };
    const refusal = { type: 'limit-exceeded', ...rooms } as const;
    const { deps } = bench();
    const lines = { ...deps.lines, execute: async () => Promise.resolve({ kind: 'REFUSED' as const, refusal }) };
    const answer = await send(bench({ lines }).api, `/v1/credit-lines/${LINE_ID}/authorizations`, {
      orderId: 'order-1',
      merchantId: 'm-1',
      amountMinor: 900_000,
      currency: 'CNY',
    });
    expect(answer.body).toMatchObject({
      code: 'limit-exceeded',
      param: 'amountMinor',
      reasons: [{ rule: 'limit-exceeded', param: 'amountMinor', facts: rooms }],
    });
  });
});

describe('every refusal of an application is a problem', () => {
  test.each(APPLICATION_REFUSALS.map((refusal) => [refusal.type, refusal] as const))('%s', async (type, refusal) => {
    const { deps } = bench();
    const refused = async () => Promise.resolve({ ok: false as const, refusal });
    const applications = { ...deps.applications, accept: refused };
    const answer = await send(bench({ applications }).bare, '/v1/applications/app_1/accept', {});
    expect([answer.status, answer.body]).toMatchObject([STATUSES[type], { code: type }]);
  });

  test('an application that the server has forgotten is known by its projection', async () => {
    const { deps } = bench();
    const applications = { ...deps.applications, accept: async () => Promise.resolve(null) };
    const answer = await send(bench({ applications }).api, '/v1/applications/app_1/accept', {});
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'application-unknown' }]);
  });
});
