import fc from 'fast-check';
import { minor } from '../money/minor.js';
import type { LineCommand } from './commands.js';
import { decide, refold, runDueItems } from './engine.js';
import { checkPosition } from './fold/check-position.js';
import { hostileCommandOf } from './hostile-commands.js';
import type { RefusalType } from './refusals.js';
import { draw, pay, refund } from './test-commands.js';
import { authorization, CASH, FLAT, on, PAY_LATER, TestLine } from './testing.js';
import { lineView, positionHash } from './view.js';

const DAY_MS = 86_400_000;
const COMMANDS_EACH = 30;

/** Debt on two bills and none, a hold, a payment, a refund: something of everything to be asked about. */
const busy = (): TestLine => {
  const line = new TestLine('2025-01-05');
  line.buy('o1', 50_000);
  const agreementId = line.buy('o2', 120_000, FLAT, 12);
  line.advance('2025-02-10');
  line.pay(45_000);
  line.refund(agreementId, 10_000);
  line.advance('2025-03-18');
  line.buy('o3', 30_000, PAY_LATER);
  line.authorize('o4', 40_000);
  return line;
};

describe('whatever is asked of a line', () => {
  test('it is done or refused by name, what is refused changes nothing, and what is done leaves a sound line', () => {
    const started = busy();
    fc.assert(
      fc.property(fc.gen(), (any) => {
        const line = busyAgain(started);
        for (let nr = 0; nr < COMMANDS_EACH; nr += 1) {
          const command = any(hostileOf, line);
          const before = JSON.stringify(line.state);
          const decided = decide(line.state, command, { nowMs: line.nowMs });
          expect(JSON.stringify(line.state)).toBe(before);
          if (!decided.ok) continue;
          line.state = decided.value.state;
          checkPosition(line.state.book.position);
          lineView(line.state, line.nowMs);
        }
        expect(JSON.parse(JSON.stringify(line.state))).toEqual(line.state);
        expect(positionHash(refold(line.state))).toBe(positionHash(line.state));
        checkPosition(runDueItems(line.state, { nowMs: line.nowMs + 100 * DAY_MS }).state.book.position);
      }),
      { numRuns: 40 },
    );
  });
});

const hostileOf = (line: TestLine): fc.Arbitrary<LineCommand> => hostileCommandOf(fc, line);

function busyAgain({ state, nowMs }: TestLine): TestLine {
  const line = new TestLine('2025-01-05');
  line.state = state;
  line.nowMs = nowMs;
  return line;
}

const LEVEL = {
  ...FLAT,
  amortization: 'LEVEL_PAYMENT' as const,
  prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.12' }],
};
const flatAt = (periods: number, feeRatePerPeriod: string) => ({
  ...FLAT,
  prices: [{ periods, feeRatePerPeriod, annualRate: '0' }],
});
const invalid = (param: string) => ({ type: 'plan-terms-invalid' as const, param });

