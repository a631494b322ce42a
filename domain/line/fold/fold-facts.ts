import { minor, ZERO } from '../../money/minor.js';
import { earlier, type PlainDate } from '../../calendar/plain-date.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import type { Fact, MoneySent, PaymentMade, PayoutPromised } from '../facts.js';
import type { Position } from '../position-types.js';
import { advanceTo, postCharges } from './accrue-days.js';
import { applyMoney, countTowardsMinimum } from './apply-money.js';
import { checkPosition } from './check-position.js';
import { chargeOff } from './charge-off.js';
import { convertStatement } from './convert-statement.js';
import { cutBill } from './cut-bill.js';
import { book, chargeDraftOf, draftOf, positionOf, type Draft } from './draft.js';
import { applyWithFinality } from './finality.js';
import { formAgreement } from './form-agreement.js';
import { moveBillDay } from './move-bill-day.js';
import { prepay } from './prepay.js';
import { refundPurchase } from './refund-purchase.js';
import { reAge } from './re-age.js';
import { reAmortize } from './re-amortize.js';
import { settleAgreements } from './settle-agreement.js';
import { waive } from './waive.js';

/** The position of a line on the day it is opened: nothing. */
export const emptyPosition = (openedOn: PlainDate): Position => ({
  asOn: openedOn,
  agreements: [],
  bills: [],
  pauses: [],
  billDay: null,
  creditMinor: ZERO,
  creditSinceOn: null,
  creditFinalOn: null,
  chargesWrittenOffMinor: ZERO,
  ledger: {},
});

/** Within a day: the cut comes at 00:00; debt before what reduces it, money before what is given up; money out last. */
const RANK: Readonly<Record<Fact['kind'], number>> = {
  BILL_CUT: 0,
  BILL_DAY_CHANGED: 0.5,
  DELINQUENCY_PAUSED: 0.5,
  DELINQUENCY_RESUMED: 0.5,
  AGREEMENT_FORMED: 1,
  STATEMENT_CONVERTED: 1.5,
  REFUND: 2,
  PAYMENT: 3,
  SETTLEMENT: 4,
  PREPAYMENT: 5,
  RE_AGE: 6,
  RE_AMORTIZE: 7,
  WAIVER: 8,
  CHARGE_OFF: 9,
  PAYOUT: 10,
  MONEY_SENT: 11,
};

/**
 * The order of the fold: value date, kind, and, where both are equal, what the facts say; so a day comes out the same
 * whichever of its facts came to be known first. What is decided upon the position of its own day, as a settlement is,
 * cannot come to be known later and keeps the order of booking.
 */
export function compareFacts(a: Fact, b: Fact): number {
  if (a.valueOn !== b.valueOn) return a.valueOn < b.valueOn ? -1 : 1;
  return RANK[a.kind] - RANK[b.kind] || compareText(claimOf(a), claimOf(b)) || a.seq - b.seq;
}

/** What a fact that can be back-dated says, as text: equal ones may change places. */
function claimOf(fact: Fact): string {
  switch (fact.kind) {
    case 'PAYMENT':
      return [fact.accountRef, fact.source, fact.amountMinor].join(); // transfers first: they are final at once
    case 'REFUND':
      return [fact.agreementId, fact.amountMinor].join();
    case 'WAIVER':
      return [fact.agreementId, fact.billOn, fact.component, fact.amountMinor].join();
    default:
      return '';
  }
}

// By code unit, not by locale: the order must be the same on every machine.
const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * Folds facts onto a position.
 *
 * @param facts in the order of `compareFacts`, none valued before the position's day; undone ones are passed over
 * @throws InvariantViolation when the outcome cannot be true
 */
export function foldFacts(position: Position, facts: readonly Fact[], terms: LineTerms): Position {
  const draft = folded(position, facts, terms);
  checkPosition(draft);
  return positionOf(draft);
}

/** Folds facts and goes on to the start of a day, on which nothing is posted: a base to fold later facts onto. */
export function foldTo(position: Position, facts: readonly Fact[], toOn: PlainDate, terms: LineTerms): Position {
  const draft = folded(position, facts, terms);
  advanceTo(draft, toOn, terms);
  checkPosition(draft);
  return positionOf(draft);
}

function folded(position: Position, facts: readonly Fact[], terms: LineTerms): Draft {
  const draft = draftOf(position);
  for (const fact of facts) {
    if (fact.reversedBy !== null) continue;
    advanceTo(draft, fact.valueOn, terms);
    draft.accountRef = 'accountRef' in fact ? fact.accountRef : null;
    applyWithFinality(draft, fact, terms, () => {
      applyFact(draft, fact, terms);
    });
    draft.creditSinceOn = draft.creditMinor > 0 ? (draft.creditSinceOn ?? draft.asOn) : null;
  }
  return draft;
}

/** The position as of the start of a day, with the charges of the days before posted: a preview, never stored. */
export function positionOn(position: Position, asOn: PlainDate, terms: LineTerms): Position {
  const draft = chargeDraftOf(position);
  advanceTo(draft, asOn, terms);
  postCharges(draft);
  return draft;
}

function applyFact(draft: Draft, fact: Fact, terms: LineTerms): void {
  switch (fact.kind) {
    case 'BILL_DAY_CHANGED':
      moveBillDay(draft, fact, terms);
      return;
    case 'DELINQUENCY_PAUSED':
      draft.pauses = [...draft.pauses, { fromOn: fact.valueOn, untilOn: fact.untilOn }];
      return;
    case 'DELINQUENCY_RESUMED':
      draft.pauses = draft.pauses.map((pause) => ({ ...pause, untilOn: earlier(pause.untilOn, fact.valueOn) }));
      return;
    case 'AGREEMENT_FORMED':
      formAgreement(draft, fact, draft.billDay ?? terms.billDay);
      return;
    case 'STATEMENT_CONVERTED':
      convertStatement(draft, fact, terms);
      return;
    case 'BILL_CUT':
      cutBill(draft, fact, terms);
      return;
    case 'PAYMENT':
      receivePayment(draft, fact, terms);
      return;
    case 'REFUND':
      refundPurchase(draft, fact, terms);
      return;
    case 'SETTLEMENT':
      settleAgreements(draft, fact, terms);
      return;
    case 'PREPAYMENT':
      prepay(draft, fact, terms);
      return;
    case 'PAYOUT':
      promisePayout(draft, fact);
      return;
    case 'MONEY_SENT':
      sendMoney(draft, fact);
      return;
    case 'WAIVER':
      waive(draft, fact);
      return;
    case 'CHARGE_OFF':
      chargeOff(draft, fact);
      return;
    case 'RE_AGE':
      reAge(draft, fact, terms);
      return;
    case 'RE_AMORTIZE':
      reAmortize(draft, fact);
      return;
  }
}

function receivePayment(draft: Draft, fact: PaymentMade, terms: LineTerms): void {
  postCharges(draft);
  countTowardsMinimum(draft, applyMoney(draft, fact.amountMinor, fact.source, terms));
}

function promisePayout(draft: Draft, fact: PayoutPromised): void {
  draft.creditMinor = minor(draft.creditMinor - fact.amountMinor);
  book(draft, 'CUSTOMER_CREDIT', 'OUTGOING_CLEARING', fact.amountMinor, null);
}

function sendMoney(draft: Draft, fact: MoneySent): void {
  book(draft, 'OUTGOING_CLEARING', 'BANK', fact.amountMinor, null);
}
