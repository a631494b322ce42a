import { addMonths, withDay } from '../calendar/plain-date.js';
import { InvariantViolation } from '../ledger/invariant.js';
import { canonicalJson } from '../ledger/canonical-json.js';
import { minor } from '../money/minor.js';
import type { LineTerms } from '../plan/plan-terms.js';
import { addFact, compact, ledgerDifference, openBook, reverseFact } from './book.js';
import type { LineEvent, LineEventBody } from './events.js';
import type { Book, Hold, LineState, PendingMovement } from './state.js';

type Of<T extends LineEventBody['type']> = Extract<LineEvent, { type: T }>;

/**
 * The state after an event: the one way in which a line changes, live and in every replay of its journal.
 *
 * @throws InvariantViolation when the event does not continue the line, or its entries are not what its facts fold to
 */
export function evolve(state: LineState | null, event: LineEvent): LineState {
  if (event.type === 'lineOpened') return opened(state, event);
  if (state === null) throw new InvariantViolation(`a line begins with lineOpened, not with ${event.type}`);
  if (event.seq !== state.seq + 1) throw new InvariantViolation(`event ${event.seq} does not follow ${state.seq}`);
  const book = bookAfter(state.book, event, state.terms);
  const entries = ledgerDifference(state.book.position.ledger, book.position.ledger);
  if (canonicalJson(entries) !== canonicalJson(event.entries)) {
    throw new InvariantViolation(`the entries of event ${event.seq} are not what its facts fold to`);
  }
  return withEvent(state, event, book);
}

/** The event's state given the book that it leads to: for the decision, which has folded the book already. */
export function withEvent(state: LineState, event: LineEvent, book: Book): LineState {
  return { ...changed(state, event), book, seq: event.seq };
}

/** The book after an event's fact. Events without a fact leave it as it is. */
export function bookAfter(book: Book, event: LineEventBody & { readonly seq: number }, terms: LineTerms): Book {
  const { seq } = event;
  const reversedBy = null;
  switch (event.type) {
    case 'captured':
    case 'drawn': {
      const { agreementId, plan, periods, amountMinor, valueOn } = event;
      const principalMinor = amountMinor;
      const fact = {
        kind: 'AGREEMENT_FORMED',
        seq,
        valueOn,
        reversedBy,
        agreementId,
        plan,
        periods,
        principalMinor,
      } as const;
      return addFact(book, fact, terms);
    }
    case 'statementCut': {
      const { dueOn, minDueMinor } = event.statement;
      const { valueOn, rows } = event;
      return compact(
        addFact(book, { kind: 'BILL_CUT', seq, valueOn, reversedBy, dueOn, minDueMinor, rows }, terms),
        valueOn,
        terms,
      );
    }
    case 'paymentReceived': {
      const { paymentId, amountMinor, valueOn } = event;
      return addFact(book, { kind: 'PAYMENT', seq, valueOn, reversedBy, paymentId, amountMinor }, terms);
    }
    case 'agreementSettled': {
      const { paymentId, agreementId, amountMinor, valueOn } = event;
      return addFact(
        book,
        { kind: 'SETTLEMENT', seq, valueOn, reversedBy, paymentId, agreementId, amountMinor },
        terms,
      );
    }
    case 'refunded': {
      const { refundId, agreementId, amountMinor, valueOn } = event;
      return addFact(book, { kind: 'REFUND', seq, valueOn, reversedBy, refundId, agreementId, amountMinor }, terms);
    }
    case 'payoutRequested': {
      const { payoutId, amountMinor, valueOn } = event;
      return addFact(book, { kind: 'PAYOUT', seq, valueOn, reversedBy, payoutId, amountMinor }, terms);
    }
    case 'disbursed':
    case 'payoutCompleted':
      return addFact(
        book,
        { kind: 'MONEY_SENT', seq, valueOn: event.valueOn, reversedBy, amountMinor: event.amountMinor },
        terms,
      );
    case 'paymentReversed':
      return reverseFact(book, event.paymentSeq, seq, terms);
    case 'drawCanceled':
      return reverseFact(book, event.drawnSeq, seq, terms);
    case 'payoutFailed':
      return reverseFact(book, event.requestedSeq, seq, terms);
    default:
      return book;
  }
}

function opened(state: LineState | null, event: Of<'lineOpened'>): LineState {
  if (state !== null || event.seq !== 1) throw new InvariantViolation('a line is opened once, by its first event');
  const { lineId, customerId, applicationId, accountRef, terms, answerTimeoutMs, limitMinor } = event;
  const billDayOfMonth = withDay(event.bookedOn, terms.billDay);
  return {
    lineId,
    customerId,
    applicationId,
    accountRef,
    terms,
    answerTimeoutMs,
    openedAt: event.bookedAt,
    openedOn: event.bookedOn,
    closing: null,
    closedAt: null,
    limitMinor,
    freezeCauses: [],
    holds: [],
    book: openBook(event.bookedOn),
    lastBillOn: billDayOfMonth <= event.bookedOn ? billDayOfMonth : addMonths(billDayOfMonth, -1),
    billProgress: null,
    latestStatement: null,
    statementCount: 0,
    mandate: null,
    pending: [],
    bucket: 'M0',
    announcedDpd: 0,
    seq: 1,
  };
}

