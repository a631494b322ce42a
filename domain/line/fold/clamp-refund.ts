import { addDays, daysBetween, later } from '../../calendar/plain-date.js';
import type { Exact } from '../../money/decimal.js';
import { minor } from '../../money/minor.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { dailyGrowthOf, owedUnder, type ActualFlows, type CostLimit } from '../../settlement/cap-clamp.js';
import { agreedDueOn } from '../agreed-due.js';
import { countTowardsMinimum } from './apply-money.js';
import { cutOpenCharges, returnPaidCharges } from './charged-fees.js';
import { isDaily } from './daily-interest.js';
import type { Draft, DraftAgreement, DraftInstallment } from './draft.js';
import { openOfInstallment } from './open-amounts.js';
import { actualFlows, agreedLimit, agreedTerms, capLimit } from './payoff-of.js';

/**
 * Keeps what a refund has made of an agreement under the cap: charges still due are cut, the latest first, then charges
 * that were paid are credited, until what has flowed and what is still to flow costs at most the cap, or what the agreed
 * schedule costs by its dates where that is more. Interest by the day needs none of it: it falls with the principal.
 *
 * @see products.md section 3, `actualCostClamp`, and golden REF-3
 */
export function clampRefund(draft: Draft, agreement: DraftAgreement, terms: LineTerms): void {
  if (isDaily(agreement)) return;
  const from = later(draft.asOn, addDays(agreement.formedOn, 1));
  const flows = actualFlows(agreement, from, terms);
  const due = agreement.installments.map((row) => ({ row, days: daysUntilDue(agreement, row, from, terms) }));
  // Most refunds stay under the cap; only for the others the cost of the agreed schedule has to be found.
  if (excessOf(due, flows, capLimit(agreement)).lte(0)) return;
  const limit = agreedLimit(agreement, terms);
  const growth = dailyGrowthOf(limit);
  let excess = excessOf(due, flows, limit);
  for (const { row, days } of due.toReversed()) {
    if (excess.lte(0)) return;
    const wantedMinor = minor(growth.pow(days).times(excess).ceil().toNumber());
    const cutMinor = cutOpenCharges(draft, agreement, row, wantedMinor);
    if (row.billOn !== null) countTowardsMinimum(draft, cutMinor);
    excess = excess.minus(growth.pow(-days).times(cutMinor));
  }
  const wantedMinor = Math.max(0, excess.ceil().toNumber());
  returnPaidCharges(draft, agreement, minor(Math.min(wantedMinor, flows.feesPaidMinor)), 'CUSTOMER_CREDIT');
}

interface DueRow {
  readonly row: DraftInstallment;
  readonly days: number;
}

/** What the payments to come are worth on the day of the refund beyond what the limit leaves open: minor units, exact. */
function excessOf(due: readonly DueRow[], flows: ActualFlows, limit: CostLimit): Exact {
  const growth = dailyGrowthOf(limit);
  return due
    .reduce(
      (worth, { row, days }) => worth.plus(growth.pow(-days).times(openOfInstallment(row))),
      owedUnder(flows, limit).negated(),
    )
    .toDecimalPlaces(STEADY_DECIMALS);
}

/** Decimals of a minor unit that a difference of worths is trusted to. */
const STEADY_DECIMALS = 4;

function daysUntilDue(
  { formedOn, plan, billDay }: DraftAgreement,
  { nr }: DraftInstallment,
  from: ActualFlows['settledOn'],
  terms: LineTerms,
): number {
  return Math.max(0, daysBetween(from, agreedDueOn(formedOn, nr, plan, agreedTerms({ billDay }, terms))));
}
