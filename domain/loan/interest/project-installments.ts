import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor, ZERO } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { accruePeriod } from './accrue-period.js';
import { isFullyPaid, paidOf, totalPrincipal } from './interest-model.js';
import type { InterestModel, ModelPeriod } from './interest-model.js';

/** What an installment asks for, minor units. */
export interface ProjectedInstallment {
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
}

export interface Projection {
  readonly installments: readonly ProjectedInstallment[];
  /** The last installment that is not fully paid; it takes every gain or loss. None: -1. */
  readonly lastUnpaid: number;
}

/**
 * All installments as the balance stands: interest first, the level payment's rest principal. Interest that does not fit
 * into a payment moves to the next installment; the last unpaid one takes what is left of principal and interest.
 *
 * @param untilOn interest is counted up to this day; `null`: to the end
 */
export function projectInstallments(model: InterestModel, untilOn: PlainDate | null): Projection {
  const closed = model.periods.map(isFullyPaid);
  for (let last = closed.lastIndexOf(false); last >= 0; last = closed.lastIndexOf(false)) {
    const projection = project(model, closed, last, untilOn);
    if (projection !== null) return projection;
    // Paid already beyond what is left for it: what it was paid stays, and the one before it takes the difference.
    closed[last] = true;
  }
  return project(model, closed, -1, untilOn) ?? { installments: [], lastUnpaid: -1 };
}

/** @returns `null` when less is left for the last unpaid installment than it was paid */
function project(
  model: InterestModel,
  closed: readonly boolean[],
  last: number,
  untilOn: PlainDate | null,
): Projection | null {
  const installments: ProjectedInstallment[] = [];
  let heldMinor = ZERO;
  let leftMinor = totalPrincipal(model);
  for (const [index, period] of model.periods.entries()) {
    const dueBefore = installments.map(({ principalMinor }) => principalMinor);
    const accruedMinor = accruePeriod(model, index, dueBefore, untilOn ?? period.dueOn);
    const chargedMinor = sumMinor([accruedMinor, heldMinor, period.creditedInterestMinor]);
    const asked =
      index === last
        ? lastAsks(model, index, leftMinor, chargedMinor)
        : asks(period, closed[index], chargedMinor, leftMinor);
    if (index === last && asked.principalMinor < period.paidPrincipalMinor) return null;
    installments.push(asked);
    heldMinor = minor(Math.max(0, chargedMinor - asked.interestMinor));
    leftMinor = minor(leftMinor - asked.principalMinor);
  }
  const taker = installments[last];
  if (taker === undefined) return { installments, lastUnpaid: last };
  installments[last] = { ...taker, interestMinor: minor(taker.interestMinor + heldMinor) };
  return { installments, lastUnpaid: last };
}

function asks(
  period: ModelPeriod,
  isClosed: boolean | undefined,
  chargedMinor: Minor,
  leftMinor: Minor,
): ProjectedInstallment {
  const { paidPrincipalMinor, paidInterestMinor } = period;
  if (isClosed === true) return { principalMinor: paidPrincipalMinor, interestMinor: paidInterestMinor };
  const askedMinor = period.paymentMinor + period.creditedPrincipalMinor + period.creditedInterestMinor;
  const roomMinor = paidPrincipalMinor > Math.max(0, askedMinor - chargedMinor) ? paidInterestMinor : askedMinor;
  const interestMinor = minor(Math.max(paidInterestMinor, Math.min(chargedMinor, roomMinor)));
  const principalMinor = minor(Math.max(paidPrincipalMinor, Math.min(askedMinor - interestMinor, leftMinor)));
  return { principalMinor, interestMinor };
}

/** All that is left, but what later installments were paid in advance. */
function lastAsks(model: InterestModel, index: number, leftMinor: Minor, chargedMinor: Minor): ProjectedInstallment {
  const later = sumMinor(model.periods.slice(index + 1).map(({ paidPrincipalMinor }) => paidPrincipalMinor));
  const paidInterestMinor = model.periods[index]?.paidInterestMinor ?? ZERO;
  return {
    principalMinor: minor(leftMinor - later),
    interestMinor: minor(Math.max(chargedMinor, paidInterestMinor)),
  };
}

/**
 * What an installment that is not yet due asks for on a day: its interest up to that day, and of its payment the rest. A
 * future one asks for the level payment of the draw, unless it is the only one left.
 *
 * @param on day of the payment
 * @param interestUntil day up to which it owes interest: its own, for a payoff maybe the end of the period
 */
export function dueInAdvance(
  model: InterestModel,
  index: number,
  on: PlainDate,
  interestUntil: PlainDate,
): ProjectedInstallment {
  const period = model.periods[index];
  if (period === undefined) throw new RangeError(`index ${index} is no period of the model`);
  const { installments } = projectInstallments(model, interestUntil);
  const projected = installments[index] ?? { principalMinor: ZERO, interestMinor: ZERO };
  const unpaid = model.periods.filter((each) => !isFullyPaid(each)).length;
  if (unpaid <= 1 || on > period.fromOn) return projected;
  const askedMinor = period.originalMinor + period.creditedPrincipalMinor + period.creditedInterestMinor;
  const principalMinor = Math.min(
    askedMinor - projected.interestMinor,
    period.paidPrincipalMinor + unpaidPrincipal(model),
  );
  return {
    interestMinor: projected.interestMinor,
    principalMinor: minor(Math.max(period.paidPrincipalMinor, principalMinor)),
  };
}

const unpaidPrincipal = (model: InterestModel): number =>
  totalPrincipal(model) - sumMinor(model.periods.map(({ paidPrincipalMinor }) => paidPrincipalMinor));

/** Books a payment on an installment and lets the last unpaid one take the difference for good. */
export function payModel(
  model: InterestModel,
  index: number,
  component: 'PRINCIPAL' | 'INTEREST',
  amountMinor: Minor,
  on: PlainDate,
): void {
  const period = model.periods[index];
  if (period === undefined) return;
  if (component === 'INTEREST') period.paidInterestMinor = minor(period.paidInterestMinor + amountMinor);
  else {
    period.paidPrincipalMinor = minor(period.paidPrincipalMinor + amountMinor);
    model.payments.push({ index, on, amountMinor });
  }
  settleModel(model);
}

/** Sets the payment of the last unpaid installment to what the balance leaves for it. */
export function settleModel(model: InterestModel): void {
  const { installments, lastUnpaid } = projectInstallments(model, null);
  model.periods.forEach((period, index) => {
    if (isFullyPaid(period)) return;
    const asked = installments[index];
    if (asked === undefined || index < lastUnpaid) return;
    const creditedMinor = period.creditedPrincipalMinor + period.creditedInterestMinor;
    const askedMinor = index === lastUnpaid ? asked.principalMinor + asked.interestMinor : paidOf(period);
    period.paymentMinor = minor(askedMinor - creditedMinor);
  });
}
