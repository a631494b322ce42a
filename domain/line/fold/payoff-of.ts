import { anchorDate, dueDateOf, firstBillDateAfter } from '../../calendar/billing-calendar.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { DatedFlow } from '../../pricing/irr.js';
import { clampToCap, costLimitOf, payoffCeiling, type ActualFlows } from '../../settlement/cap-clamp.js';
import { payoff, type Payoff } from '../../settlement/payoff.js';
import type { AgreementPosition } from '../position-types.js';
import { scheduleOf } from './form-agreement.js';
import { openFee, openInterest, openPrincipal } from './open-amounts.js';

const CAP_METHOD = 'NOMINAL_IRR';

/**
 * What settles an agreement on a day: free on the day it was taken up, later what is billed, the next fee and the rest
 * of the daily charge. Interest of a plan that bears it counts with the fee. Cut until what really flows costs at most
 * the cap, or what the agreed schedule costs by its dates where that is more.
 *
 * @see products.md section 8, default strategies, and section 3, `actualCostClamp`; golden SET-1, SET-2
 */
export function payoffOf(agreement: AgreementPosition, settledOn: PlainDate, terms: LineTerms): Payoff {
  const { plan } = agreement;
  const quote = payoff(
    {
      drawnOn: agreement.formedOn,
      principalMinor: agreement.principalMinor,
      rows: agreement.installments.map((row) => ({
        nr: row.nr,
        principalOpenMinor: openPrincipal(row),
        feeOpenMinor: minor(openFee(row) + openInterest(row)),
        feePaidMinor: minor(row.feePaidMinor + row.interestPaidMinor),
        isBilled: row.billOn !== null,
      })),
      reductions: agreement.reductions,
      settledOn,
    },
    {
      strategies: ['SAME_DAY_FREE', 'BILLED_PLUS_NEXT_PLUS_DAILY'],
      settlementDailyRate: plan.settlementDailyRate,
      settlementFeeOffset: plan.settlementFeeOffset,
      rounding: plan.rounding,
    },
  );
  const flows = actualFlows(agreement, settledOn, terms);
  // Most quotes are under the cap; only for the others the cost of the agreed schedule has to be found.
  if (quote.totalMinor <= payoffCeiling(flows, { annualRate: plan.annualCap, capMethod: CAP_METHOD })) return quote;
  return clampToCap(quote, flows, costLimitOf(plan.annualCap, CAP_METHOD, agreedFlows(agreement, terms)));
}

function actualFlows(agreement: AgreementPosition, settledOn: PlainDate, terms: LineTerms): ActualFlows {
  const { formedOn, principalMinor, payments, installments } = agreement;
  return {
    drawnOn: formedOn,
    principalMinor,
    payments: payments.map(({ nr, valuedOn, amountMinor }) => ({
      valuedOn,
      dueOn: nr === null ? valuedOn : agreedDueOn(formedOn, nr, terms),
      amountMinor,
    })),
    settledOn,
    feesPaidMinor: sumMinor(installments.map((row) => minor(row.feePaidMinor + row.interestPaidMinor))),
  };
}

function agreedFlows(agreement: AgreementPosition, terms: LineTerms): readonly DatedFlow[] {
  const { formedOn, plan, principalMinor, periods } = agreement;
  const installments = scheduleOf(plan, principalMinor, periods).map((row) => ({
    on: agreedDueOn(formedOn, row.nr, terms),
    amountMinor: row.principalMinor + row.interestMinor + row.feeMinor,
  }));
  return [{ on: formedOn, amountMinor: 0 - principalMinor }, ...installments];
}

/** When an installment was to be paid by what was agreed, whatever bill it stands on now. */
const agreedDueOn = (formedOn: PlainDate, nr: number, { billDay, dueRule }: LineTerms): PlainDate =>
  dueDateOf(firstBillDateAfter(anchorDate(formedOn, nr), billDay), dueRule);
