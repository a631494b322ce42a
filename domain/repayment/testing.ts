import { addMonths, plainDate } from '../calendar/plain-date.js';
import { minor, sumMinor } from '../money/minor.js';
import type { ChargedTarget } from './allocate-by-strategy.js';
import type { Component } from './waterfall.js';

type Parts = Readonly<Partial<Record<Component, number>>>;

/** What an installment asks for, minor units. */
export interface PaperInstallment {
  readonly open: Parts;
  /** Of the open parts, those that only so much may be paid of yet. */
  readonly payable?: Parts;
  /** Charges, part of what is open, that fall due by themselves. */
  readonly charges?: readonly (readonly [component: Component, amount: number, dueOn: string])[];
}

const START_ON = plainDate('2025-01-01');

/**
 * Installments on paper: number k runs through the k-th month of 2025 and falls due on the first of the next one.
 *
 * @returns the installments, and what they were paid in its order, written `#1 FEE 20`
 */
export function paperInstallments(all: readonly PaperInstallment[]): {
  readonly target: ChargedTarget;
  readonly paid: readonly string[];
} {
  const paid: string[] = [];
  const taken = new Map<string, number>();
  const takenOf = (nr: number, component: Component) => taken.get(`${nr} ${component}`) ?? 0;
  const openOf = (nr: number, component: Component) => (all[nr - 1]?.open[component] ?? 0) - takenOf(nr, component);
  const target: ChargedTarget = {
    installments: () =>
      all.map((_, index) => ({
        nr: index + 1,
        fromOn: addMonths(START_ON, index),
        dueOn: addMonths(START_ON, index + 1),
      })),
    openMinor: (nr, component) => minor(openOf(nr, component)),
    payableMinor: (nr, component) => {
      const most = all[nr - 1]?.payable?.[component];
      return minor(most === undefined ? openOf(nr, component) : most - takenOf(nr, component));
    },
    dueChargeMinor: (nr, component, on) => {
      const due = (all[nr - 1]?.charges ?? []).filter(([of, , dueOn]) => of === component && dueOn <= on);
      return sumMinor(due.map(([, amount]) => minor(amount)));
    },
    pay: (nr, component, amountMinor) => {
      taken.set(`${nr} ${component}`, takenOf(nr, component) + amountMinor);
      paid.push(`#${nr} ${component} ${amountMinor}`);
    },
  };
  return { target, paid };
}
