import { bookLoanEntry, loanTermsRefusal } from '../../../domain/loan/book-loan-entry.js';
import { isRecalculated, LOAN_COMPONENTS } from '../../../domain/loan/loan-agreement-terms.js';
import type { LoanAgreementTerms } from '../../../domain/loan/loan-agreement-terms.js';
import { loanRefusalMessage } from '../../../domain/loan/refusals.js';
import { replayLoan } from '../../../domain/loan/replay-loan.js';
import type { LoanAmounts, LoanInstallment, LoanState, LoanTransaction } from '../../../domain/loan/loan-state.js';
import { sumMinor } from '../../../domain/money/minor.js';
import type { Minor } from '../../../domain/money/minor.js';
import type { Answer, Answers, Family } from '../family.js';
import { countOf, dateOf, flagOf, isFields, isUnused, majorOf, minorOf, rowsOf, textOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';
import { loanAgreementOf } from './loan-agreement.js';
import { factsOf } from './loan-facts.js';
import type { LoanBooks } from './loan-facts.js';

/** Dated events on one loan: entered one after the other, with the state compared after some of them. */
export const lifecycles: Family = {
  run: ({ input, expected }) => {
    const loan = input['loan'];
    if (!isFields(loan)) throw new Error('loan is not an object');
    const terms = loanAgreementOf(loan);
    const refusal = loanTermsRefusal(terms);
    if (refusal !== null) return { kind: 'SKIPPED', reason: loanRefusalMessage(refusal) };
    const draws = rowsOf(input, 'events').filter((event) => textOf(event, 'type') === 'disburse');
    if (isRecalculated(terms) && draws.length > 1) {
      return { kind: 'SKIPPED', reason: 'interest is recalculated over several draws (interest_recalculation)' };
    }
    return { kind: 'COMPUTED', answers: { checkpoints: checkpointsOf(terms, input, expected) } };
  },
};

function checkpointsOf(terms: LoanAgreementTerms, input: VectorFields, expected: VectorFields): readonly Answer[] {
  const checkpoints = rowsOf(expected, 'checkpoints');
  let books: LoanBooks = { terms, entries: [], businessOn: dateOf(input, 'start_date') };
  const events = rowsOf(input, 'events');
  const answers = new Map<VectorFields, Answers>();
  for (let count = 0; count <= events.length; count += 1) {
    const event = events[count - 1];
    if (event !== undefined) books = entered(books, event);
    for (const checkpoint of checkpoints.filter((each) => countOf(each, 'after') === count)) {
      answers.set(checkpoint, answersAt(books, count, checkpoint));
    }
  }
  return checkpoints.map((checkpoint) => answers.get(checkpoint) ?? {});
}

function entered(books: LoanBooks, event: VectorFields): LoanBooks {
  const { terms, businessOn } = books;
  if (textOf(event, 'type') === 'business_date') return { ...books, businessOn: dateOf(event, 'date') };
  let entries = books.entries;
  for (const { id, fact, onDate } of factsOf({ ...books, entries }, event)) {
    const nr = entries.length + 1;
    const booked = bookLoanEntry(terms, entries, { id, nr, onDate, bookedOn: businessOn, fact });
    if (!booked.ok) throw new Error(`event ${id}: ${loanRefusalMessage(booked.refusal)}`);
    entries = booked.entries;
  }
  return { ...books, entries };
}

function answersAt({ terms, entries, businessOn }: LoanBooks, after: number, checkpoint: VectorFields): Answers {
  const state = replayLoan(terms, entries);
  const rows = state.installments.map(rowOf);
  return {
    after,
    business_date: businessOn,
    schedule: rows.map(({ dueOn, ...amounts }) => ({ due_date: dueOn, ...majors(amounts) })),
    totals: totalsOf(state),
    ...transactionsOf(state, checkpoint),
    outstanding: majorOf(sumMinor(Object.values(state.outstanding))),
    overpaid: majorOf(state.overpaidMinor),
    status: state.status,
  };
}

const sumOf = (amounts: LoanAmounts) => sumMinor(LOAN_COMPONENTS.map((component) => amounts[component]));

const majors = (amounts: Readonly<Record<string, Minor>>): Readonly<Record<string, Answer>> =>
  Object.fromEntries(Object.entries(amounts).map(([name, amountMinor]) => [name, majorOf(amountMinor)]));

const componentsOf = (amounts: LoanAmounts) => ({
  principal: amounts.PRINCIPAL,
  interest: amounts.INTEREST,
  fees: amounts.FEE,
  penalties: amounts.PENALTY,
});

const rowOf = ({ dueOn, due, paid, outstanding, paidInAdvanceMinor, paidLateMinor }: LoanInstallment) => ({
  dueOn,
  ...componentsOf(due),
  due: sumOf(due),
  paid: sumOf(paid),
  in_advance: paidInAdvanceMinor,
  late: paidLateMinor,
  outstanding: sumOf(outstanding),
});

const COLUMNS = [
  'principal',
  'interest',
  'fees',
  'penalties',
  'due',
  'paid',
  'in_advance',
  'late',
  'outstanding',
] as const;

function totalsOf({ installments }: LoanState): Answer {
  const rows = installments.map(rowOf);
  return majors(Object.fromEntries(COLUMNS.map((name) => [name, sumMinor(rows.map((row) => row[name]))])));
}

const transactionOf = ({ onDate, type, amountMinor, split, balanceMinor, overpaymentMinor }: LoanTransaction) => ({
  date: onDate,
  type,
  ...majors({ amount: amountMinor, ...componentsOf(split), balance: balanceMinor, overpayment: overpaymentMinor }),
});

/** All transactions; where the list need not be complete, only those that are as one of the listed. */
function transactionsOf({ transactions }: LoanState, checkpoint: VectorFields): Answers {
  if (isUnused(checkpoint, 'transactions')) return {};
  const isComplete = !isUnused(checkpoint, 'transactions_complete') && flagOf(checkpoint, 'transactions_complete');
  if (isComplete) return { transactions: transactions.map(transactionOf), transactions_complete: true };
  const left = [...transactions];
  const listed = rowsOf(checkpoint, 'transactions').map((row) => {
    const { type, date, amountMinor } = { type: row['type'], date: row['date'], amountMinor: minorOf(row, 'amount') };
    const at = left.findIndex((one) => one.type === type && one.onDate === date && one.amountMinor === amountMinor);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found === undefined ? null : transactionOf(found);
  });
  return { transactions: listed, transactions_complete: false };
}
