import { plainDate } from '../calendar/plain-date.js';
import type { ZoneTable } from '../calendar/zone.js';
import { minor } from '../money/minor.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import { FLAT, PAY_LATER, TERMS, TestLine } from './testing.js';

const lineWith = (change: Partial<LineTerms>): TestLine =>
  new TestLine('2025-01-05', 2_000_000, { ...TERMS, ...change });

/** 1000.00 on the bill of 3 February, due 12 February. */
const billed = (change: Partial<LineTerms>, amountMinor = 100_000): TestLine => {
  const line = lineWith(change);
  line.buy('o1', amountMinor);
  line.advance('2025-02-10');
  return line;
};

const income = (line: TestLine): readonly [number, number] => [
  0 - line.balance('CARRY_INCOME'),
  0 - line.balance('PENALTY_INCOME'),
];

/** Pays all on a day and says what it cost and how late the line was before. */
const paidOn = (line: TestLine, date: string, time = '12:00') => {
  line.advance(date, time);
  const { daysPastDue } = line.view();
  line.pay(line.view().billedMinor);
  return { daysPastDue, charges: income(line) };
};

describe('graceDays', () => {
  test.each([
    // Due 12 February, 3 days of grace: up to the 15th nothing was late.
    ['2025-02-12', 0, [0, 0]],
    ['2025-02-15', 0, [0, 0]],
    // From the 16th on it was late since the 12th: 4 days of 1000 at 0.05 % and 0.015 %.
    ['2025-02-16', 4, [200, 60]],
    ['2025-02-22', 10, [500, 150]],
  ] as const)('paid on %s: %i days past due', (date, daysPastDue, charges) => {
    expect(paidOn(billed({ graceDays: 3 }), date)).toEqual({ daysPastDue, charges });
  });

  test('the milestones of being late are met when the grace is over', () => {
    const line = billed({ graceDays: 3 });
    expect(line.advance('2025-02-15', '23:59')).toEqual([]);
    expect(line.advance('2025-02-16', '00:00')).toEqual(['delinquencyChanged']);
    expect(line.events.at(-1)).toMatchObject({ daysPastDue: 4 });
    expect(line.advance('2025-02-19', '23:59')).toEqual([]);
    expect(line.advance('2025-02-20', '00:00')).toEqual(['delinquencyChanged', 'frozen']);
  });

  test('the minimum paid in grace is met; the rest bears from the due date', () => {
    const line = billed({ graceDays: 3 });
    line.advance('2025-02-14');
    line.pay(10_000);
    line.advance('2025-02-22');
    expect(line.view().daysPastDue).toBe(0);
    line.pay(line.view().billedMinor);
    // 1000 for 2 days and 900 for 8
    expect(income(line)).toEqual([(100_000 * 2 + 90_000 * 8) * 0.0005, 0]);
  });

  test('a payment that comes to be known later, valued in grace, takes everything back', () => {
    const line = billed({ graceDays: 3 });
    line.advance('2025-02-22');
    line.pay(100_000, '2025-02-15');
    expect(line.view()).toMatchObject({ daysPastDue: 0, billedMinor: 0, creditMinor: 0 });
    expect(income(line)).toEqual([0, 0]);
  });
});

describe('toleranceAmount', () => {
  const TOLERANT = { toleranceAmountMinor: minor(1_000), graceDays: 3, minPaymentAllowed: false } as const;

  test.each([
    [98_999, 10, 1_001],
    [99_000, 0, 1_000],
  ])('%i paid of 1000.00: %i days past due after ten days', (paidMinor, daysPastDue, openMinor) => {
    const line = billed(TOLERANT);
    line.pay(paidMinor);
    line.advance('2025-02-22');
    expect(line.view().daysPastDue).toBe(daysPastDue);
    expect(line.view().usedMinor).toBe(openMinor);
  });

  test('the shortfall bears nothing and moves to the next bill', () => {
    const line = billed(TOLERANT);
    line.pay(99_000);
    line.advance('2025-03-04');
    expect(line.state.latestStatement).toMatchObject({ carriedMinor: 1_000, carryFeesMinor: 0, balanceMinor: 1_000 });
    expect(income(line)).toEqual([0, 0]);
    line.pay(1_000);
    expect(line.view()).toMatchObject({ billedMinor: 0, creditMinor: 0, usedMinor: 0 });
  });
});

