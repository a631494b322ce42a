import type { PlainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { timingOf } from './allocate-by-rule.js';
import type { PaymentTarget } from './allocate-by-rule.js';
import type { Component } from './waterfall.js';

/** The older ways to apply a payment, each named by its order. */
export type NamedStrategy =
  | 'PENALTY_FEE_INTEREST_PRINCIPAL'
  | 'PRINCIPAL_INTEREST_PENALTY_FEE'
  | 'INTEREST_PRINCIPAL_PENALTY_FEE'
  | 'DUE_PENALTY_INTEREST_PRINCIPAL_FEE'
  | 'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_ADVANCE_PRINCIPAL_FIRST';

interface StrategyOrder {
  readonly order: readonly Component[];
  /** For an installment that is not yet due. */
  readonly inAdvance: readonly Component[];
  /** Whether its charges that are due by themselves come before all else of an installment that is not yet due. */
  readonly dueCharges: 'FIRST' | 'WITH_THE_REST';
}

const plain = (order: readonly Component[]): StrategyOrder => ({
  order,
  inAdvance: order,
  dueCharges: 'WITH_THE_REST',
});

const ORDERS: Readonly<Record<NamedStrategy, StrategyOrder>> = {
  PENALTY_FEE_INTEREST_PRINCIPAL: plain(['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL']),
  PRINCIPAL_INTEREST_PENALTY_FEE: plain(['PRINCIPAL', 'INTEREST', 'PENALTY', 'FEE']),
  INTEREST_PRINCIPAL_PENALTY_FEE: plain(['INTEREST', 'PRINCIPAL', 'PENALTY', 'FEE']),
  DUE_PENALTY_INTEREST_PRINCIPAL_FEE: {
    order: ['PENALTY', 'INTEREST', 'PRINCIPAL', 'FEE'],
    inAdvance: ['PENALTY', 'INTEREST', 'PRINCIPAL', 'FEE'],
    dueCharges: 'FIRST',
  },
  DUE_PENALTY_FEE_INTEREST_PRINCIPAL_ADVANCE_PRINCIPAL_FIRST: {
    order: ['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'],
    inAdvance: ['PRINCIPAL', 'PENALTY', 'FEE', 'INTEREST'],
    dueCharges: 'FIRST',
  },
};

/** Installments whose charges have due dates of their own. */
export interface ChargedTarget extends PaymentTarget {
  /** The part of an open component that charges due on or before a day make up, minor units. */
  readonly dueChargeMinor: (nr: number, component: Component, on: PlainDate) => Minor;
}

/**
 * Applies a payment to installments by due date, each settled before the next.
 *
 * @param amountMinor minor units, 0 or more
 * @returns the money beyond everything open, minor units
 * @throws RangeError for a negative amount
 * @see docs/concepts/loan-lifecycle.md, "Allocation"
 */
export function allocateByStrategy(
  amountMinor: Minor,
  target: ChargedTarget,
  strategy: NamedStrategy,
  paidOn: PlainDate,
): Minor {
  if (amountMinor < 0) throw new RangeError(`amountMinor: ${amountMinor}; a payment is reversed, never negative`);
  const { order, inAdvance, dueCharges } = ORDERS[strategy];
  let leftMinor = amountMinor;
  const pay = (nr: number, component: Component, mostMinor: Minor): void => {
    const paidMinor = minor(Math.min(leftMinor, mostMinor));
    if (paidMinor <= 0) return;
    target.pay(nr, component, paidMinor);
    leftMinor = minor(leftMinor - paidMinor);
  };
  for (const { nr, dueOn } of target.installments()) {
    const isInAdvance = timingOf(dueOn, paidOn) === 'IN_ADVANCE';
    if (isInAdvance && dueCharges === 'FIRST') {
      for (const component of ['PENALTY', 'FEE'] as const) {
        pay(nr, component, target.dueChargeMinor(nr, component, paidOn));
      }
    }
    for (const component of isInAdvance ? inAdvance : order) pay(nr, component, target.payableMinor(nr, component));
  }
  return leftMinor;
}
