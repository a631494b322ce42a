import type fastCheck from 'fast-check';
import type { PlainDate } from '../calendar/plain-date.js';
import { FREEZE_CAUSES, SETTLEMENT_SCOPES, type LineCommand, type LineCommandType } from './commands.js';
import { WAIVABLE_COMPONENTS } from './facts.js';
import { hostilePlanOf } from './hostile-plans.js';
import { on, type TestLine } from './testing.js';

/** The generator library comes as an argument: only tests depend on it. */
type FastCheck = typeof fastCheck;
type Arbitrary<T> = fastCheck.Arbitrary<T>;

const LONG = 'x'.repeat(5_000);

/** Whole numbers and others: nothing, less than nothing, parts, and more than a computer counts exactly. */
const NUMBERS = [
  0,
  -1,
  1,
  2,
  0.5,
  999,
  120_000,
  1_000_000,
  1_000_000_000_000,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
];

const DATES: readonly PlainDate[] = [
  '1900-01-01',
  '2024-02-29',
  '2025-01-04',
  '2025-01-05',
  '2025-02-03',
  '2025-02-12',
  '2025-03-31',
  '2025-06-12',
  '2199-12-31',
].map(on);

/** Commands of a type with any values in their fields: ids that exist on the line beside ids that do not. */
export function hostileCommandOf(fc: FastCheck, line: TestLine): Arbitrary<LineCommand> {
  const values = valuesOf(fc, line);
  const makers: Makers = { ...spendsOf(fc, values), ...moneyOf(fc, values), ...careOf(fc, values) };
  return fc.oneof(...Object.values(makers)) as Arbitrary<LineCommand>;
}

type Makers = Partial<Record<LineCommandType, Arbitrary<unknown>>>;

/** What the fields of commands are filled with. */
function valuesOf(fc: FastCheck, line: TestLine) {
  const { agreements, bills } = line.state.book.position;
  const { facts } = line.state.book;
  const text = fc.constantFrom('', ' ', 'x', LONG, '__proto__', 'constructor', 'phone', 'BASE', '\u0000');
  const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.integer({ min: 1, max: 300_000 }));
  const date = fc.constantFrom(...DATES, line.view().asOn, ...bills.map(({ billOn }) => billOn));
  const dateOrNull = fc.option(date);
  const idsOf = (ids: readonly string[]) => fc.oneof(text, fc.constantFrom(...ids, 'agr_t_9'));
  const agreementId = idsOf(agreements.map((agreement) => agreement.agreementId));
  const authorizationId = idsOf(line.state.holds.map((hold) => hold.authorizationId));
  const paymentId = idsOf(facts.flatMap((fact) => ('paymentId' in fact ? [fact.paymentId] : [])));
  const refundId = idsOf(facts.flatMap((fact) => ('refundId' in fact ? [fact.refundId] : [])));
  const factSeq = fc.oneof(number, fc.constantFrom(1, ...facts.map(({ seq }) => seq)));
  const currency = fc.constantFrom('CNY', 'CNY', 'USD', '', LONG);
  const plan = hostilePlanOf(fc);
  const periods = fc.oneof(number, fc.constantFrom(1, 3, 6, 12, 60, 61));
  const scene = fc.option(text, { nil: undefined });
  const method = fc.oneof(
    fc.record({ kind: fc.constant('TRANSFER'), reference: text }),
    fc.record({ kind: fc.constant('DEBIT'), accountRef: text }),
  );
  const of = (type: LineCommandType, fields: Record<string, Arbitrary<unknown>>) =>
    fc.record({ type: fc.constant(type), ...fields });
  return {
    text,
    number,
    date,
    dateOrNull,
    agreementId,
    authorizationId,
    paymentId,
    refundId,
    factSeq,
    currency,
    plan,
    periods,
    scene,
    method,
    of,
  };
}

type Values = ReturnType<typeof valuesOf>;

function spendsOf(
  fc: FastCheck,
  { text, number, authorizationId, currency, plan, periods, scene, of }: Values,
): Makers {
  return {
    authorize: of('authorize', {
      orderId: text,
      merchantId: text,
      amountMinor: number,
      currency,
      plan,
      periods,
      scene,
      capture: fc.constantFrom('MANUAL', 'IMMEDIATE'),
    }),
    capture: of('capture', { authorizationId, amountMinor: number, isFinal: fc.boolean() }),
    voidAuthorization: of('voidAuthorization', { authorizationId }),
    adjustAuthorization: of('adjustAuthorization', { authorizationId, amountMinor: number }),
    draw: of('draw', { amountMinor: number, currency, plan, periods, scene, accountRef: text }),
  };
}

function moneyOf(
  fc: FastCheck,
  { text, number, date, dateOrNull, agreementId, paymentId, refundId, factSeq, currency, periods, method, of }: Values,
): Makers {
  return {
    pay: of('pay', { amountMinor: number, currency, method, valueOn: dateOrNull }),
    reversePayment: of('reversePayment', { paymentId, reason: text }),
    refund: of('refund', { agreementId, amountMinor: number, currency, valueOn: dateOrNull }),
    cancelRefund: of('cancelRefund', { refundId, reason: text }),
    settle: of('settle', {
      scope: fc.constantFrom(...SETTLEMENT_SCOPES),
      agreementId: fc.option(agreementId),
      payoffMinor: number,
      quotedOn: dateOrNull,
      currency,
      method,
    }),
    prepay: of('prepay', { agreementId, amountMinor: number, currency, method }),
    reverseFact: of('reverseFact', { factSeq, reason: text }),
    correct: of('correct', { factSeq, valueOn: dateOrNull, amountMinor: fc.option(number), reason: text }),
    waive: of('waive', {
      agreementId: fc.option(agreementId),
      billOn: dateOrNull,
      component: fc.constantFrom(...WAIVABLE_COMPONENTS),
      amountMinor: fc.option(number),
      valueOn: dateOrNull,
      reason: text,
    }),
    chargeOff: of('chargeOff', { agreementId: fc.option(agreementId), valueOn: dateOrNull, reason: text }),
    reAge: of('reAge', { agreementId, newDueOn: date }),
    reAmortize: of('reAmortize', { agreementId, periods }),
  };
}

function careOf(fc: FastCheck, { text, number, date, of }: Values): Makers {
  return {
    changeBillDay: of('changeBillDay', { billDay: number }),
    pauseDelinquency: of('pauseDelinquency', { fromOn: date, untilOn: date, reason: text }),
    resumeDelinquency: of('resumeDelinquency', { reason: text }),
    setAutopay: of('setAutopay', {
      mandate: fc.option(fc.record({ accountRef: text, amount: fc.constantFrom('STATEMENT', 'MINIMUM') })),
    }),
    changeLimit: of('changeLimit', { limitMinor: number, reason: text }),
    grantTemporaryLimit: of('grantTemporaryLimit', {
      amountMinor: number,
      end: fc.oneof(fc.record({ expiresAt: number }), fc.record({ untilOn: date })),
    }),
    revokeTemporaryLimit: of('revokeTemporaryLimit', { reason: text }),
    setSceneLimit: of('setSceneLimit', { scene: text, amountMinor: number }),
    setSelfCap: of('setSelfCap', { selfCapMinor: fc.option(number) }),
    freeze: of('freeze', { cause: fc.constantFrom(...FREEZE_CAUSES) }),
    unfreeze: of('unfreeze', { cause: fc.constantFrom(...FREEZE_CAUSES) }),
    close: of('close', { reason: text }),
  };
}