describe('what the penalty is', () => {
  /** 1200 in 3 at 0.6 %: 400.00 and 7.20 due on 12 February. */
  const overdue = (late: Partial<LineTerms['late']>): readonly [number, number] => {
    const line = lineWith({ late: { ...TERMS.late, carryDailyRate: '0', lateCapClamp: false, ...late } });
    line.buy('o1', 120_000, FLAT, 3);
    line.advance('2025-02-22');
    line.pay(line.view().billedMinor);
    return income(line);
  };

  test.each([
    // 407.20 x 0.015 % x 10 = 0.6108; 400.00 gives 0.60
    ['PRINCIPAL_PLUS_FEE', 61],
    ['PRINCIPAL', 60],
  ] as const)('penaltyBase %s', (penaltyBase, expected) => {
    expect(overdue({ penaltyBase })).toEqual([0, expected]);
  });

  test.each([
    ['ON_POSTING', 261],
    ['PER_DAY', 260],
  ] as const)('LATE-1: 521.60 for 10 days at 0.05 %%, rounded %s', (penaltyRounding, expected) => {
    const late = { ...TERMS.late, carryDailyRate: '0', penaltyDailyRate: '0.0005', penaltyRounding };
    expect(paidOn(billed({ late }, 52_160), '2025-02-22').charges).toEqual([0, expected]);
  });

  test.each([
    [false, 30],
    // 1.00 x 24 % x 30 / 365 rounded up
    [true, 2],
  ])('LATE-2: 1.00 for 30 days, clamped %s', (lateCapClamp, expected) => {
    const late = { ...TERMS.late, carryDailyRate: '0', lateCapClamp };
    expect(paidOn(billed({ late }, 100), '2025-03-14').charges).toEqual([0, expected]);
  });

  test('of two products on one bill each bears by its own terms', () => {
    const wallet: PlanTerms = {
      ...PAY_LATER,
      planId: 'wallet',
      late: { ...TERMS.late, carryDailyRate: '0', penaltyDailyRate: '0.0005' },
    };
    const line = lineWith({});
    line.buy('o1', 100_000);
    line.buy('o2', 50_000, wallet);
    line.advance('2025-02-22');
    line.pay(line.view().billedMinor);
    // 1000: 5.00 carry and 1.50 penalty; 500 at 0.05 % penalty alone: 2.50
    expect(income(line)).toEqual([500, 150 + 250]);
  });
});

describe('from when a carried balance bears its fee', () => {
  const carried = (carryAccrualStart: LineTerms['carryAccrualStart'], paidMinor: number): number => {
    const line = billed({ carryAccrualStart });
    line.pay(paidMinor);
    line.advance('2025-02-22');
    if (line.view().billedMinor > 0) line.pay(line.view().billedMinor);
    return income(line)[0];
  };

  test.each([
    // 900 for the 10 days after the due date
    ['DUE_DATE', 450],
    // and 1000 for the 7 days from 3 to 10 February, 900 for the 2 up to the 12th
    ['BILL_DATE', 450 + 350 + 90],
    // and 1000 for the 29 days from 5 January to the bill
    ['PURCHASE_DATE', 450 + 350 + 90 + 1_450],
  ] as const)('%s', (start, expected) => {
    expect(carried(start, 10_000)).toBe(expected);
  });

  test.each(['DUE_DATE', 'BILL_DATE', 'PURCHASE_DATE'] as const)('%s: nothing where all is paid in time', (start) => {
    expect(carried(start, 100_000)).toBe(0);
  });

  test('MIN-7: bill 1000, paid 100, the rest 2 days after due: 0.90', () => {
    const line = billed({});
    line.pay(10_000);
    expect(paidOn(line, '2025-02-14').charges).toEqual([90, 0]);
  });

  test.each([
    ['NONE', 0],
    // The 8.55 of 19 days, unpaid, bears with the principal from the next bill on: 8.55 x 0.05 % x 25 = 0.1069
    ['MONTHLY', 11],
  ] as const)('carryCompounding %s', (carryCompounding, moreMinor) => {
    const line = lineWith({ carryCompounding });
    line.buy('o1', 100_000);
    line.advance('2025-02-12');
    line.pay(10_000);
    line.advance('2025-03-28');
    line.pay(line.view().billedMinor);
    // 900 for 19 days, then 25 days more; the minimum of the second bill was missed on 12 March
    expect(income(line)[0]).toBe(855 + 1_125 + moreMinor);
  });
});

