import fc from 'fast-check';
import { plainDate } from '../../calendar/plain-date.js';
import { minor } from '../../money/minor.js';
import type { CycleConduct, LimitReviewFacts } from './review-facts.js';
import { onTimeStreak, reviewLimit } from './review-limit.js';
import { GRADES } from '../grade.js';
import { LIMIT_REVIEW_POLICY_1 } from './review-policy.js';

const LIMIT = minor(500_000);

const cycle = (change: Partial<CycleConduct> = {}): CycleConduct => ({
  monthsLate: 0,
  billedMinor: minor(200_000),
  limitMinor: LIMIT,
  paidMinimumOnly: false,
  cashMinor: minor(0),
  ...change,
});
const cycles = (...late: readonly number[]): readonly CycleConduct[] => late.map((monthsLate) => cycle({ monthsLate }));
const ON_TIME = cycles(0, 0, 0, 0, 0, 0);

const GOOD: LimitReviewFacts = {
  on: plainDate('2026-07-01'),
  openedOn: plainDate('2025-01-01'),
  limitMinor: LIMIT,
  inUseMinor: minor(200_000),
  daysPastDue: 0,
  cycles: ON_TIME,
  grade: 'B',
  changes: [],
  lastUsedOn: plainDate('2026-06-20'),
  blockers: [],
  debtServiceShare: '0.30',
  packCapMinor: null,
};
const review = (change: Partial<LimitReviewFacts>) => reviewLimit({ ...GOOD, ...change }, LIMIT_REVIEW_POLICY_1);
const codes = (change: Partial<LimitReviewFacts>) => review(change).reasons.map(({ code }) => code);
const changed = (on: string, fromMinor: number, toMinor: number) => {
  return { on: plainDate(on), fromMinor: minor(fromMinor), toMinor: minor(toMinor) };
};

describe('growth', () => {
  test('six cycles on time grow the limit by a fifth', () => {
    expect(review({})).toMatchObject({ action: 'INCREASE', limitMinor: 600_000, isFrozen: false });
  });

  test.each([
    ['A', 3, 'INCREASE'],
    ['B', 3, 'INCREASE'],
    ['B', 2, 'KEEP'],
    ['C', 5, 'KEEP'],
    ['C', 6, 'INCREASE'],
  ] as const)('increaseFirstStepCycles: grade %s after %d cycles: %s', (grade, count, action) => {
    const limitMinor = minor(100_000);
    const own = ON_TIME.slice(0, count).map((each) => ({ ...each, billedMinor: minor(50_000), limitMinor }));
    expect(review({ grade, cycles: own, limitMinor, inUseMinor: minor(0) }).action).toBe(action);
  });

  test('increaseMinCycles: the first step happens once', () => {
    const changes = [changed('2025-06-01', 400_000, 500_000)];
    expect(codes({ cycles: ON_TIME.slice(0, 3), changes })).toEqual(['too-few-cycles-on-time']);
  });

  test.each([
    ['0.01', 5_000, 'KEEP'],
    ['above 0.01', 5_001, 'INCREASE'],
    ['below 0.80', 399_999, 'INCREASE'],
    ['0.80', 400_000, 'KEEP'],
  ])('increaseUtilization: %s is %s', (_at, billed, action) => {
    const used = [cycle({ billedMinor: minor(billed) }), ...ON_TIME.slice(1)];
    expect(review({ cycles: used }).action).toBe(action);
  });

  test.each([
    ['C', 'INCREASE'],
    ['D', 'KEEP'],
    ['E', 'KEEP'],
    [null, 'KEEP'],
  ] as const)('increaseMinGrade: %s: %s', (grade, action) => {
    expect(review({ grade }).action).toBe(action);
  });

  test.each([
    ['2026-01-01', 'INCREASE'],
    ['2026-01-02', 'KEEP'],
  ])('increaseCooldownMonths: changed on %s: %s', (on, action) => {
    expect(review({ changes: [changed(on, 490_000, 500_000)] }).action).toBe(action);
  });

  test('increaseMaxYear: no more than half as much again as a year ago', () => {
    const changes = [changed('2025-09-01', 350_000, 420_000), changed('2025-12-01', 420_000, 500_000)];
    expect(review({ changes })).toMatchObject({ action: 'INCREASE', limitMinor: 520_000 });
    expect(codes({ limitMinor: minor(530_000), changes })).toEqual(['limit-at-its-cap']);
  });

  test('gradeCap and the packs cap it; the step rounds it down', () => {
    expect(review({ limitMinor: minor(2_900_000) }).limitMinor).toBe(3_000_000);
    expect(codes({ limitMinor: minor(3_000_000) })).toEqual(['limit-at-its-cap']);
    expect(review({ packCapMinor: minor(555_500) }).limitMinor).toBe(550_000);
  });

  test.each([
    ['0.50', 'INCREASE'],
    ['0.5001', 'KEEP'],
    [null, 'INCREASE'],
  ])('maxDebtServiceShare: %s: %s', (debtServiceShare, action) => {
    expect(review({ debtServiceShare }).action).toBe(action);
  });

  test('increaseBlockers: all that stands in the way is told', () => {
    expect(codes({ blockers: ['DISPUTE', 'NO_CONSENT'], grade: 'D', debtServiceShare: '0.9' })).toEqual([
      'open-dispute',
      'no-consent-to-increases',
      'grade-too-low',
      'debt-service-too-high',
    ]);
  });

  test('lateBlockMonths: a late cycle among the last six blocks the early step of a good grade too', () => {
    expect(codes({ cycles: cycles(0, 0, 0, 0, 1, 0) })).toEqual(['late-not-long-ago']);
  });

  test('increasePeakUtilization, where it is asked for', () => {
    const policy = { ...LIMIT_REVIEW_POLICY_1, increasePeakUtilization: ['0.45', '0.80'] as const };
    expect(reviewLimit(GOOD, policy).reasons[0]?.code).toBe('never-used-enough');
    const peaked = [...ON_TIME.slice(0, 5), cycle({ billedMinor: minor(250_000) })];
    expect(reviewLimit({ ...GOOD, cycles: peaked }, policy).action).toBe('INCREASE');
  });
});

