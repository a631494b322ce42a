import { minor, sumMinor, type Minor } from '../money/minor.js';
import { WAIVABLE_COMPONENTS, type WaivableComponent } from './facts.js';
import { openFee, openInterest, openPrincipal } from './fold/open-amounts.js';
import type { Position } from './position-types.js';

/** What is outstanding of each component, what is still to be billed included. Minor units. */
export function outstandingOf({ agreements, bills }: Position): Readonly<Record<WaivableComponent, Minor>> {
  const rows = agreements.flatMap(({ installments }) => installments);
  return {
    PRINCIPAL: sumMinor(rows.map(openPrincipal)),
    FEE: sumMinor(rows.map(openFee)),
    INTEREST: sumMinor(rows.map(openInterest)),
    CARRY: sumMinor(bills.map((bill) => minor(bill.carryMinor - bill.carryPaidMinor))),
    PENALTY: sumMinor(bills.map((bill) => minor(bill.penaltyMinor - bill.penaltyPaidMinor))),
  };
}

/** One component before and after. */
export interface ComponentChange {
  readonly component: WaivableComponent;
  readonly beforeMinor: Minor;
  readonly afterMinor: Minor;
}

/** What of each component is outstanding in two positions, every component once. */
export function componentChanges(before: Position, after: Position): readonly ComponentChange[] {
  const [was, is] = [outstandingOf(before), outstandingOf(after)];
  return WAIVABLE_COMPONENTS.map((component) => ({
    component,
    beforeMinor: was[component],
    afterMinor: is[component],
  }));
}
