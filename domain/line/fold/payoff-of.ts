import { addDays, daysBetween, later, type PlainDate } from '../../calendar/plain-date.js';
import { exact, type Exact } from '../../money/decimal.js';
import { minor, sumMinor, ZERO, type Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { scheduleOf } from '../../plan/plan-schedule.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { DatedFlow } from '../../pricing/irr.js';
import {
  clampToCap,
  costLimitOf,
  payoffCeiling,
  type ActualFlows,
  type CostLimit,
} from '../../settlement/cap-clamp.js';
import { interestToDate } from '../../settlement/interest-to-date.js';
import { payoff } from '../../settlement/payoff.js';
import type { Payoff } from '../../settlement/payoff-terms.js';
import { principalDays } from '../../settlement/principal-days.js';
import { agreedDueOn } from '../agreed-due.js';
import type { AgreementPosition } from '../position-types.js';
import { chargedOf } from './charged-fees.js';
import { dailyInterestOpen, isDaily } from './daily-interest.js';
import { openFee, openInterest, openPrincipal } from './open-amounts.js';
import { customerShare } from './reprice-open.js';

const YEAR_DAYS = 365;

/**
 * What settles an agreement on a day by the strategies of its plan. Interest of a plan that bears it counts with the fee.
 * Money is lent for a day at least, also when it is paid back at once. Cut until what really flows costs at most
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
      interestToDateMinor: interestNotCharged(agreement, settledOn),
      endsOn: agreedDueOn(agreement.formedOn, agreement.periods, plan, agreedTerms(agreement, terms)),
    },
    {
      strategies: plan.settlementStrategies,
      settlementDailyRate: exact(plan.settlementDailyRate).times(customerShare(agreement)).toFixed(),
      settlementFeeOffset: plan.settlementFeeOffset,
      interestDailyRate: dailyRateOf(agreement),
      rounding: plan.rounding,
    },
  );
  const flows = actualFlows(agreement, settledOn, terms);
  // Most quotes are under the cap; only for the others the cost of the agreed schedule has to be found.
  if (quote.totalMinor <= payoffCeiling(flows, capLimit(agreement))) return quote;
  return clampToCap(quote, flows, agreedLimit(agreement, terms));
}

/** The cap alone. */
export const capLimit = ({ plan }: Pick<AgreementPosition, 'plan'>): CostLimit => ({
  annualRate: plan.annualCap,
  capMethod: plan.capMethod,
});

/** The cap, or what the agreed schedule costs by its dates where that is more. */
export const agreedLimit = (agreement: AgreementPosition, terms: LineTerms): CostLimit =>
  costLimitOf(agreement.plan.annualCap, agreement.plan.capMethod, agreedFlows(agreement, terms));

/** Interest of a day: of the plan, of its annual rate, or what a settlement of a flat fee charges for a day. */
function dailyRateOf(agreement: AgreementPosition): Exact {
  const { plan } = agreement;
  if (plan.amortization === 'DAILY_SIMPLE') return exact(plan.dailyRate);
  const annualRate = exact(plan.prices[0]?.annualRate ?? '0');
  const dailyRate = annualRate.isZero() ? exact(plan.settlementDailyRate) : annualRate.dividedBy(YEAR_DAYS);
  return dailyRate.times(customerShare(agreement));
}

function interestNotCharged(agreement: AgreementPosition, settledOn: PlainDate): Minor {
  if (isDaily(agreement)) return dailyInterestOpen(agreement);
  const { plan, formedOn, principalMinor, reductions, installments } = agreement;
  const accruedMinor = interestToDate({
    dailyRate: dailyRateOf(agreement),
    principalDays: principalDays({ drawnOn: formedOn, principalMinor, reductions, settledOn }),
    principalMinor,
    chargedMinor: chargedOf({ installments }),
    rounding: plan.rounding,
  });
  const toComeMinor = sumMinor(
    installments.map((row) => (row.billOn === null ? minor(openFee(row) + openInterest(row)) : ZERO)),
  );
  // Going on would never cost more than what was agreed for the periods to come.
  return minor(Math.min(accruedMinor, toComeMinor));
}

/** What has flowed on an agreement before a day. */
export function actualFlows(agreement: AgreementPosition, settledOn: PlainDate, terms: LineTerms): ActualFlows {
  const { formedOn, plan, principalMinor, payments, installments } = agreement;
  return {
    drawnOn: formedOn,
    principalMinor,
    payments: payments.map(({ nr, valuedOn, amountMinor }) => ({
      valuedOn,
      dueOn: nr === null ? valuedOn : agreedDueOn(formedOn, nr, plan, agreedTerms(agreement, terms)),
      amountMinor,
    })),
    settledOn: later(settledOn, addDays(formedOn, 1)),
    feesPaidMinor: sumMinor(installments.map((row) => minor(row.feePaidMinor + row.interestPaidMinor))),
  };
}

function agreedFlows(agreement: AgreementPosition, terms: LineTerms): readonly DatedFlow[] {
  const { formedOn, firstDueOn, plan, principalMinor, periods } = agreement;
  const dates = { fromOn: formedOn, firstDueOn };
  let openMinor: number = principalMinor;
  let from = formedOn;
  const share = agreement.funding?.share ?? '0';
  const installments = scheduleOf(plan, principalMinor, periods, dates, share).map((row) => {
    const on = agreedDueOn(formedOn, row.nr, plan, agreedTerms(agreement, terms));
    const daily = exact(plan.dailyRate).times(openMinor).times(daysBetween(from, on));
    const interestMinor = isDaily(agreement) ? roundToMinor(daily, plan.rounding) : row.interestMinor;
    openMinor -= row.principalMinor;
    from = on;
    return { on, amountMinor: row.principalMinor + interestMinor + row.feeMinor };
  });
  return [{ on: formedOn, amountMinor: 0 - principalMinor }, ...installments];
}

/** The calendar on which it was agreed: the bill day may have moved since. */
export const agreedTerms = ({ billDay }: Pick<AgreementPosition, 'billDay'>, { dueRule }: LineTerms) => ({
  billDay,
  dueRule,
});
