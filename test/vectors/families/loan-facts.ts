import type { PlainDate } from '../../../domain/calendar/plain-date.js';
import type { LoanAgreementTerms } from '../../../domain/loan/loan-agreement-terms.js';
import { standingEntries } from '../../../domain/loan/loan-entry.js';
import type { ChargeAmount, ChargeFacts, LoanEntry, LoanFact } from '../../../domain/loan/loan-entry.js';
import type { Minor } from '../../../domain/money/minor.js';
import { payoffQuote } from '../../../domain/loan/replay-loan.js';
import { choiceOf, dateOf, minorOf, numberOf, textOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

/** The books of a loan on a business day. */
export interface LoanBooks {
  readonly terms: LoanAgreementTerms;
  readonly entries: readonly LoanEntry[];
  readonly businessOn: PlainDate;
}

interface DatedFact {
  readonly id: string;
  readonly onDate: PlainDate;
  readonly fact: LoanFact;
}

const PAYMENTS = {
  repayment: 'REPAYMENT',
  goodwill_credit: 'GOODWILL_CREDIT',
  merchant_issued_refund: 'MERCHANT_ISSUED_REFUND',
  payout_refund: 'PAYOUT_REFUND',
  interest_payment_waiver: 'INTEREST_PAYMENT_WAIVER',
  charge_adjustment: 'CHARGE_ADJUSTMENT',
} as const;

/**
 * The facts that an event of `lifecycles.json` books.
 *
 * @param books those before it, which a payoff and the taking back of a waiver look at
 * @throws Error for an event that there is nothing for
 */
export function factsOf(books: LoanBooks, event: VectorFields): readonly DatedFact[] {
  const { terms, entries, businessOn } = books;
  const id = textOf(event, 'id');
  const onDate = dateOf(event, 'date');
  const takenBack = (ofId: string): readonly DatedFact[] => [{ id, onDate: businessOn, fact: { type: 'UNDO', ofId } }];
  const one = (fact: LoanFact): readonly DatedFact[] => [{ id, onDate, fact }];
  const type = textOf(event, 'type');
  switch (type) {
    case 'close_of_business':
      return one({ type: 'CLOSE_OF_BUSINESS' });
    case 'interest_pause':
      return one({ type: 'INTEREST_PAUSE', fromOn: dateOf(event, 'from'), untilOn: dateOf(event, 'to') });
    case 'disburse':
      return one({ type: 'DISBURSEMENT', amountMinor: minorOf(event, 'amount') });
    case 'payoff':
      return payoffOf(payoffQuote(terms, entries, onDate), one);
    case 'credit_balance_refund':
      return one({ type: 'CREDIT_BALANCE_REFUND', amountMinor: minorOf(event, 'amount') });
    case 'chargeback':
      return one({ type: 'CHARGEBACK', amountMinor: minorOf(event, 'amount'), ofId: textOf(event, 'of') });
    case 'add_charge':
      return one({ type: 'CHARGE', charge: chargeOf(event) });
    case 'waive_charge':
      return one({ type: 'CHARGE_WAIVER', ofId: textOf(event, 'of') });
    case 'undo_waive_charge':
      return takenBack(waiverOf(entries, textOf(event, 'of')));
    case 'charge_off':
      return one({ type: 'CHARGE_OFF' });
    case 'undo':
    case 'undo_charge_off':
      return takenBack(textOf(event, 'of'));
    case 'adjust_repayment':
      return adjusted(event, takenBack(textOf(event, 'of')), one);
    default:
      if (isPayment(type)) return one({ type: PAYMENTS[type], amountMinor: minorOf(event, 'amount') });
      throw new Error(`event ${id}: there is no entry for the type ${type}`);
  }
}

const isPayment = (type: string): type is keyof typeof PAYMENTS => Object.hasOwn(PAYMENTS, type);

type Booking = (fact: LoanFact) => readonly DatedFact[];

/** A loan that owes nothing is paid off already. */
const payoffOf = (amountMinor: Minor, one: Booking): readonly DatedFact[] =>
  amountMinor === 0 ? [] : one({ type: 'REPAYMENT', amountMinor });

/** The payment is taken back and another one stands in its place, unless it comes to nothing. */
function adjusted(event: VectorFields, takenBack: readonly DatedFact[], one: Booking): readonly DatedFact[] {
  const amountMinor = minorOf(event, 'amount');
  const undo = takenBack.map((fact) => ({ ...fact, id: `${fact.id}-undo` }));
  return amountMinor === 0 ? undo : [...undo, ...one({ type: 'REPAYMENT', amountMinor })];
}

function waiverOf(entries: readonly LoanEntry[], chargeId: string): string {
  const waiver = standingEntries(entries).findLast(({ fact }) => fact.type === 'CHARGE_WAIVER' && fact.ofId === chargeId);
  if (waiver === undefined) throw new Error(`the charge ${chargeId} has not been waived`);
  return waiver.id;
}

function chargeOf(event: VectorFields): ChargeFacts {
  const everyInstallment = choiceOf(event, 'timing', ['DUE_DATE', 'INSTALLMENT']) === 'INSTALLMENT';
  return {
    component: choiceOf(event, 'class', ['FEE', 'PENALTY']),
    amount: chargeAmountOf(event),
    dueOn: everyInstallment ? 'EVERY_INSTALLMENT' : dateOf(event, 'due_date'),
  };
}

const BASES = {
  PCT_OF_PRINCIPAL: 'PRINCIPAL',
  PCT_OF_INTEREST: 'INTEREST',
  PCT_OF_PRINCIPAL_AND_INTEREST: 'PRINCIPAL_AND_INTEREST',
} as const;

function chargeAmountOf(event: VectorFields): ChargeAmount {
  const basis = choiceOf(event, 'basis', ['FLAT', 'PCT_OF_PRINCIPAL', 'PCT_OF_INTEREST', 'PCT_OF_PRINCIPAL_AND_INTEREST']);
  if (basis === 'FLAT') return { basis, amountMinor: minorOf(event, 'value') };
  return { basis: BASES[basis], rate: numberOf(event, 'value').div(100).toFixed() };
}
