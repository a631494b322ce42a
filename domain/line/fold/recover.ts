import { minor, type Minor } from '../../money/minor.js';
import type { Position } from '../position-types.js';
import { book, type Draft } from './draft.js';

/** What was written off on an agreement and has not come in since. */
export const unrecoveredOf = (agreement: { readonly writtenOffMinor: Minor; readonly recoveredMinor: Minor }): Minor =>
  minor(agreement.writtenOffMinor - agreement.recoveredMinor);

/**
 * Takes money against what was written off, the oldest agreement first, then late charges.
 *
 * @returns what is left of the money
 */
export function recover(draft: Draft, amountMinor: Minor, from: 'BANK' | 'CUSTOMER_CREDIT'): Minor {
  if (amountMinor <= 0) return amountMinor;
  let leftMinor: number = amountMinor;
  for (const agreement of draft.agreements) {
    const takenMinor = minor(Math.min(leftMinor, unrecoveredOf(agreement)));
    agreement.recoveredMinor = minor(agreement.recoveredMinor + takenMinor);
    book(draft, from, 'RECOVERY_INCOME', takenMinor, agreement);
    leftMinor -= takenMinor;
  }
  const chargesMinor = minor(Math.min(leftMinor, draft.chargesWrittenOffMinor));
  draft.chargesWrittenOffMinor = minor(draft.chargesWrittenOffMinor - chargesMinor);
  book(draft, from, 'RECOVERY_INCOME', chargesMinor, null);
  return minor(leftMinor - chargesMinor);
}

/** Whether something was written off that has not come in since. */
export const isWrittenOff = ({ agreements, chargesWrittenOffMinor }: Position): boolean =>
  chargesWrittenOffMinor > 0 || agreements.some((agreement) => unrecoveredOf(agreement) > 0);
