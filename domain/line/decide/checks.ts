import { later, type PlainDate } from '../../calendar/plain-date.js';
import { usageOf } from '../../delinquency/days-past-due.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import { faultOfCost } from '../../plan/plan-cost.js';
import { tryPlanSchedule } from '../../plan/plan-schedule.js';
import { faultOfPlan } from '../../plan/plan-terms-check.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import type { ScheduleFault } from '../../schedule/schedule-fault.js';
import type { ScheduleDates } from '../../schedule/schedule-terms.js';
import { agreedDates, type Forming } from '../agreed-due.js';
import { windowStart } from '../book.js';
import { positionOn } from '../fold/fold-facts.js';
import { daysPastDueOf } from '../fold/lateness.js';
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

/** Days past due on the turn's day. */
export function daysPastDueOn({ state, today }: Turn): number {
  return daysPastDueOf(positionOn(state.book.position, today, state.terms), today);
}

/** New spend needs an active line that is not late beyond what its usage ladder allows. */
export function refuseNewSpend(turn: Turn): Refused {
  const { state } = turn;
  const status = statusOf(state);
  if (status !== 'ACTIVE') return no({ type: 'line-not-active', status, causes: state.freezeCauses });
  const dpd = daysPastDueOn(turn);
  if (usageOf(dpd) !== 'USABLE') return no({ type: 'line-overdue', daysPastDue: dpd });
  return refuseFullOfAgreements(state);
}

/** Nothing is accepted on a line that is closed, or waits only for its last payout. */
export function refuseClosed(state: LineState): Refused {
  if (statusOf(state) !== 'CLOSED') return null;
  return no({ type: 'line-not-active', status: 'CLOSED', causes: state.freezeCauses });
}

/** A new agreement needs room among those that the state holds. Money for those there is never refused for that. */
export function refuseFullOfAgreements(state: LineState): Refused {
  if (state.book.position.agreements.length >= AGREEMENTS_PER_LINE_MAX)
    return no({ type: 'too-many', what: 'agreements', max: AGREEMENTS_PER_LINE_MAX });
  return refuseFullOfFacts(state);
}

/** A flood of small movements is stopped before it fills the state. */
export function refuseFullOfFacts(state: LineState): Refused {
  if (state.book.facts.length < FACTS_PER_LINE_MAX) return null;
  return no({ type: 'too-many', what: 'facts', max: FACTS_PER_LINE_MAX });
}

export function refuseCurrency(state: LineState, currency: string): Refused {
  return currency === state.terms.currency ? null : no({ type: 'wrong-currency', expected: state.terms.currency });
}

/** The terms of a plan agree with each other, and each is within what is allowed; nothing is reckoned with them before. */
export function refusePlanTerms(plan: PlanTerms): Refused {
  const fault = faultOfPlan(plan);
  return fault === null ? null : no({ type: 'plan-terms-invalid', param: fault.param, reason: reasonOf(fault) });
}

/**
 * An agreement must fit its plan: tenor offered, amount in range, no installment below the least, and a price under
 * the cap by the calendar of the line. The price is judged before rounding, as it was published: cents alone never
 * refuse an order.
 *
 * @see products.md section 3: `minInstallmentAmount`, publishing rule; regulation.md CNB-6
 */
export function refuseByPlan(
  plan: PlanTerms,
  amountMinor: number,
  periods: number,
  currency: string,
  forming: Forming,
): Refused {
  if (plan.currency !== currency) return no({ type: 'wrong-currency', expected: plan.currency });
  const price = plan.prices.find((candidate) => candidate.periods === periods);
  if (price === undefined) return no({ type: 'tenor-not-offered', periods: plan.prices.map((offer) => offer.periods) });
  const { minAmountMinor, maxAmountMinor } = plan;
  if (amountMinor < minAmountMinor || amountMinor > maxAmountMinor)
    return no({
      type: 'amount-out-of-range',
      param: 'amountMinor',
      minMinor: minAmountMinor,
      maxMinor: maxAmountMinor,
    });
  const { formedOn, billDay, dueRule } = forming;
  const tooSmall = refuseInstallments(plan, amountMinor, periods, agreedDates(formedOn, plan, forming));
  if (tooSmall !== null) return tooSmall;
  const dear = faultOfCost(plan, price, { regime: 'STATEMENT', billDay, dueRule });
  return dear === null ? null : no({ type: 'price-above-cap', rule: dear.rule, cap: dear.cap, figure: dear.figure });
}

/**
 * The terms make a schedule of the amount, and no installment of it is below the least; what is due at once, in one, may
 * be any amount. An installment that a grace period leaves without anything is none.
 */
export function refuseInstallments(
  plan: PlanTerms,
  amountMinor: number,
  periods: number,
  dates: ScheduleDates,
): Refused {
  const price = plan.prices.find((candidate) => candidate.periods === periods);
  if (price === undefined) return no({ type: 'tenor-not-offered', periods: plan.prices.map((offer) => offer.periods) });
  const result = tryPlanSchedule(plan, price, minor(amountMinor), dates);
  if (!result.ok) {
    const { param } = result.fault;
    return no({ type: 'plan-terms-invalid', param, reason: reasonOf(result.fault) });
  }
  if (periods === 1) return null;
  const { minInstallmentMinor } = plan;
  const isTooSmall = result.rows.some((row) => {
    const dueMinor = row.principalMinor + row.interestMinor + row.feeMinor;
    return dueMinor < minInstallmentMinor && !(dueMinor === 0 && row.nr <= graceOf(plan));
  });
  return isTooSmall ? no({ type: 'installment-too-small', minInstallmentMinor }) : null;
}

const graceOf = ({ principalGracePeriods, interestGracePeriods, interestFreePeriods }: PlanTerms): number =>
  Math.min(principalGracePeriods, Math.max(interestGracePeriods, interestFreePeriods));

const reasonOf = ({ rule, claim }: ScheduleFault): string => `${claim} (rule ${rule})`;

/** A value date lies between the first day that can still be corrected and today. */
export function refuseValueDate(turn: Turn, valueOn: PlainDate | null): Refused {
  if (valueOn === null) return null;
  const earliestOn = correctableFrom(turn);
  if (valueOn >= earliestOn && valueOn <= turn.today) return null;
  return no({ type: 'value-date-out-of-range', earliestOn, latestOn: turn.today });
}

/** The first day whose facts can still be corrected. */
export const correctableFrom = ({ state, today }: Turn): PlainDate =>
  later(state.openedOn, windowStart(today, state.terms));

/** The first refusal of several checks. */
export function firstOf(...checks: readonly (() => Refused)[]): Refused {
  for (const check of checks) {
    const refusal = check();
    if (refusal !== null) return refusal;
  }
  return null;
}
