import type { PlainDate } from '../calendar/plain-date.js';
import type { Minor } from '../money/minor.js';

/** Why an entry is not taken: the rule, the field and the facts it was tested on. */
export type LoanRefusal =
  | { readonly type: 'amount-not-positive'; readonly field: 'amountMinor'; readonly amountMinor: Minor }
  | { readonly type: 'entry-id-taken'; readonly field: 'id'; readonly id: string }
  | { readonly type: 'not-after-last-entry'; readonly field: 'nr'; readonly lastNr: number }
  | { readonly type: 'in-the-future'; readonly field: 'onDate'; readonly bookedOn: PlainDate }
  | { readonly type: 'before-disbursement'; readonly field: 'onDate'; readonly disbursedOn: PlainDate | null }
  | { readonly type: 'outside-periods'; readonly field: 'onDate'; readonly message: string }
  | { readonly type: 'unknown-entry'; readonly field: 'ofId'; readonly id: string }
  | { readonly type: 'entry-of-another-type'; readonly field: 'ofId'; readonly found: string }
  | { readonly type: 'recalculation-needs-level-payments'; readonly field: 'table' }
  | { readonly type: 'recalculation-needs-horizontal-rules'; readonly field: 'allocation' }
  | { readonly type: 'recalculation-needs-one-draw'; readonly field: 'fact' }
  | { readonly type: 'charged-off'; readonly field: 'onDate'; readonly chargedOffOn: PlainDate };

/** What to do about a refusal, for a person. */
export function loanRefusalMessage(refusal: LoanRefusal): string {
  switch (refusal.type) {
    case 'amount-not-positive':
      return `amountMinor is ${refusal.amountMinor}; give an amount above 0`;
    case 'entry-id-taken':
      return `id ${refusal.id} is taken by another entry; give each entry an id of its own`;
    case 'not-after-last-entry':
      return `nr must be above ${refusal.lastNr}, the last entry's; number entries as they are entered`;
    case 'in-the-future':
      return `onDate is after the booking date ${refusal.bookedOn}; book the entry on its day`;
    case 'before-disbursement':
      return refusal.disbursedOn === null
        ? 'onDate: nothing has been paid out; book the disbursement first'
        : `onDate is before the disbursement of ${refusal.disbursedOn}; give that day or a later one`;
    case 'outside-periods':
      return `onDate: ${refusal.message}`;
    case 'unknown-entry':
      return `ofId ${refusal.id} is no entry that stands; name one that has not been taken back`;
    case 'entry-of-another-type':
      return `ofId names a ${refusal.found}, which this entry cannot refer to; name one that it can`;
    case 'recalculation-needs-level-payments':
      return 'table: recalculated interest is for level payments on what is open, progressive; choose those or fix the table';
    case 'recalculation-needs-horizontal-rules':
      return 'allocation: recalculated interest is for rules that settle an installment before the next; choose HORIZONTAL';
    case 'recalculation-needs-one-draw':
      return 'fact: a loan with recalculated interest is paid out in one draw; open another loan for the rest';
    case 'charged-off':
      return `The loan was charged off on ${refusal.chargedOffOn}; take that back first`;
  }
}
