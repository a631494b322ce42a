import type { RepaymentTerms, WaterfallTimes } from '../repayment/repayment-terms.js';
import type { Component, Timing } from '../repayment/waterfall.js';
import { isWithin, must } from './must.js';

const COMPONENTS: readonly Component[] = ['ENFORCEMENT_COST', 'PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'];
const TIMES: readonly Timing[] = ['PAST_DUE', 'DUE', 'IN_ADVANCE'];
const PRINCIPAL_FIRST_DPD_MAX = 360;
const REFUND_AFTER_DAYS_MAX = 365;

/**
 * Checks how payments are applied.
 *
 * @throws LineTermsError naming the first parameter that is out of range
 * @see products.md section 6, the column "Allowed"
 */
export function assertRepaymentTerms(terms: RepaymentTerms): void {
  const { waterfall, waterfallTimes, principalFirstFromDpd, overpayment } = terms;
  must('waterfall', isPermutation(waterfall, COMPONENTS), `name each of ${COMPONENTS.join(', ')} once`);
  for (const kind of Object.keys(waterfallTimes) as (keyof WaterfallTimes)[])
    must(
      `waterfallTimes.${kind}`,
      isPermutation(waterfallTimes[kind] ?? TIMES, TIMES),
      `name each of ${TIMES.join(', ')} once`,
    );
  must(
    'principalFirstFromDpd',
    principalFirstFromDpd === null || isWithin(principalFirstFromDpd, 1, PRINCIPAL_FIRST_DPD_MAX),
    `give 1 to ${PRINCIPAL_FIRST_DPD_MAX} days, or null`,
  );
  must(
    'cashBeforePurchase',
    !terms.cashBeforePurchase || terms.aboveMinimum === 'SAME',
    'leave it false where aboveMinimum is HIGHEST_RATE_FIRST: both say which balance comes first',
  );
  must(
    'overpayment.days',
    overpayment.kind === 'CREDIT_BALANCE' || isWithin(overpayment.days, 1, REFUND_AFTER_DAYS_MAX),
    `give 1 to ${REFUND_AFTER_DAYS_MAX} days`,
  );
}

const isPermutation = (given: readonly string[], of: readonly string[]): boolean =>
  given.length === of.length && of.every((each) => given.includes(each));