describe('bad input is refused by the rule and the field', () => {
  test.each<readonly [string, LineCommand, Readonly<Record<string, unknown>> & { readonly type: RefusalType }]>([
    [
      'terms that contradict each other: pay later in three parts',
      authorization('o9', 90_000, { ...flatAt(3, '0'), amortization: 'PAY_LATER' }, 3),
      invalid('periods'),
    ],
    [
      'terms that contradict each other: grace on interest where there is none',
      authorization('o9', 90_000, { ...FLAT, interestGracePeriods: 1 }, 12),
      invalid('interestGracePeriods'),
    ],
    [
      'a rate beyond what is allowed',
      authorization('o9', 90_000, flatAt(12, '0.0211'), 12),
      invalid('feeRatePerPeriod'),
    ],
    [
      'a price beyond the cap',
      authorization('o9', 90_000, flatAt(12, '0.0120'), 12),
      { type: 'price-above-cap', rule: 'annualCap', cap: '0.24', figure: '0.255953' },
    ],
    ['more periods than allowed', authorization('o9', 90_000, flatAt(61, '0.001'), 61), invalid('periods')],
    ['a tenor that is not offered', authorization('o9', 90_000, FLAT, 5), { type: 'tenor-not-offered' }],
    [
      'a payment that does not cover the interest',
      authorization('o9', 1_000_000 - 200_000, { ...LEVEL, fixedInstallmentMinor: minor(7_999) }, 12),
      invalid('fixedInstallmentMinor'),
    ],
    [
      'a down payment of the whole price',
      authorization('o9', 90_000, { ...FLAT, downPaymentRate: '1' }, 12),
      invalid('downPaymentRate'),
    ],
    [
      'a down payment above the price',
      authorization('o9', 90_000, { ...FLAT, downPaymentRate: '1.5' }, 12),
      invalid('downPaymentRate'),
    ],
    [
      'a down payment that is no number',
      authorization('o9', 90_000, { ...FLAT, downPaymentRate: 'half' }, 12),
      invalid('downPaymentRate'),
    ],
    ['a down payment on cash', draw({ plan: { ...CASH, downPaymentRate: '0.1' } }), invalid('downPaymentRate')],
    ['a refund of an unknown order', refund('agr_t_99', 1_000), { type: 'agreement-unknown' }],
    ['a payment in another currency', pay({ currency: 'USD' }), { type: 'wrong-currency', expected: 'CNY' }],
    ['a value date before the line', pay({ valueOn: on('2025-01-04') }), { type: 'value-date-out-of-range' }],
    ['a value date in the future', pay({ valueOn: on('2025-03-19') }), { type: 'value-date-out-of-range' }],
    ['no money at all', pay({ amountMinor: 0 }), { type: 'amount-out-of-range', param: 'amountMinor', minMinor: 1 }],
    [
      'less than no money',
      pay({ amountMinor: -1 }),
      { type: 'amount-out-of-range', param: 'amountMinor', minMinor: 1 },
    ],
    ['a part of a cent', pay({ amountMinor: 0.5 }), { type: 'amount-out-of-range', param: 'amountMinor' }],
    [
      'more than is counted',
      { type: 'changeLimit', limitMinor: 1_000_000_000_001, reason: 'r' },
      { type: 'amount-out-of-range', param: 'limitMinor', minMinor: 0, maxMinor: 1_000_000_000_000 },
    ],
    [
      'a temporary limit beyond the calendar',
      { type: 'grantTemporaryLimit', amountMinor: 1, end: { expiresAt: Number.MAX_SAFE_INTEGER } },
      { type: 'expiry-too-late', param: 'expiresAt' },
    ],
    [
      'a temporary limit of another age',
      { type: 'grantTemporaryLimit', amountMinor: 1, end: { untilOn: on('1900-01-01') } },
      { type: 'expiry-in-the-past', param: 'untilOn' },
    ],
    [
      'more periods to spread over than allowed',
      { type: 'reAmortize', agreementId: 'agr_t_5', periods: 61 },
      { type: 'number-out-of-range', param: 'periods', min: 1, max: 60 },
    ],
  ])('%s', (_name, command, refusal) => {
    const line = busy();
    const before = JSON.stringify(line.state);
    expect(decide(line.state, command, { nowMs: line.nowMs })).toMatchObject({ ok: false, refusal });
    expect(JSON.stringify(line.state)).toBe(before);
  });

  test('a refund valued before its agreement', () => {
    const line = new TestLine('2025-01-05');
    line.advance('2025-01-20');
    const agreementId = line.buy('o1', 90_000);
    expect(line.refusal(refund(agreementId, 1_000, { valueOn: on('2025-01-19') }))).toEqual({
      type: 'value-date-out-of-range',
      earliestOn: on('2025-01-20'),
      latestOn: on('2025-01-20'),
    });
  });

  test('the reversal of a reversal', () => {
    const line = busy();
    const factSeq = line.state.seq + 1;
    line.pay(1_000);
    line.do({ type: 'reverseFact', factSeq, reason: 'r' });
    const again: LineCommand = { type: 'reverseFact', factSeq: factSeq + 1, reason: 'r' };
    expect(line.refusal(again)).toEqual({ type: 'fact-is-reversal', factSeq });
  });
});
