import type { LineEvent } from '../../domain/line/events.js';
import type { LineState } from '../../domain/line/state.js';
import type { DueNotice } from './state.js';

type DebitFailed = Extract<LineEvent, { readonly type: 'debitFailed' }>;

/**
 * The notice that an event calls for, or null. Parameters hold no personal data: whom to tell, and where, is found by the
 * activity that sends it.
 *
 * A cut statement sends none: the reminder before the due date names the same figures, and each notice costs an action.
 *
 * @param before the state in which the event was decided
 */
export function noticeOf(event: LineEvent, before: LineState): DueNotice | null {
  const { currency } = before.terms;
  const { seq, bookedAt: issuedAt } = event;
  switch (event.type) {
    case 'reminderIssued':
      return {
        seq,
        template: 'reminder',
        parameters: { amountMinor: event.openMinor, dueOn: event.dueOn, currency },
        issuedAt,
      };
    case 'debitFailed':
      return noticeOfFailedDebit(event, before);
    case 'delinquencyChanged':
      if (event.daysPastDue === 0) return null; // cured: the payment has told so
      return {
        seq,
        template: 'late',
        parameters: { amountMinor: event.overdueMinor, daysPastDue: event.daysPastDue, currency },
        issuedAt,
      };
    case 'frozen':
      return event.cause === 'OVERDUE' ? { seq, template: 'frozen', parameters: {}, issuedAt } : null;
    case 'lineClosed':
      return { seq, template: 'closed', parameters: {}, issuedAt };
    default:
      return null;
  }
}

/** An automatic debit that will be tried again is no news yet. */
function noticeOfFailedDebit(event: DebitFailed, before: LineState): DueNotice | null {
  const debit = before.pending.find((pending) => pending.seq === event.requestedSeq);
  if (debit?.kind !== 'DEBIT') return null;
  const attempts = before.billProgress?.autopayAttempts ?? 0;
  if (debit.purpose === 'AUTOPAY' && attempts < before.terms.autopayAttempts.length) return null;
  const { currency } = before.terms;
  return {
    seq: event.seq,
    template: 'debit-failed',
    parameters: { amountMinor: debit.amountMinor, currency },
    issuedAt: event.bookedAt,
  };
}
