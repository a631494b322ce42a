import type { PlainDate } from '../calendar/plain-date.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { evenShares } from './even-shares.js';
import type { AllocationRule, Component, Timing } from './waterfall.js';

/** How a payment is applied to installments. */
export interface InstallmentRule {
  /** Times and components in their order; what none names is not paid. */
  readonly order: readonly AllocationRule[];
  /** `HORIZONTAL`: an installment with all its components before the next one; `VERTICAL`: step by step over all. */
  readonly direction: 'HORIZONTAL' | 'VERTICAL';
  /** Which installments that are not yet due take money first. */
  readonly future: 'NEXT' | 'LAST' | 'CURRENT_THEN_LAST' | 'SPREAD_EVENLY';
}

/** An installment as a payment sees it: its period is `[fromOn, dueOn)`. */
export interface PayableInstallment {
  readonly nr: number;
  readonly fromOn: PlainDate;
  readonly dueOn: PlainDate;
}

/** Installments that take money one part after the other; what is open may change with every part. */
export interface PaymentTarget {
  readonly installments: () => readonly PayableInstallment[];
  readonly openMinor: (nr: number, component: Component) => Minor;
  /** What the payment may pay of it: interest of days to come is not owed yet, and leaves more room for principal. */
  readonly payableMinor: (nr: number, component: Component) => Minor;
  /** Called with an amount above 0 that is not more than what is payable. */
  readonly pay: (nr: number, component: Component, amountMinor: Minor) => void;
}

/** How an installment stands on a day. */
export function timingOf(dueOn: PlainDate, paidOn: PlainDate): Timing {
  if (dueOn < paidOn) return 'PAST_DUE';
  return dueOn === paidOn ? 'DUE' : 'IN_ADVANCE';
}

/**
 * Applies a payment to the installments of a loan by a rule.
 *
 * @param amountMinor minor units, 0 or more
 * @param paidOn value date of the payment
 * @returns the money that no step could place, for the credit balance, minor units
 * @throws RangeError for a negative amount
 * @see docs/concepts/loan-lifecycle.md, "Allocation"
 */
export function allocateByRule(
  amountMinor: Minor,
  target: PaymentTarget,
  rule: InstallmentRule,
  paidOn: PlainDate,
): Minor {
  if (amountMinor < 0) throw new RangeError(`amountMinor: ${amountMinor}; a payment is reversed, never negative`);
  const groups = groupsOf(rule);
  let leftMinor = amountMinor;
  // Every round pays something or is the last one, so that the loops end with the money or with what is open. What is
  // open may grow with what is paid (recalculated interest), hence the groups are gone through again.
  for (let before = -1; leftMinor > 0 && before !== leftMinor;) {
    before = leftMinor;
    for (const group of groups) leftMinor = payGroup(leftMinor, target, group, rule.future, paidOn);
  }
  return leftMinor;
}

function payGroup(
  amountMinor: Minor,
  target: PaymentTarget,
  group: StepGroup,
  future: InstallmentRule['future'],
  paidOn: PlainDate,
): Minor {
  let leftMinor = amountMinor;
  for (let before = -1; leftMinor > 0 && before !== leftMinor;) {
    before = leftMinor;
    leftMinor = payRound(leftMinor, target, group, future, paidOn);
  }
  return leftMinor;
}

interface StepGroup {
  readonly timing: Timing;
  readonly components: readonly Component[];
}

function groupsOf(rule: InstallmentRule): readonly StepGroup[] {
  if (rule.direction === 'VERTICAL')
    return rule.order.map(({ timing, component }) => ({ timing, components: [component] }));
  const timings = [...new Set(rule.order.map(({ timing }) => timing))];
  return timings.map((timing) => ({
    timing,
    components: rule.order.filter((step) => step.timing === timing).map(({ component }) => component),
  }));
}

/** Pays one installment, or all future ones evenly, by the components of a group. */
function payRound(
  amountMinor: Minor,
  target: PaymentTarget,
  { timing, components }: StepGroup,
  future: InstallmentRule['future'],
  paidOn: PlainDate,
): Minor {
  const open = target
    .installments()
    .filter(({ dueOn }) => timingOf(dueOn, paidOn) === timing)
    // A closed installment stays closed: with interest only up to the day, more principal of it may look payable.
    .filter(({ nr }) => components.some((component) => target.openMinor(nr, component) > 0))
    .filter(({ nr }) => components.some((component) => target.payableMinor(nr, component) > 0));
  const chosen = timing === 'IN_ADVANCE' ? chooseFuture(open, future, paidOn) : open.slice(0, 1);
  if (chosen.length === 0) return amountMinor;
  let leftMinor = amountMinor;
  for (const component of components) {
    const sharesMinor = evenShares(leftMinor, chosen.length);
    for (const [index, { nr }] of chosen.entries()) {
      const shareMinor = sharesMinor[index] ?? ZERO;
      const paidMinor = minor(Math.min(shareMinor, target.payableMinor(nr, component), leftMinor));
      if (paidMinor <= 0) continue;
      target.pay(nr, component, paidMinor);
      leftMinor = minor(leftMinor - paidMinor);
    }
  }
  return leftMinor;
}

/** @param open not yet due, in the order of their numbers */
function chooseFuture(
  open: readonly PayableInstallment[],
  future: InstallmentRule['future'],
  paidOn: PlainDate,
): readonly PayableInstallment[] {
  switch (future) {
    case 'NEXT':
      return open.slice(0, 1);
    case 'LAST':
      return open.slice(-1);
    case 'CURRENT_THEN_LAST': {
      const current = open.find(({ fromOn }) => fromOn <= paidOn);
      return current === undefined ? open.slice(-1) : [current];
    }
    case 'SPREAD_EVENLY':
      return open;
  }
}
