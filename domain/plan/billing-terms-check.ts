import { isPlainDate } from '../calendar/plain-date.js';
import type { BillingTerms } from '../statement/billing-terms.js';
import { isWithin, must, TIME_OF_DAY } from './must.js';

const GRACE_DAYS_MAX = 15;
const TOLERANCE_MAX_MINOR = 1_000;
const CHANGE_MONTHS_MAX = 12;
const HOLIDAYS_MAX = 500;

/**
 * Checks what counts as paid in time.
 *
 * @throws LineTermsError naming the first parameter that is out of range
 * @see products.md sections 2, 4, 5, the columns "Allowed"
 */
export function assertBillingTerms(terms: BillingTerms): void {
  const { dueCutoff, holidays, billDayChange } = terms;
  must('dueCutoff', dueCutoff === '24:00' || TIME_OF_DAY.test(dueCutoff), 'write HH:MM, 24:00 for the end of the day');
  must('holidays', holidays.length <= HOLIDAYS_MAX && holidays.every(isPlainDate), `list at most ${HOLIDAYS_MAX} days`);
  must('graceDays', isWithin(terms.graceDays, 0, GRACE_DAYS_MAX), `give 0 to ${GRACE_DAYS_MAX} days`);
  must(
    'toleranceAmountMinor',
    isWithin(terms.toleranceAmountMinor, 0, TOLERANCE_MAX_MINOR),
    `give 0 to ${TOLERANCE_MAX_MINOR} minor units`,
  );
  for (const member of ['monthsAfterOpening', 'monthsBetweenChanges'] as const)
    must(
      `billDayChange.${member}`,
      isWithin(billDayChange[member], 0, CHANGE_MONTHS_MAX),
      `give 0 to ${CHANGE_MONTHS_MAX} months`,
    );
  const { changesPerYearMax } = billDayChange;
  must(
    'billDayChange.changesPerYearMax',
    changesPerYearMax === null || isWithin(changesPerYearMax, 1, CHANGE_MONTHS_MAX),
    `give 1 to ${CHANGE_MONTHS_MAX} changes, or null`,
  );
}