/** Everything but the book. */
function changed(state: LineState, event: LineEvent): LineState {
  switch (event.type) {
    case 'limitChanged':
      return { ...state, limitMinor: event.toMinor };
    case 'authorized':
      return { ...state, holds: [...state.holds, holdOf(event)] };
    case 'captured':
      return withHold(state, event.authorizationId, (hold) => {
        const openMinor = minor(hold.openMinor - event.amountMinor);
        return { ...hold, openMinor, status: openMinor === 0 ? 'CAPTURED' : 'OPEN', agreementId: event.agreementId };
      });
    case 'authorizationVoided':
      return withHold(state, event.authorizationId, (hold) => ({ ...hold, openMinor: minor(0), status: 'VOIDED' }));
    case 'authorizationExpired':
      return withHold(state, event.authorizationId, (hold) => ({ ...hold, openMinor: minor(0), status: 'EXPIRED' }));
    case 'drawn':
      return withPending(state, {
        kind: 'DISBURSEMENT',
        seq: event.seq,
        agreementId: event.agreementId,
        amountMinor: event.amountMinor,
        accountRef: event.accountRef,
      });
    case 'disbursed':
    case 'drawCanceled':
      return withoutPending(state, event.drawnSeq);
    case 'statementCut':
      return cycleStarted(state, event);
    case 'reminderIssued':
      return withProgress(state, (progress) => ({
        ...progress,
        remindersSent: [...progress.remindersSent, event.offsetDays],
      }));
    case 'autopaySet':
      return withProgress({ ...state, mandate: { accountRef: event.accountRef, amount: event.amount } }, (progress) =>
        event.fromNextBill ? { ...progress, autopayAttempts: state.terms.autopayAttempts.length } : progress,
      );
    case 'autopayEnded':
      return { ...state, mandate: null };
    case 'debitRequested':
      return debitRequested(state, event);
    case 'debitFailed':
      return withoutPending(state, event.requestedSeq);
    case 'paymentReceived':
    case 'agreementSettled':
      return event.requestedSeq === null ? state : withoutPending(state, event.requestedSeq);
    case 'payoutRequested':
      return withPending(state, {
        kind: 'PAYOUT',
        seq: event.seq,
        payoutId: event.payoutId,
        amountMinor: event.amountMinor,
        accountRef: event.accountRef,
      });
    case 'payoutCompleted':
      return withoutPending(state, event.requestedSeq);
    case 'payoutFailed':
      // The money is the customer's again and needs another account: the closure is off until someone asks once more.
      return { ...withoutPending(state, event.requestedSeq), closing: null };
    case 'delinquencyChanged':
      return { ...state, bucket: event.to, announcedDpd: event.daysPastDue };
    case 'frozen':
      return { ...state, freezeCauses: [...state.freezeCauses, event.cause] };
    case 'unfrozen':
      return { ...state, freezeCauses: state.freezeCauses.filter((cause) => cause !== event.cause) };
    case 'closureRequested':
      return { ...state, closing: event.reason, mandate: null };
    case 'lineClosed':
      return { ...state, closing: null, closedAt: event.bookedAt, mandate: null };
    case 'lineOpened':
    case 'paymentReversed':
    case 'refunded':
      return state;
  }
}

function holdOf(event: Of<'authorized'>): Hold {
  const { authorizationId, orderId, merchantId, amountMinor, plan, periods, expiresAt } = event;
  const openMinor = amountMinor;
  return {
    authorizationId,
    orderId,
    merchantId,
    amountMinor,
    openMinor,
    plan,
    periods,
    expiresAt,
    status: 'OPEN',
    agreementId: null,
  };
}

function withHold(state: LineState, authorizationId: string, change: (hold: Hold) => Hold): LineState {
  return {
    ...state,
    holds: state.holds.map((hold) => (hold.authorizationId === authorizationId ? change(hold) : hold)),
  };
}

const withPending = (state: LineState, movement: PendingMovement): LineState => ({
  ...state,
  pending: [...state.pending, movement],
});

const withoutPending = (state: LineState, seq: number): LineState => ({
  ...state,
  pending: state.pending.filter((movement) => movement.seq !== seq),
});

function withProgress(
  state: LineState,
  change: (progress: NonNullable<LineState['billProgress']>) => LineState['billProgress'],
): LineState {
  return state.billProgress === null ? state : { ...state, billProgress: change(state.billProgress) };
}

/** A new bill starts with nothing sent or tried; authorizations that ended before it leave the state. */
function cycleStarted(state: LineState, event: Of<'statementCut'>): LineState {
  return {
    ...state,
    holds: state.holds.filter((hold) => hold.status === 'OPEN'),
    lastBillOn: event.valueOn,
    billProgress: { billOn: event.valueOn, remindersSent: [], autopayAttempts: 0 },
    latestStatement: event.statement,
    statementCount: state.statementCount + 1,
  };
}

function debitRequested(state: LineState, event: Of<'debitRequested'>): LineState {
  const { seq, paymentId, purpose, amountMinor, accountRef, valueOn, agreementId } = event;
  const waiting = withPending(state, {
    kind: 'DEBIT',
    seq,
    paymentId,
    purpose,
    amountMinor,
    accountRef,
    valueOn,
    agreementId,
  });
  if (purpose !== 'AUTOPAY') return waiting;
  return withProgress(waiting, (progress) => ({ ...progress, autopayAttempts: event.attempt }));
}