describe('lateness', () => {
  test.each([
    [7, false, false, 'KEEP'],
    [8, true, false, 'KEEP'],
    [29, true, false, 'KEEP'],
    [30, true, false, 'DECREASE'],
    [31, true, true, 'DECREASE'],
  ] as const)('%d days past due: frozen %s, closed for new agreements %s, %s', (dpd, frozen, closed, action) => {
    const outcome = review({ daysPastDue: dpd, cycles: cycles(1, 0, 0, 0, 0, 0) });
    expect(outcome).toMatchObject({ isFrozen: frozen, isClosedForNew: closed, action });
  });

  test('cutShare: to half, never below what is in use, rounded up to the step', () => {
    expect(review({ daysPastDue: 30 }).limitMinor).toBe(250_000);
    expect(review({ daysPastDue: 30, inUseMinor: minor(300_001) }).limitMinor).toBe(310_000);
    expect(review({ daysPastDue: 30, inUseMinor: minor(500_000) })).toMatchObject({
      action: 'KEEP',
      limitMinor: LIMIT,
    });
  });

  test.each([
    [cycles(0, 1, 0, 1, 0, 0), 'KEEP'],
    [cycles(0, 1, 0, 1, 0, 1), 'DECREASE'],
  ])('cutLateCycles: %#', (own, action) => {
    expect(review({ cycles: own }).action).toBe(action);
  });
});

describe('disuse', () => {
  const unused = { inUseMinor: minor(0), cycles: ON_TIME.map((each) => ({ ...each, billedMinor: minor(0) })) };

  test.each([
    ['2025-07-01', 'DECREASE', 380_000],
    ['2025-07-02', 'KEEP', 500_000],
  ])('inactivityMonths: last used on %s: %s', (lastUsedOn, action, limitMinor) => {
    expect(review({ ...unused, lastUsedOn: plainDate(lastUsedOn) })).toMatchObject({ action, limitMinor });
  });

  test('inactivityFloor', () => {
    const never = { ...unused, lastUsedOn: null };
    expect(review({ ...never, limitMinor: minor(35_000) })).toMatchObject({ action: 'DECREASE', limitMinor: 30_000 });
    expect(review({ ...never, limitMinor: minor(30_000) }).action).toBe('KEEP');
  });
});

test('the streak counts from the latest cycle back', () => {
  expect([cycles(1, 0), cycles(0, 0, 2, 0), ON_TIME, []].map(onTimeStreak)).toEqual([0, 2, 6, 0]);
});

const money = fc.integer({ min: 0, max: 10_000_000 }).map((amount) => minor(amount));
const anyFacts = fc.record({
  limitMinor: fc.integer({ min: 1, max: 1_000 }).map((steps) => minor(steps * 10_000)),
  inUseMinor: money,
  daysPastDue: fc.nat(200),
  cycles: fc.array(fc.record({ monthsLate: fc.nat(3), billedMinor: money }).map(cycle), { maxLength: 6 }),
  grade: fc.constantFrom(...GRADES, null),
  debtServiceShare: fc.constantFrom(null, '0.2', '0.7'),
});

describe('whatever the facts', () => {
  test('a limit that is changed is not below what is in use, and moves as the action says', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { action, limitMinor, reasons } = review(facts);
        if (action === 'KEEP') return limitMinor === facts.limitMinor && reasons.length > 0;
        if (action === 'INCREASE') return limitMinor > facts.limitMinor && limitMinor <= facts.limitMinor * 1.2;
        return limitMinor < facts.limitMinor && limitMinor >= facts.inUseMinor;
      }),
    );
  });

  test('being later never gives more', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(100), (facts, more) => {
        const later = review({ ...facts, daysPastDue: facts.daysPastDue + more });
        return later.limitMinor <= review(facts).limitMinor;
      }),
    );
  });
});
