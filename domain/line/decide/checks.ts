import type { PlainDate } from '../../calendar/plain-date.js';
import { daysPastDue, usageOf } from '../../delinquency/days-past-due.js';
import { exact } from '../../money/decimal.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import { annualCost } from '../../pricing/annual-cost.js';
import { correctableFrom } from '../book.js';
import { positionOn } from '../fold/fold-facts.js';
import { scheduleOf } from '../fold/form-agreement.js';
import { oldestOverdue, usedOf } from '../fold/open-amounts.js';
import { refused, type Refusal } from '../refusals.js';
import { AGREEMENTS_PER_LINE_MAX, FACTS_PER_LINE_MAX, type LineState } from '../state.js';
import type { Turn } from '../turn.js';

type Refused = ReturnType<typeof refused> | null;
const no = (refusal: Refusal): Refused => refused(refusal);

export function statusOf(state: LineState): 'ACTIVE' | 'FROZEN' | 'CLOSED' {
  if (state.closedAt !== null || state.closing !== null) return 'CLOSED';
  return state.freezeCauses.length > 0 ? 'FROZEN' : 'ACTIVE';
}

export const heldOf = (state: LineState): Minor => sumMinor(state.holds.map((hold) => hold.openMinor));

/** Limit less used and held; never below zero (products.md section 10). */
export const availableOf = (state: LineState): Minor =>
  minor(Math.max(0, state.limitMinor - usedOf(state.book.position) - heldOf(state)));

/** New spend needs an active line that is not late beyond what its usage ladder allows. */
export function refuseNewSpend(turn: Turn): Refused {
  const { state, today } = turn;
  const status = statusOf(state);
  if (status !== 'ACTIVE') return no({ type: 'line-not-active', status, causes: state.freezeCauses });
  const oldest = oldestOverdue(positionOn(state.book.position, today, state.terms), today);
  const dpd = daysPastDue(oldest?.dueOn ?? null, today);
  if (usageOf(dpd) !== 'USABLE') return no({ type: 'line-overdue', daysPastDue: dpd });
  return refuseFull(state);
}

/** Nothing that moves money is accepted on a closed line. */
export function refuseClosed(state: LineState): Refused {
  if (state.closedAt === null) return refuseFull(state);
  return no({ type: 'line-not-active', status: 'CLOSED', causes: [] });
}

function refuseFull(state: LineState): Refused {
  if (state.book.position.agreements.length >= AGREEMENTS_PER_LINE_MAX)
    return no({ type: 'too-many', what: 'agreements', max: AGREEMENTS_PER_LINE_MAX });
  if (state.book.facts.length >= FACTS_PER_LINE_MAX)
    return no({ type: 'too-many', what: 'facts', max: FACTS_PER_LINE_MAX });
  return null;
}

export function refuseCurrency(state: LineState, currency: string): Refused {
  return currency === state.terms.currency ? null : no({ type: 'wrong-currency', expected: state.terms.currency });
}

export function refuseAboveLimit(state: LineState, amountMinor: number): Refused {
  const availableMinor = availableOf(state);
  return amountMinor <= availableMinor ? null : no({ type: 'limit-exceeded', availableMinor });
}

/**
 * An agreement must fit its plan: tenor offered, amount in range, no installment below the least, and a cost under
 * the cap.
 *
 * @see products.md section 3: `minInstallmentAmount`, publishing rule; regulation.md CNB-6
 */
export function refuseByPlan(plan: PlanTerms, amountMinor: number, periods: number, currency: string): Refused {
  if (plan.currency !== currency) return no({ type: 'wrong-currency', expected: plan.currency });
  const price = plan.prices.find((candidate) => candidate.periods === periods);
  if (price === undefined) return no({ type: 'tenor-not-offered', periods: plan.prices.map((offer) => offer.periods) });
  const { minAmountMinor, maxAmountMinor, minInstallmentMinor } = plan;
  if (amountMinor < minAmountMinor || amountMinor > maxAmountMinor)
    return no({
      type: 'amount-out-of-range',
      param: 'amountMinor',
      minMinor: minAmountMinor,
      maxMinor: maxAmountMinor,
    });
  const principalMinor = minor(amountMinor);
  const schedule = scheduleOf(plan, principalMinor, periods);
  if (
    periods > 1 &&
    schedule.some((row) => row.principalMinor + row.interestMinor + row.feeMinor < minInstallmentMinor)
  )
    return no({ type: 'installment-too-small', minInstallmentMinor });
  if (schedule.every((row) => row.feeMinor + row.interestMinor === 0)) return null;
  const cost = annualCost(schedule, principalMinor, 'NOMINAL_IRR');
  if (cost.greaterThan(exact(plan.annualCap)))
    return no({ type: 'price-above-cap', rule: 'annualCap', cap: plan.annualCap, figure: cost.toFixed(6) });
  return null;
}

/** A value date lies between the first day that can still be corrected and today. */
export function refuseValueDate(turn: Turn, valueOn: PlainDate | null): Refused {
  if (valueOn === null) return null;
  const earliestOn = correctableFrom(turn.state.book, turn.state.openedOn);
  if (valueOn >= earliestOn && valueOn <= turn.today) return null;
  return no({ type: 'value-date-out-of-range', earliestOn, latestOn: turn.today });
}

/** The first refusal of several checks. */
export function firstOf(...checks: readonly (() => Refused)[]): Refused {
  for (const check of checks) {
    const refusal = check();
    if (refusal !== null) return refusal;
  }
  return null;
}
