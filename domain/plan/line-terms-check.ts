import { BILL_DAY_MAX, BILL_DAY_MIN, dueDateOf, nextBillDate } from '../calendar/billing-calendar.js';
import { addMonths, plainDate, withDay } from '../calendar/plain-date.js';
import { assertLimits } from './limit-terms-check.js';
import { timelyUntil } from '../calendar/business-days.js';
import { assertBillingTerms } from './billing-terms-check.js';
import { assertShare, isWithin, must, TIME_OF_DAY } from './must.js';
import type { LateTerms } from '../delinquency/late-charge.js';
import type { LineTerms } from './plan-terms.js';
import { assertRepaymentTerms } from './repayment-terms-check.js';

const HOLD_TTL_HOURS_MAX = 720;
const AUTOPAY_ATTEMPTS_MAX = 10;
const AUTOPAY_OFFSET_MIN = -3;
const CORRECTION_WINDOW_MONTHS_MAX = 24;
const REMINDER_OFFSET_MIN = -27;
/** Four years hold every length of a month beside every other, a leap February among them. */
const CYCLES_CHECKED = 48;
const CHECKED_FROM = plainDate('2024-01-01');

/**
 * Checks the terms that a line is opened on. A bill must fall due before the next one is cut: what was missed or may be
 * carried is judged at the due date, and the cut relies on that judgement.
 *
 * @throws LineTermsError naming the first parameter that is out of range
 * @see products.md sections 2, 4, 5, 6, 7, 10: the columns "Allowed"
 */
export function assertLineTerms(terms: LineTerms): void {
  must('currency', /^[A-Z]{3}$/.test(terms.currency), 'write an ISO 4217 code in capitals');
  must('billDay', isWithin(terms.billDay, BILL_DAY_MIN, BILL_DAY_MAX), `give a day from 1 to ${BILL_DAY_MAX}`);
  assertDueRule(terms);
  assertShare('minDuePercent', terms.minDuePercent, '0.01', '1');
  must('minDueCarryThresholdMinor', isWithin(terms.minDueCarryThresholdMinor, 0), 'give 0 or more minor units');
  assertLate(terms.late, terms.lenderType);
  assertBillingTerms(terms);
  assertRepaymentTerms(terms);
  must('priceGrade', terms.priceGrade === null || /^[A-Z]$/.test(terms.priceGrade), 'write one letter, A for the best');
  must('holdTtlHours', isWithin(terms.holdTtlHours, 1, HOLD_TTL_HOURS_MAX), `give 1 to ${HOLD_TTL_HOURS_MAX} hours`);
  assertLimits(terms.limits);
  assertNotices(terms);
  assertAutopay(terms);
  must(
    'correctionWindowMonths',
    isWithin(terms.correctionWindowMonths, 1, CORRECTION_WINDOW_MONTHS_MAX),
    `give 1 to ${CORRECTION_WINDOW_MONTHS_MAX} months`,
  );
}

function assertDueRule(terms: LineTerms): void {
  const { billDay, dueRule } = terms;
  const isRange = dueRule.kind === 'OFFSET_DAYS' ? isWithin(dueRule.offsetDays, 1, 31) : isWithin(dueRule.day, 1, 31);
  must('dueRule', isRange, 'give 1 to 31');
  const firstBillOn = withDay(CHECKED_FROM, billDay);
  const bills = Array.from({ length: CYCLES_CHECKED }, (_, nr) => addMonths(firstBillOn, nr));
  const late = bills.find((billOn) => timelyUntil(dueDateOf(billOn, dueRule), terms) >= nextBillDate(billOn, billDay));
  must(
    'dueRule',
    late === undefined,
    `the bill of ${String(late)} would fall due, grace included, on or after the next one; shorten it`,
  );
}

/**
 * Checks what is charged for being late: those of a line, or of a plan that has its own.
 *
 * @throws LineTermsError naming the first parameter that is out of range
 */
export function assertLate(late: LateTerms, lenderType: LineTerms['lenderType'] | null): void {
  assertShare('late.carryDailyRate', late.carryDailyRate, '0', '0.001');
  assertShare('late.penaltyDailyRate', late.penaltyDailyRate, '0', '0.001');
  assertShare('late.annualCap', late.annualCap, '0', '1');
  must('late.penaltyMinPerDayMinor', isWithin(late.penaltyMinPerDayMinor, 0), 'give 0 or more minor units');
  must(
    'late.penaltyBase',
    lenderType !== 'BANK_CARD' || late.penaltyBase === 'PRINCIPAL',
    'a bank card charges its penalty on PRINCIPAL alone',
  );
}

function assertNotices({ reminderOffsetsDays, reminderTime }: LineTerms): void {
  must(
    'reminderOffsetsDays',
    reminderOffsetsDays.every((days) => isWithin(days, REMINDER_OFFSET_MIN, 0)) &&
      new Set(reminderOffsetsDays).size === reminderOffsetsDays.length,
    `give different days from ${REMINDER_OFFSET_MIN} to 0, relative to the due date`,
  );
  must('reminderTime', TIME_OF_DAY.test(reminderTime), 'write HH:MM');
}

function assertAutopay({ autopayAttempts }: LineTerms): void {
  must('autopayAttempts', autopayAttempts.length <= AUTOPAY_ATTEMPTS_MAX, `give at most ${AUTOPAY_ATTEMPTS_MAX}`);
  must(
    'autopayAttempts',
    autopayAttempts.every(
      ({ offsetDays, time }) => isWithin(offsetDays, AUTOPAY_OFFSET_MIN, 0) && TIME_OF_DAY.test(time),
    ),
    `give days from ${AUTOPAY_OFFSET_MIN} to 0, relative to the due date, and times HH:MM`,
  );
  const isAscending = autopayAttempts.every((attempt, index) => {
    const before = autopayAttempts[index - 1];
    if (before === undefined || before.offsetDays < attempt.offsetDays) return true;
    return before.offsetDays === attempt.offsetDays && before.time < attempt.time;
  });
  must('autopayAttempts', isAscending, 'put them in the order of time');
}
