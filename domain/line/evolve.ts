import { addMonths, withDay } from '../calendar/plain-date.js';
import { instantAt } from '../calendar/zone.js';
import { usageOf } from '../delinquency/days-past-due.js';
import { InvariantViolation } from '../ledger/invariant.js';
import { canonicalJson } from '../ledger/canonical-json.js';
import { ledgerDifference } from '../ledger/ledger.js';
import { openBook } from './book.js';
import { bookAfter } from './book-event.js';
import type { LineEvent } from './events.js';
import { holdsAfter, rememberedHolds } from './holds.js';
import type { SceneLimit } from './limits.js';
import { pendingAfter } from './pending-movements.js';
import type { BillProgress, Book, LineState } from './state.js';

type Of<T extends LineEvent['type']> = Extract<LineEvent, { type: T }>;

/**
 * The state after an event: the one way in which a line changes, live and in every replay of its journal.
 *
 * @throws InvariantViolation when the event does not continue the line, or its entries are not what its facts fold to
 */
export function evolve(state: LineState | null, event: LineEvent): LineState {
  if (event.type === 'lineOpened') return opened(state, event);
  if (state === null) throw new InvariantViolation(`a line begins with lineOpened, not with ${event.type}`);
  if (event.seq !== state.seq + 1) throw new InvariantViolation(`event ${event.seq} does not follow ${state.seq}`);
  const book = bookAfter(state, event);
  const entries = ledgerDifference(state.book.position.ledger, book.position.ledger);
  if (canonicalJson(entries) !== canonicalJson(event.entries)) {
    throw new InvariantViolation(`the entries of event ${event.seq} are not what its facts fold to`);
  }
  return withEvent(state, event, book);
}

/** The event's state given the book that it leads to: for the decision, which has folded the book already. */
export function withEvent(state: LineState, event: LineEvent, book: Book): LineState {
  return { ...changed(state, event, book), book, seq: event.seq, bookedOn: event.bookedOn };
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
    temporaryLimit: null,
    sceneLimits: [],
    selfCapMinor: null,
    freezeCauses: [],
    holds: [],
    book: openBook(event.bookedOn),
    lastBillOn: billDayOfMonth <= event.bookedOn ? billDayOfMonth : addMonths(billDayOfMonth, -1),
    billDay: terms.billDay,
    billDayChanges: [],
    billProgress: null,
    latestStatement: null,
    statementCount: 0,
    mandate: null,
    pending: [],
    stuckCreditSinceOn: null,
    bucket: 'M0',
    announcedDpd: 0,
    isClosedForNew: false,
    seq: 1,
    bookedOn: event.bookedOn,
  };
}

/** Events that change the book and nothing beside it. */
const OF_THE_BOOK = [
  'lineOpened',
  'paymentReversed',
  'refunded',
  'refundCanceled',
  'waived',
  'chargedOff',
  'reAged',
  'reAmortized',
  'statementConverted',
  'factReversed',
  'delinquencyPaused',
  'delinquencyResumed',
] as const satisfies readonly LineEvent['type'][];

const isOnlyOfTheBook = (event: LineEvent): event is Of<(typeof OF_THE_BOOK)[number]> =>
  OF_THE_BOOK.some((type) => type === event.type);

