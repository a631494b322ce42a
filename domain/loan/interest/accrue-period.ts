import { daysBetween, earlier } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { Exact } from '../../money/decimal.js';
import type { Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { stretchFactor } from '../../schedule/loan/interest-factor.js';
import type { InterestModel, ModelPeriod } from './interest-model.js';

/**
 * Interest of one period: it is cut into stretches where the balance changes; a stretch bears its balance times the
 * factor from its start to the period's end, times its days over the days to that end. The sum is rounded once.
 *
 * @param dueBefore principal that the periods before this one ask for, minor units each
 * @param untilOn interest is counted up to this day
 */
export function accruePeriod(
  model: InterestModel,
  index: number,
  dueBefore: readonly Minor[],
  untilOn: PlainDate,
): Minor {
  const period = model.periods[index];
  if (period === undefined) throw new RangeError(`index ${index} is no period of the model`);
  const endOn = earlier(untilOn, period.dueOn);
  let interest = new Exact(0);
  let stretchOn = period.fromOn;
  let balance = bearingOn(model, index, dueBefore, period.fromOn);
  for (const cutOn of cutsOf(model, period, endOn)) {
    const changed = bearingOn(model, index, dueBefore, cutOn);
    if (changed === balance) continue;
    interest = interest.plus(borne(model, period, balance, stretchOn, cutOn));
    stretchOn = cutOn;
    balance = changed;
  }
  return roundToMinor(interest.plus(borne(model, period, balance, stretchOn, endOn)), 'HALF_EVEN');
}

function borne(model: InterestModel, period: ModelPeriod, balance: number, fromOn: PlainDate, toOn: PlainDate): Exact {
  if (balance === 0 || fromOn >= toOn) return new Exact(0);
  const known = model.factors.get(`${fromOn}/${period.dueOn}`);
  const factor = known ?? stretchFactor(model.terms, period, fromOn, period.dueOn);
  if (known === undefined) model.factors.set(`${fromOn}/${period.dueOn}`, factor);
  return factor.times(balance).times(daysBetween(fromOn, toOn)).div(daysBetween(fromOn, period.dueOn));
}

/** Days inside the period, before the end of the count, on which the balance may change, in order. */
function cutsOf(model: InterestModel, { fromOn }: ModelPeriod, endOn: PlainDate): readonly PlainDate[] {
  const days = [
    ...[...model.draws, ...model.payments, ...model.credits].map(({ on }) => on),
    ...model.pauses.flatMap((pause) => [pause.fromOn, pause.toOn]),
    model.overdueUntil,
  ];
  return [...new Set(days.filter((day) => day > fromOn && day < endOn))].sort();
}

/** The balance that bears interest from a day inside a period; none while interest is paused. */
function bearingOn(model: InterestModel, index: number, dueBefore: readonly Minor[], on: PlainDate): number {
  if (model.pauses.some(({ fromOn, toOn }) => fromOn <= on && on < toOn)) return 0;
  let balance = 0;
  for (const draw of model.draws) if (draw.on <= on) balance += draw.amountMinor;
  for (const credit of model.credits) if (credit.on <= on) balance += credit.amountMinor;
  for (const dueMinor of dueBefore) balance -= dueMinor;
  let overdue = 0;
  for (const dueMinor of dueBefore) overdue += dueMinor;
  for (const payment of model.payments) {
    if (payment.on > on) continue;
    if (payment.index >= index) balance -= payment.amountMinor;
    else overdue -= payment.amountMinor;
  }
  if (on < model.overdueUntil) balance += Math.max(0, overdue);
  return Math.max(0, balance);
}
