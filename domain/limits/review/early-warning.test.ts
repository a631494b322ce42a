import { minor } from '../../money/minor.js';
import { NO_WARNING, nextWarning, warningSignals, type Warning, type WarningFacts } from './early-warning.js';
import { LIMIT_REVIEW_POLICY_1 } from './review-policy.js';

const cycle = (billed: number, change = {}) => ({
  monthsLate: 0,
  billedMinor: minor(billed),
  limitMinor: minor(100_000),
  paidMinimumOnly: false,
  cashMinor: minor(0),
  ...change,
});
const QUIET: WarningFacts = {
  cycles: [cycle(30_000), cycle(30_000), cycle(30_000)],
  inquiries30d: 0,
  inquiries6m: 0,
  overLimitAttempts: 0,
};
const signals = (change: Partial<WarningFacts>) => warningSignals({ ...QUIET, ...change });
const minimum = { paidMinimumOnly: true };

describe('signals', () => {
  test.each([
    ['nothing', {}, []],
    ['utilization 89.999 %', { cycles: [cycle(89_999), cycle(60_000)] }, []],
    ['utilization 90 %', { cycles: [cycle(90_000), cycle(60_000)] }, ['HIGH_UTILIZATION']],
    ['a jump of 39.999 points', { cycles: [cycle(69_999), cycle(30_000)] }, []],
    ['a jump of 40 points', { cycles: [cycle(70_000), cycle(30_000)] }, ['UTILIZATION_JUMP']],
    ['two minimum payments', { cycles: [cycle(1, minimum), cycle(1, minimum), cycle(1)] }, []],
    ['three of them', { cycles: [cycle(1, minimum), cycle(1, minimum), cycle(1, minimum)] }, ['MINIMUM_PAYMENTS']],
    ['cash below half', { cycles: [cycle(30_000, { cashMinor: minor(14_999) })] }, []],
    ['half in cash', { cycles: [cycle(30_000, { cashMinor: minor(15_000) })] }, ['MUCH_CASH']],
    ['two inquiries in a month, six in half a year', { inquiries30d: 2, inquiries6m: 6 }, []],
    ['three inquiries in a month', { inquiries30d: 3 }, ['MANY_INQUIRIES']],
    ['seven inquiries in half a year', { inquiries6m: 7 }, ['MANY_INQUIRIES']],
    ['inquiries unknown', { inquiries30d: null, inquiries6m: null }, []],
    ['two attempts above the limit', { overLimitAttempts: 2 }, []],
    ['three of them', { overLimitAttempts: 3 }, ['OVER_LIMIT_ATTEMPTS']],
  ] as const)('%s', (_name, change, expected) => {
    expect(signals(change)).toEqual(expected);
  });
});

describe('the ladder', () => {
  const walk = (...reviews: readonly boolean[]): readonly string[] => {
    let warning: Warning = NO_WARNING;
    return reviews.map((hasSignal) => {
      warning = nextWarning(warning, hasSignal ? ['MUCH_CASH'] : [], LIMIT_REVIEW_POLICY_1);
      return warning.state;
    });
  };

  test('one step for each review with signals, and no further than suspended', () => {
    expect(walk(true, true, true, true)).toEqual(['WATCH', 'REDUCED', 'SUSPENDED', 'SUSPENDED']);
  });

  test('warningClearCycles: one step back after two clean cycles in a row', () => {
    expect(walk(true, true, false, false, false, false, false)).toEqual([
      'WATCH',
      'REDUCED',
      'REDUCED',
      'WATCH',
      'WATCH',
      'NONE',
      'NONE',
    ]);
    expect(walk(true, false, true, false, false)).toEqual(['WATCH', 'WATCH', 'REDUCED', 'REDUCED', 'WATCH']);
  });
});
