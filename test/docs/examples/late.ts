import { bucketOf, usageOf } from '../../../domain/delinquency/days-past-due.js';
import { lateCharge, type LateChargeTerms } from '../../../domain/delinquency/late-charge.js';
import { addDays, plainDate } from '../../../domain/calendar/plain-date.js';
import { TestLine } from '../../../domain/line/testing.js';
import { minor } from '../../../domain/money/minor.js';
import type { LineTerms } from '../../../domain/plan/plan-terms.js';
import { amount, code, day, rate } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { LINE, PAY_LATER } from './terms.js';

const DUE_ON = plainDate('2025-02-12');
const TERMS: LateChargeTerms = {
  dailyRate: '0.0005',
  minPerDayMinor: minor(1),
  rounded: 'ON_POSTING',
  lateCapClamp: true,
  annualCap: LINE.late.annualCap,
  rounding: 'HALF_UP',
};

function charge(label: string, overdueMinor: number, days: number, change: Partial<LateChargeTerms>): CheckedRow {
  const span = { overdueMinor: minor(overdueMinor), dueOn: DUE_ON, paidOn: addDays(DUE_ON, days) };
  const { daysLate, chargeMinor } = lateCharge(span, { ...TERMS, ...change });
  return [label, amount(overdueMinor), String(daysLate), amount(chargeMinor)];
}

/** 1,000.00 due on 12 February, `firstMinor` paid on that day, and all that is left on another. */
function paid(label: string, paidOn: string, change: Partial<LineTerms>, firstMinor = 0): CheckedRow {
  const line = new TestLine('2025-01-05', 1_000_000, { ...LINE, ...change });
  line.buy('o1', 100_000, PAY_LATER);
  line.advance('2025-02-12');
  if (firstMinor > 0) line.pay(firstMinor);
  line.advance(paidOn);
  const { daysPastDue, billedMinor } = line.view();
  line.pay(billedMinor);
  return [
    label,
    day(paidOn),
    String(daysPastDue),
    amount(-line.balance('CARRY_INCOME')),
    amount(-line.balance('PENALTY_INCOME')),
  ];
}

const TOLERANT = { toleranceAmountMinor: minor(1_000), minPaymentAllowed: false } as const;

export const LATE: PageExamples = {
  parameters: () => [
    [code('penaltyDailyRate'), rate(LINE.late.penaltyDailyRate)],
    [code('penaltyBase'), code(LINE.late.penaltyBase)],
    [code('penaltyMinPerDay'), amount(LINE.late.penaltyMinPerDayMinor)],
    [code('penaltyRounding'), code(LINE.late.penaltyRounding)],
    [code('lateCapClamp'), code(LINE.late.lateCapClamp)],
    [code('graceDays'), String(LINE.graceDays)],
    [code('toleranceAmount'), amount(LINE.toleranceAmountMinor)],
  ],
  charges: () => [
    charge('LATE-1: 0.05 % a day, `ON_POSTING`', 52_160, 10, {}),
    charge('LATE-1: 0.05 % a day, `PER_DAY`', 52_160, 10, { rounded: 'PER_DAY' }),
    charge('LATE-2: at least 0.01 a day, not clamped', 100, 30, { lateCapClamp: false }),
    charge('LATE-2: the same, clamped to 24 % a year', 100, 30, {}),
  ],
  lives: () => [
    paid('no grace', '2025-02-16', {}),
    paid('`graceDays` 3, within', '2025-02-15', { graceDays: 3 }),
    paid('`graceDays` 3, a day after', '2025-02-16', { graceDays: 3 }),
    paid('`toleranceAmount` 10.00, 990.00 paid in time', '2025-02-22', TOLERANT, 99_000),
    paid('`toleranceAmount` 10.00, 989.99 paid in time', '2025-02-22', TOLERANT, 98_999),
  ],
  ladder: () =>
    [0, 1, 7, 8, 30, 31, 60, 61, 90, 91].map((dpd) => [String(dpd), code(bucketOf(dpd)), code(usageOf(dpd))]),
};
