import type fastCheck from 'fast-check';
import { WAIVABLE_COMPONENTS } from './facts.js';
import type { Move } from './random-life.js';
import { servicingMovesOf } from './random-servicing.js';

/** The generator library comes as an argument: only tests depend on it. */
type FastCheck = typeof fastCheck;

/** Any move, weighted so that lives are not all frozen or empty. */
export function anyMoveOf(fc: FastCheck): fastCheck.Arbitrary<Move> {
  const pick = fc.nat(1_000);
  const percent = fc.constantFrom(1, 10, 33, 50, 99, 100, 100, 130);
  const daysAgo = fc.constantFrom(0, 0, 0, 1, 5, 12, 20);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('WAIT' as const), days: fc.constantFrom(0, 1, 3, 7, 12, 31, 40) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('AUTHORIZE' as const),
        amountMinor: fc.integer({ min: 1, max: 400_000 }),
        plan: fc.nat(5),
        isImmediate: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('CAPTURE' as const), pick, percent }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('VOID' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('ADJUST' as const), pick, percent }) },
    { weight: 2, arbitrary: anyLimitMoveOf(fc) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('DRAW' as const),
        amountMinor: fc.integer({ min: 10_000, max: 300_000 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('ANSWER' as const),
        pick,
        succeeds: fc.constantFrom(true, true, false),
      }),
    },
    ...servicingMovesOf(fc),
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('PAY' as const), percent, daysAgo, isDebit: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('REVERSE' as const), pick }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('REFUND' as const), pick, percent, daysAgo }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('SETTLE' as const), pick, isDebit: fc.boolean() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('AUTOPAY' as const),
        amount: fc.constantFrom('STATEMENT' as const, 'MINIMUM' as const, null),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('FREEZE' as const), isThaw: fc.constantFrom(true, true, false) }),
    },
  );
}

function anyLimitMoveOf(fc: FastCheck): fastCheck.Arbitrary<Move> {
  return fc.oneof(
    fc.record({ kind: fc.constant('LIMIT' as const), limitMinor: fc.integer({ min: 500_000, max: 2_000_000 }) }),
    fc.record({
      kind: fc.constant('TEMPORARY' as const),
      amountMinor: fc.integer({ min: 1, max: 300_000 }),
      days: fc.constantFrom(-1, 0, 5, 40),
    }),
    fc.record({ kind: fc.constant('SCENE' as const), amountMinor: fc.constantFrom(0, 50_000, 400_000) }),
    fc.record({ kind: fc.constant('SELF_CAP' as const), selfCapMinor: fc.constantFrom(null, null, 500_000) }),
    ...correctionsOf(fc),
  );
}

/** A life long enough for bills to be cut, missed and cured; sometimes the line is asked to close at the end. */
export function anyLifeOf(fc: FastCheck): fastCheck.Arbitrary<readonly Move[]> {
  return fc
    .tuple(fc.array(anyMoveOf(fc), { minLength: 12, maxLength: 40, size: 'max' }), fc.boolean())
    .map(([moves, isClosing]) => (isClosing ? [...moves, ...CLOSING] : moves));
}

const CLOSING: readonly Move[] = [
  { kind: 'PAY', percent: 100, daysAgo: 0, isDebit: false },
  { kind: 'CLOSE' },
  { kind: 'ANSWER', pick: 0, succeeds: true },
  { kind: 'WAIT', days: 40 },
];

/** What puts right, gives up or defers: less often than what is paid and bought. */
function correctionsOf(fc: FastCheck): readonly fastCheck.WeightedArbitrary<Move>[] {
  const pick = fc.nat(1_000);
  const component = fc.constantFrom(...WAIVABLE_COMPONENTS);
  const percent = fc.constantFrom(1, 50, 100);
  return [
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('WAIVE' as const), pick, component, percent }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('REVERSE_FACT' as const), pick }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('CORRECT' as const),
        pick,
        percent: fc.constantFrom(10, 90, 100, 110),
        daysAgo: fc.constantFrom(0, 3, 20),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('CHARGE_OFF' as const),
        pick,
        isWholeLine: fc.constantFrom(false, false, true),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('RE_AGE' as const), pick, months: fc.nat(3) }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('RE_AMORTIZE' as const), pick, periods: fc.constantFrom(1, 2, 6, 24) }),
    },
  ];
}
