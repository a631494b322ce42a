import { sumMinor } from '../money/minor.js';
import { InvariantViolation } from './invariant.js';
import type { Entry } from './ledger.js';

/** @throws InvariantViolation when debits and credits differ, in all or for one of the funders */
export function assertBalanced(entries: readonly Entry[]): void {
  const total = sumMinor(entries.map((entry) => entry.amountMinor));
  if (total !== 0) throw new InvariantViolation(`entries do not balance: debits exceed credits by ${total}`);
  for (const funder of new Set(entries.map((entry) => entry.funder))) {
    const of = sumMinor(entries.filter((entry) => entry.funder === funder).map((entry) => entry.amountMinor));
    if (of !== 0) throw new InvariantViolation(`entries of funder ${funder ?? 'LENDER'} do not balance: ${of}`);
  }
}

/**
 * The double entry of an event, balanced by itself. Corrections of earlier days that the event brings are among them.
 *
 * @throws InvariantViolation when the event carries entries that do not balance
 */
export function postings(event: { readonly entries: readonly Entry[] }): readonly Entry[] {
  assertBalanced(event.entries);
  return event.entries;
}