/** Everything but the book. */
function changed(state: LineState, event: LineEvent, book: Book): LineState {
  if (isOnlyOfTheBook(event)) return state;
  switch (event.type) {
    case 'limitChanged':
    case 'temporaryLimitGranted':
    case 'temporaryLimitEnded':
    case 'sceneLimitSet':
    case 'selfCapSet':
      return { ...state, ...limitsAfter(state, event) };
    case 'authorized':
    case 'authorizationAdjusted':
    case 'captured':
    case 'authorizationVoided':
    case 'authorizationExpired':
      return { ...state, holds: holdsAfter(state.holds, event) };
    case 'drawn':
    case 'disbursed':
    case 'drawCanceled':
    case 'debitFailed':
    case 'paymentReceived':
    case 'agreementSettled':
    case 'prepaid':
    case 'payoutRequested':
    case 'payoutCompleted':
      return { ...state, pending: pendingAfter(state.pending, event) };
    case 'payoutFailed':
      // The money is the customer's again and needs another account: the closure is off until someone asks once more.
      return {
        ...state,
        pending: pendingAfter(state.pending, event),
        closing: null,
        stuckCreditSinceOn: book.position.creditSinceOn,
      };
    case 'debitRequested':
      return debitRequested({ ...state, pending: pendingAfter(state.pending, event) }, event);
    case 'statementCut':
      return cycleStarted(state, event);
    case 'billDayChanged':
      return billDayMoved(state, event);
    case 'reminderIssued':
      return withProgress(state, (progress) => ({
        ...progress,
        remindersSent: [...progress.remindersSent, event.offsetDays],
      }));
    case 'autopaySet':
      return autopaySet(state, event);
    case 'autopayEnded':
      return { ...state, mandate: null };
    case 'delinquencyChanged':
      return {
        ...state,
        bucket: event.to,
        announcedDpd: event.daysPastDue,
        isClosedForNew: state.isClosedForNew || usageOf(event.daysPastDue) === 'CLOSED_FOR_NEW',
      };
    case 'frozen':
      return { ...state, freezeCauses: [...state.freezeCauses, event.cause] };
    case 'unfrozen':
      return {
        ...state,
        freezeCauses: state.freezeCauses.filter((cause) => cause !== event.cause),
        isClosedForNew: state.isClosedForNew && event.cause !== 'OVERDUE',
      };
    case 'closureRequested':
      return { ...state, closing: event.reason, mandate: null };
    case 'lineClosed':
      return { ...state, closing: null, closedAt: event.bookedAt, mandate: null };
  }
}

type LimitEvent = Of<'limitChanged' | 'temporaryLimitGranted' | 'temporaryLimitEnded' | 'sceneLimitSet' | 'selfCapSet'>;

/** What an event changes about the limit. */
function limitsAfter(state: LineState, event: LimitEvent): Partial<LineState> {
  switch (event.type) {
    case 'limitChanged':
      return { limitMinor: event.toMinor };
    case 'temporaryLimitGranted': {
      const { grantId, amountMinor, expiresAt } = event;
      return { temporaryLimit: { grantId, amountMinor, expiresAt } };
    }
    case 'temporaryLimitEnded':
      return { temporaryLimit: null };
    case 'sceneLimitSet':
      return { sceneLimits: sceneLimitsAfter(state.sceneLimits, event) };
    case 'selfCapSet':
      return { selfCapMinor: event.selfCapMinor };
  }
}

/** A scene without a limit is off the list. */
function sceneLimitsAfter(limits: readonly SceneLimit[], { scene, amountMinor }: Of<'sceneLimitSet'>) {
  const others = limits.filter((limit) => limit.scene !== scene);
  return amountMinor === 0 ? others : [...others, { scene, amountMinor }];
}

function billDayMoved(state: LineState, event: Of<'billDayChanged'>): LineState {
  const { cycleFrom, nextBillOn, toDay, valueOn } = event;
  const yearBefore = addMonths(valueOn, -12);
  const kept = state.billDayChanges.filter(({ changedOn }) => changedOn > yearBefore);
  return { ...state, billDay: toDay, billDayChanges: [...kept, { changedOn: valueOn, cycleFrom, nextBillOn }] };
}

/** A new bill starts with nothing sent or tried. */
function cycleStarted(state: LineState, event: Of<'statementCut'>): LineState {
  return {
    ...state,
    holds: rememberedHolds(state.holds, instantAt(state.terms.zone, state.lastBillOn, '00:00')),
    lastBillOn: event.valueOn,
    billProgress: { billOn: event.valueOn, remindersSent: [], autopayAttempts: 0 },
    latestStatement: event.statement,
    statementCount: state.statementCount + 1,
  };
}

function autopaySet(state: LineState, event: Of<'autopaySet'>): LineState {
  const { accountRef, amount, fromNextBill } = event;
  const allTries = state.terms.autopayAttempts.length;
  return withProgress({ ...state, mandate: { accountRef, amount } }, (progress) =>
    fromNextBill ? { ...progress, autopayAttempts: allTries } : progress,
  );
}

function debitRequested(state: LineState, event: Of<'debitRequested'>): LineState {
  if (event.purpose !== 'AUTOPAY') return state;
  return withProgress(state, (progress) => ({ ...progress, autopayAttempts: event.attempt }));
}

function withProgress(state: LineState, change: (progress: BillProgress) => BillProgress): LineState {
  return state.billProgress === null ? state : { ...state, billProgress: change(state.billProgress) };
}
