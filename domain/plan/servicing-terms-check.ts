import { exact } from '../money/decimal.js';
import type { ScheduleFault } from '../schedule/schedule-fault.js';
import { SETTLEMENT_STRATEGIES } from '../settlement/payoff-terms.js';
import type { PlanTerms } from './plan-terms.js';
import type { ServicingTerms } from './servicing-terms.js';

/** What each term with a choice may be. @see products.md sections 3, 8, 9 */
const CHOICES = {
  settlementFeeOffset: ['ALL_FEES_CHARGED', 'PAID_FEES'],
  partialPrepay: ['NONE', 'REDUCE_TERM', 'REDUCE_PAYMENT'],
  refundAllocation: ['LAST_FIRST', 'PRO_RATA', 'NEXT_FIRST'],
  refundPaidSlice: ['ORIGINAL_INSTRUMENT', 'CREDIT_BALANCE'],
  openFeePolicy: ['RECOMPUTE', 'PRORATE', 'KEEP'],
  chargedFeePolicy: ['KEEP_CHARGED', 'REFUND_PRORATA', 'FULL_REVERSAL_IF_FULL_REFUND'],
  couponPolicy: ['NOT_RETURNED', 'RETURN_IF_FULL'],
  merchantFeeShare: ['0', '1'],
} as const satisfies { readonly [Term in keyof ServicingTerms]?: readonly ServicingTerms[Term][] };

type Choice = keyof typeof CHOICES;

const DAILY_RATE_MIN = '0.0002';
const DAILY_RATE_MAX = '0.0005';
const CASH_DRAW_FEE_RATE_MAX = '0.02';
/** The largest annual rate that any plan may have, by the day: 36 % / 365, cut down. */
const SETTLEMENT_DAILY_RATE_MAX = '0.000986';
const DOWN_PAYMENT_RATE_MAX = '0.9';

/**
 * What is wrong with the terms for settling early, paying ahead, refunds and who else pays, or null.
 *
 * @see products.md sections 3, 8, 9, 11, the columns "Allowed"
 */
export function faultOfServicing(plan: PlanTerms): ScheduleFault | null {
  return (
    faultOfStrategies(plan) ??
    faultOfRate('settlementDailyRate', plan.settlementDailyRate, '0', SETTLEMENT_DAILY_RATE_MAX) ??
    faultOfRate('cashDrawFeeRate', plan.cashDrawFeeRate, '0', CASH_DRAW_FEE_RATE_MAX) ??
    (plan.amortization === 'DAILY_SIMPLE'
      ? faultOfRate('dailyRate', plan.dailyRate, DAILY_RATE_MIN, DAILY_RATE_MAX)
      : null) ??
    faultOfChoices(plan) ??
    faultOfDownPayment(plan) ??
    faultOfMerchantShare(plan)
  );
}

/** Every day has its strategy: one that holds on some days alone comes before one that always holds, which ends the list. */
function faultOfStrategies({ settlementStrategies: given }: PlanTerms): ScheduleFault | null {
  const unknown = given.find((strategy) => !SETTLEMENT_STRATEGIES.includes(strategy));
  if (unknown !== undefined) {
    return fault('settlementStrategies', `has ${unknown}; choose among ${SETTLEMENT_STRATEGIES.join(', ')}`);
  }
  const isLast = (index: number): boolean => index === given.length - 1;
  const endsWell = given.length > 0 && given.every((each, index) => (each === 'SAME_DAY_FREE') !== isLast(index));
  if (endsWell && new Set(given).size === given.length) return null;
  return fault(
    'settlementStrategies',
    `is [${given.join(', ')}]; end the list with one strategy that applies every day, with SAME_DAY_FREE before it or not`,
  );
}

function faultOfRate(param: keyof ServicingTerms, rate: string, min: string, max: string): ScheduleFault | null {
  const isDecimal = /^\d+(?:\.\d+)?$/.test(rate);
  if (isDecimal && exact(rate).gte(min) && exact(rate).lte(max)) return null;
  return fault(param, `is ${rate}; give ${min} to ${max}`);
}

function faultOfChoices(plan: PlanTerms): ScheduleFault | null {
  for (const param of Object.keys(CHOICES) as Choice[]) {
    const allowed: readonly string[] = CHOICES[param];
    if (!allowed.includes(plan[param])) return fault(param, `is ${plan[param]}; choose among ${allowed.join(', ')}`);
  }
  return null;
}

function faultOfDownPayment({ subProduct, downPaymentRate }: PlanTerms): ScheduleFault | null {
  const range = faultOfRate('downPaymentRate', downPaymentRate, '0', DOWN_PAYMENT_RATE_MAX);
  const hasPrice = subProduct === 'PURCHASE' || subProduct === 'ORDER_INSTALLMENT';
  if (range !== null || hasPrice || exact(downPaymentRate).isZero()) return range;
  return fault('downPaymentRate', 'cash or a bill has no price to pay a part of at once; give 0');
}

function faultOfMerchantShare({ merchantFeeShare, subProduct, amortization }: PlanTerms): ScheduleFault | null {
  if (merchantFeeShare === '0') return null;
  if (subProduct === 'CASH_DRAW' || subProduct === 'STATEMENT_INSTALLMENT')
    return fault('merchantFeeShare', 'cash or a bill has no merchant who could pay; give 0');
  if (amortization !== 'DAILY_SIMPLE') return null;
  return fault('merchantFeeShare', 'interest by the day is not known beforehand; give 0');
}

const fault = (param: keyof ServicingTerms, claim: string): ScheduleFault => ({ rule: param, param, claim });