describe('minPaymentAllowed', () => {
  test('without it the whole balance is due', () => {
    const line = billed({ minPaymentAllowed: false });
    expect(line.view()).toMatchObject({ minDueMinor: 100_000 });
    line.pay(99_999);
    line.advance('2025-02-13');
    expect(line.view().daysPastDue).toBe(1);
  });
});

describe('the cut-off and business days', () => {
  /** The eastern United States: 5 hours behind, 4 in summer. */
  const NEW_YORK: ZoneTable = {
    id: 'America/New_York',
    offsets: [
      [Date.UTC(2024, 10, 3, 6), -300],
      [Date.UTC(2025, 2, 9, 7), -240],
      [Date.UTC(2025, 10, 2, 6), -300],
    ],
    untilMs: Date.UTC(2026, 2, 8, 7),
  };
  const US = {
    zone: NEW_YORK,
    billDay: 15,
    dueRule: { kind: 'OFFSET_DAYS', offsetDays: 22 },
    dueCutoff: '17:00',
    nonBusinessDayRule: 'NEXT_BUSINESS_DAY_TIMELY',
    minPaymentAllowed: false,
  } as const;
  /** Bill of 15 February 2025, due on Sunday 9 March, the day on which the clocks go forward. */
  const usLine = (change: Partial<LineTerms> = {}): TestLine => {
    const line = new TestLine('2025-02-05', 1_000_000, { ...TERMS, ...US, ...change });
    line.buy('o1', 100_000);
    line.advance('2025-03-08');
    return line;
  };

  test.each([
    ['CAL-7: Monday 16:59', '2025-03-10', '16:59', [0, 0]],
    // Counts for Tuesday: two days late
    ['CAL-7: Monday 17:00', '2025-03-10', '17:00', [100, 30]],
  ])('%s', (_id, date, time, charges) => {
    const line = usLine();
    line.advance(date, time);
    line.pay(100_000);
    line.advance('2025-03-12');
    expect(income(line)).toEqual(charges);
  });

  test('CAL-7: to the second', () => {
    const at = (second: number) => {
      const line = usLine();
      line.advance('2025-03-10', '16:59');
      line.nowMs = Date.UTC(2025, 2, 10, 20, 59, second);
      line.pay(100_000);
      line.advance('2025-03-12');
      return income(line);
    };
    expect([at(59), at(60)]).toEqual([
      [0, 0],
      [100, 30],
    ]);
  });

  test('CAL-8: 17:00 in New York is 21:00Z on 9 March and 22:00Z on 2 November 2025', () => {
    const valueOn = (instantMs: number) => {
      const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, ...US });
      line.wakeAt(instantMs);
      line.pay(1_000);
      return line.events.at(-1);
    };
    const cutoff = [Date.UTC(2025, 2, 9, 21), Date.UTC(2025, 10, 2, 22)] as const;
    expect(valueOn(cutoff[0] - 1)).toMatchObject({ valueOn: '2025-03-09' });
    expect(valueOn(cutoff[0])).toMatchObject({ valueOn: '2025-03-10' });
    expect(valueOn(cutoff[1] - 1)).toMatchObject({ valueOn: '2025-11-02' });
    expect(valueOn(cutoff[1])).toMatchObject({ valueOn: '2025-11-03' });
  });

  test('a holiday on the Monday moves it to Tuesday', () => {
    const line = usLine({ holidays: [plainDate('2025-03-10')] });
    expect(paidOn(line, '2025-03-11', '16:59')).toEqual({ daysPastDue: 0, charges: [0, 0] });
  });

  test('money after the cut-off of the day before a cut pays on the bill, and the statement shows it all', () => {
    const line = usLine();
    line.pay(100_000);
    line.buy('o2', 50_000);
    line.advance('2025-03-14', '18:00');
    line.pay(20_000);
    line.advance('2025-03-16');
    expect(line.state.latestStatement).toMatchObject({ balanceMinor: 50_000, creditAppliedMinor: 0 });
    expect(line.view()).toMatchObject({ billedMinor: 30_000, creditMinor: 0 });
  });
});
