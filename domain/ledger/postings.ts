import { sumMinor } from '../money/minor.js';
import type { Entry } from '../line/events.js';
import { InvariantViolation } from './invariant.js';

/** @throws InvariantViolation when debits and credits differ */
export function assertBalanced(entries: readonly Entry[]): void {
  const total = sumMinor(entries.map((entry) => entry.amountMinor));
  if (total !== 0) throw new InvariantViolation(`entries do not balance: debits exceed credits by ${total}`);
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
