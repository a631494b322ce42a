import { addDays, later, type PlainDate } from '../../calendar/plain-date.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { Fact } from '../facts.js';
import type { Draft } from './draft.js';

/**
 * From which day on the limit is free again that a fact repays; null where that is at once. Credit that pays a bill at
 * its cut is as final as the money it came from.
 *
 * @see products.md section 10, `releaseOnRepayment`, and section 9, `refundRestoresLimit`; glossary, final payment
 */
function finalOnOf(draft: Draft, fact: Fact, { limits }: LineTerms): PlainDate | null {
  const after = (days: number): PlainDate | null => (days === 0 ? null : addDays(fact.valueOn, days));
  switch (fact.kind) {
    case 'PAYMENT':
    case 'SETTLEMENT':
    case 'PREPAYMENT':
      return limits.releaseOnRepayment === 'BOOKED' ? null : after(limits.settlementDelayDays[fact.source]);
    case 'REFUND':
      return limits.refundRestoresLimit === 'AT_VALUE_DATE' ? null : after(limits.settlementDelayDays.DEBIT);
    case 'BILL_CUT':
      return draft.creditFinalOn !== null && draft.creditFinalOn > fact.valueOn ? draft.creditFinalOn : null;
    default:
      return null;
  }
}

/** Applies a fact with the day on which what it repays is final; the customer's credit is as final as its latest part. */
export function applyWithFinality(draft: Draft, fact: Fact, terms: LineTerms, apply: () => void): void {
  const finalOn = finalOnOf(draft, fact, terms);
  const creditBefore = draft.creditMinor;
  if (finalOn !== null) draft.finalOn = finalOn;
  apply();
  delete draft.finalOn;
  if (finalOn === null || draft.creditMinor <= creditBefore) return;
  draft.creditFinalOn = draft.creditFinalOn === null ? finalOn : later(draft.creditFinalOn, finalOn);
}
