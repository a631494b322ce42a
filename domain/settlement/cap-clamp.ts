import { daysBetween, later } from '../calendar/plain-date.js';
import type { PlainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import type { DecimalString, Exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { roundToMinor } from '../money/rounding.js';
import { datedAnnualCost } from '../pricing/annual-cost.js';
import type { CapMethod } from '../pricing/annual-cost.js';
import type { DatedFlow } from '../pricing/irr.js';
import { withTotal } from './payoff.js';
import type { Payoff } from './payoff-terms.js';

const YEAR_DAYS = 365;
const YEAR_MONTHS = 12;
/** Decimals of a minor unit that a ceiling is trusted to. */
const STEADY_DECIMALS = 6;

/** A payment or refund of an agreement with the due date of what it was for. */
export interface ActualPayment {
  readonly valuedOn: PlainDate;
  readonly dueOn: PlainDate;
  /** Principal and charges together. */
  readonly amountMinor: Minor;
}

/** What really flowed before the settlement. */
export interface ActualFlows {
  readonly drawnOn: PlainDate;
  readonly principalMinor: Minor;
  readonly payments: readonly ActualPayment[];
  readonly settledOn: PlainDate;
  /** The most that can be given back. */
  readonly feesPaidMinor: Minor;
}

export interface CostLimit {
  /** The larger of the cap and the dated annual cost of the agreed schedule. */
  readonly annualRate: DecimalString | Exact;
  readonly capMethod: CapMethod;
}

/**
 * Limit for the actual flows of an agreement: the cap, or what the agreed schedule costs by its dates where that is more
 * (a schedule may pass the publish check by equal months and cost more from its worst purchase date).
 *
 * @param agreedFlows the draw and the agreed installments at their due dates, of opposite signs
 * @throws NoInternalRateError where the agreed flows go one way only
 * @see products.md section 3, `actualCostClamp`; golden SCH-10
 */
export function costLimitOf(
  annualCap: DecimalString,
  capMethod: CapMethod,
  agreedFlows: readonly DatedFlow[],
): CostLimit {
  const agreedCost = datedAnnualCost(agreedFlows, capMethod);
  return { annualRate: agreedCost.greaterThan(annualCap) ? agreedCost : annualCap, capMethod };
}

/**
 * Cuts a payoff until the actual flows cost at most the limit: the settlement fee first, then the next fee, interest by
 * the day and the billed fees, then fees paid before are credited. Principal is never cut.
 *
 * @see products.md section 3, `actualCostClamp`; golden SET-2, SET-3
 */
export function clampToCap(quote: Payoff, flows: ActualFlows, limit: CostLimit): Payoff {
  const excessMinor = Math.max(0, quote.totalMinor - payoffCeiling(flows, limit));
  const settlementFee = cut(quote.settlementFeeMinor, excessMinor);
  const nextFee = cut(quote.nextFeeMinor, settlementFee.restMinor);
  const interest = cut(quote.interestMinor, nextFee.restMinor);
  const billedFees = cut(quote.billedFeesMinor, interest.restMinor);
  return withTotal({
    strategy: quote.strategy,
    principalMinor: quote.principalMinor,
    settlementFeeMinor: settlementFee.leftMinor,
    nextFeeMinor: nextFee.leftMinor,
    interestMinor: interest.leftMinor,
    billedFeesMinor: billedFees.leftMinor,
    creditedFeesMinor: minor(Math.min(billedFees.restMinor, flows.feesPaidMinor)),
  });
}

/**
 * Largest payoff with which the actual flows cost at most the limit: the principal, grown at the limit's daily rate to
 * the settlement, less every payment grown likewise. An installment paid in advance counts at its due date.
 *
 * @returns minor units, rounded down; below zero where the payments alone cost more
 * @see products.md section 3, `capMethod` (dated flows), `actualCostClamp`
 */
export function payoffCeiling(flows: ActualFlows, limit: CostLimit): Minor {
  // Floor, not towards zero: a ceiling below zero must not come out higher than it is.
  return roundToMinor(owedUnder(flows, limit).floor(), 'DOWN');
}

/** What the flows leave open at the limit on the day of the settlement: minor units, not rounded to whole ones. */
export function owedUnder(flows: ActualFlows, limit: CostLimit): Exact {
  const dailyGrowth = dailyGrowthOf(limit);
  const grown = (amountMinor: Minor, from: PlainDate) =>
    dailyGrowth.pow(daysBetween(from, flows.settledOn)).times(amountMinor);
  const owed = flows.payments.reduce(
    (balance, { valuedOn, dueOn, amountMinor }) => balance.minus(grown(amountMinor, later(valuedOn, dueOn))),
    grown(flows.principalMinor, flows.drawnOn),
  );
  // A limit found by iteration is a trifle off: without this, paying exactly as agreed could be a minor unit too much.
  return owed.toDecimalPlaces(STEADY_DECIMALS);
}

/** What an amount grows by in a day at the limit. */
export function dailyGrowthOf({ annualRate, capMethod }: CostLimit): Exact {
  const rate = exact(annualRate);
  return capMethod === 'NOMINAL_IRR'
    ? rate.dividedBy(YEAR_MONTHS).plus(1).pow(exact(YEAR_MONTHS).dividedBy(YEAR_DAYS))
    : rate.plus(1).pow(exact(1).dividedBy(YEAR_DAYS));
}

function cut(amountMinor: Minor, excessMinor: number): { leftMinor: Minor; restMinor: number } {
  const cutMinor = Math.min(amountMinor, excessMinor);
  return { leftMinor: minor(amountMinor - cutMinor), restMinor: excessMinor - cutMinor };
}
