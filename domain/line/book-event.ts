import { timelyUntil } from '../calendar/business-days.js';
import { earlier, type PlainDate } from '../calendar/plain-date.js';
import { ZERO } from '../money/minor.js';
import type { LineTerms } from '../plan/plan-terms.js';
import { minor } from '../money/minor.js';
import { addFact, compact, reverseFact, windowStart } from './book.js';
import type { LineEventBody } from './events.js';
import type { Fact } from './facts.js';
import type { Book, LineState } from './state.js';

/** The book after an event's fact. Events without a fact leave it as it is. */
export function bookAfter(state: LineState, event: LineEventBody & { readonly seq: number }): Book {
  const { book, terms } = state;
  const { seq } = event;
  const reversedBy = null;
  switch (event.type) {
    case 'captured':
    case 'drawn':
      return addFact(book, formationOf(event), terms);
    case 'statementConverted': {
      const { agreementId, billOn, firstDueOn, costTableHash, plan, periods, amountMinor, valueOn } = event;
      const signed = { agreementId, billOn, firstDueOn, costTableHash, plan, periods, amountMinor };
      return addFact(book, { kind: 'STATEMENT_CONVERTED', seq, valueOn, reversedBy, ...signed }, terms);
    }
    case 'statementCut':
      return compact(addFact(book, cutOf(event, terms), terms), keepFrom(state, event.valueOn), terms);
    case 'paymentReceived': {
      const { paymentId, amountMinor, valueOn, source, accountRef } = event;
      const paid = { valueOn, paymentId, source, amountMinor, accountRef };
      return addFact(book, { kind: 'PAYMENT', seq, reversedBy, ...paid }, terms);
    }
    case 'agreementSettled': {
      const { paymentId, agreementIds, amountMinor, valueOn, source, accountRef } = event;
      const paid = { valueOn, paymentId, source, agreementIds, amountMinor, accountRef };
      return addFact(book, { kind: 'SETTLEMENT', seq, reversedBy, ...paid }, terms);
    }
    case 'prepaid': {
      const { paymentId, target, amountMinor, valueOn, source, accountRef } = event;
      const paid = { valueOn, paymentId, source, target, amountMinor, accountRef };
      return addFact(book, { kind: 'PREPAYMENT', seq, reversedBy, ...paid }, terms);
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
    case 'billDayChanged':
    case 'delinquencyPaused':
    case 'delinquencyResumed':
      return addFact(book, calendarFactOf(event), terms);
    case 'waived':
    case 'chargedOff':
    case 'reAged':
    case 'reAmortized':
      return addFact(book, concessionOf(event), terms);
    case 'factReversed':
      return reverseFact(book, event.factSeq, seq, terms);
    case 'paymentReversed':
      return reverseFact(book, event.paymentSeq, seq, terms);
    case 'refundCanceled':
      return reverseFact(book, event.refundedSeq, seq, terms);
    case 'drawCanceled':
      return reverseFact(book, event.drawnSeq, seq, terms);
    case 'payoutFailed':
      return reverseFact(book, event.requestedSeq, seq, terms);
    default:
      return book;
  }
}

function formationOf(event: Extract<LineEventBody, { type: 'captured' | 'drawn' }> & { readonly seq: number }): Fact {
  const { seq, agreementId, firstDueOn, costTableHash, plan, periods, shares, valueOn } = event;
  const formed = { agreementId, firstDueOn, costTableHash, plan, periods, principalMinor: event.amountMinor, shares };
  const base = { seq, valueOn, reversedBy: null };
  const { downPaymentMinor, funding } = event.type === 'captured' ? event : { downPaymentMinor: ZERO, funding: null };
  return { kind: 'AGREEMENT_FORMED', ...base, ...formed, downPaymentMinor, funding };
}

function cutOf(
  event: Extract<LineEventBody, { type: 'statementCut' }> & { readonly seq: number },
  terms: LineTerms,
): Fact {
  const { seq, valueOn, rows } = event;
  const { dueOn, minDueMinor, balanceMinor, spendMinor, temporaryExcessMinor } = event.statement;
  // What is due in full is spend first; no percentage applies to it.
  const percentSpendMinor = minor(Math.max(0, spendMinor - temporaryExcessMinor));
  const printed = { minDueMinor, balanceMinor, percentSpendMinor };
  const timelyUntilOn = timelyUntil(dueOn, terms);
  const toleranceMinor = terms.toleranceAmountMinor;
  const base = { seq, valueOn, reversedBy: null };
  return { kind: 'BILL_CUT', ...base, dueOn, timelyUntilOn, toleranceMinor, ...printed, rows };
}

type CalendarEvent = Extract<LineEventBody, { type: 'billDayChanged' | 'delinquencyPaused' | 'delinquencyResumed' }>;

function calendarFactOf(event: CalendarEvent & { readonly seq: number }): Fact {
  const base = { seq: event.seq, valueOn: event.valueOn, reversedBy: null };
  switch (event.type) {
    case 'billDayChanged':
      return { kind: 'BILL_DAY_CHANGED', ...base, billDay: event.toDay, nextBillOn: event.nextBillOn };
    case 'delinquencyPaused':
      return { kind: 'DELINQUENCY_PAUSED', ...base, untilOn: event.untilOn };
    case 'delinquencyResumed':
      return { kind: 'DELINQUENCY_RESUMED', ...base };
  }
}

type Concession = Extract<LineEventBody, { type: 'waived' | 'chargedOff' | 'reAged' | 'reAmortized' }>;

function concessionOf(event: Concession & { readonly seq: number }): Fact {
  const { seq, valueOn, agreementId } = event;
  const base = { seq, valueOn, reversedBy: null };
  switch (event.type) {
    case 'waived': {
      const { waiverId, billOn, component, amountMinor } = event;
      return { kind: 'WAIVER', ...base, waiverId, agreementId, billOn, component, amountMinor };
    }
    case 'chargedOff':
      return { kind: 'CHARGE_OFF', ...base, agreementId };
    case 'reAged':
      return { kind: 'RE_AGE', ...base, agreementId: event.agreementId, billOn: event.billOn };
    case 'reAmortized':
      return { kind: 'RE_AMORTIZE', ...base, agreementId: event.agreementId, periods: event.periods };
  }
}

/** The start of the correction window, or earlier: what the bank has yet to answer may be undone or booked however late. */
function keepFrom(state: LineState, today: PlainDate): PlainDate {
  return state.pending.reduce(
    (from, movement) => {
      const asked = state.book.facts.find((fact) => fact.seq === movement.seq);
      const askedOn = movement.kind === 'DEBIT' ? movement.valueOn : asked?.valueOn;
      return askedOn === undefined ? from : earlier(from, askedOn);
    },
    windowStart(today, state.terms),
  );
}
