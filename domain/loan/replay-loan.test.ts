import fc from 'fast-check';
import { plainDate } from '../calendar/plain-date.js';
import { minor, sumMinor } from '../money/minor.js';
import { bookLoanEntry } from './book-loan-entry.js';
import { LOAN_COMPONENTS } from './loan-agreement-terms.js';
import type { LoanAgreementTerms } from './loan-agreement-terms.js';
import type { LoanEntry, LoanFact } from './loan-entry.js';
import { loanRefusalMessage } from './refusals.js';
import { payoffQuote, replayLoan } from './replay-loan.js';
import { anyEntriesOf, anyTermsOf, TEST_LOAN, TEST_RULE } from './testing.js';

const anyEntries = anyEntriesOf(fc);
const anyTerms = anyTermsOf(fc);

/** Those of the entries that the books take, in their order. */
function booked(terms: LoanAgreementTerms, entries: readonly LoanEntry[]): readonly LoanEntry[] {
  let taken: readonly LoanEntry[] = [];
  for (const entry of entries) {
    const outcome = bookLoanEntry(terms, taken, entry);
    if (outcome.ok) taken = outcome.entries;
  }
  return taken;
}

const entry = (nr: number, onDate: string, fact: LoanFact, bookedOn = onDate): LoanEntry => ({
  id: `e${nr}`,
  nr,
  onDate: plainDate(onDate),
  bookedOn: plainDate(bookedOn),
  fact,
});
const paid = (nr: number, onDate: string, amount: number, bookedOn = onDate) =>
  entry(nr, onDate, { type: 'REPAYMENT', amountMinor: minor(amount) }, bookedOn);
const DRAW = entry(1, '2024-01-01', { type: 'DISBURSEMENT', amountMinor: minor(10_000) });

describe('replayLoan', () => {
  test('a payment of an earlier day changes the split of the later ones', () => {
    const late = [DRAW, paid(2, '2024-03-01', 1_701)];
    const both = [...late, paid(3, '2024-02-01', 1_701, '2024-03-05')];
    const splits = (entries: readonly LoanEntry[]) =>
      replayLoan(TEST_LOAN, entries)
        .transactions.slice(1)
        .map(({ onDate, split }) => [onDate, split.PRINCIPAL, split.INTEREST]);
    expect(splits(late)).toEqual([['2024-03-01', 1_643, 58]]);
    expect(splits(both)).toEqual([
      ['2024-02-01', 1_643, 58],
      ['2024-03-01', 1_652, 49],
    ]);
  });

  test('a charge is paid by what the customer had overpaid before', () => {
    const fee: LoanFact = {
      type: 'CHARGE',
      charge: {
        component: 'FEE',
        amount: { basis: 'FLAT', amountMinor: minor(500) },
        dueOn: plainDate('2024-01-20'),
      },
    };
    const state = replayLoan(TEST_LOAN, [DRAW, paid(2, '2024-01-10', 10_605), entry(3, '2024-01-20', fee)]);
    expect(state).toMatchObject({ status: 'ACTIVE', overpaidMinor: 0 });
    expect(state.transactions[1]).toMatchObject({ split: { FEE: 400 }, overpaymentMinor: 0 });
    expect(state.outstanding.FEE).toBe(100);
  });

  test('nothing is owed before anything is paid out', () => {
    expect(replayLoan(TEST_LOAN, [])).toMatchObject({ status: 'NOT_DISBURSED', installments: [], transactions: [] });
  });
});

describe('replayLoan, for any entries', () => {
  test('all that is due is paid, waived or outstanding, and nothing is below 0', () => {
    fc.assert(
      fc.property(anyTerms, anyEntries, (terms, entries) => {
        const state = replayLoan(terms, booked(terms, entries));
        for (const { due, paid: settled, waived, outstanding } of state.installments) {
          for (const component of LOAN_COMPONENTS) {
            const parts = [settled[component], waived[component], outstanding[component]];
            expect(sumMinor(parts)).toBe(due[component]);
            expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
          }
        }
        expect(state.overpaidMinor).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('money in is money applied, paid out or credit', () => {
    fc.assert(
      fc.property(anyTerms, anyEntries, (terms, entries) => {
        const { installments, transactions, overpaidMinor } = replayLoan(terms, booked(terms, entries));
        const out = ['CHARGEBACK', 'CREDIT_BALANCE_REFUND'];
        const memo = ['DISBURSEMENT', 'WAIVE_CHARGE', 'CHARGE_OFF', ...out];
        const moneyIn = transactions.filter(({ type }) => !memo.includes(type)).map(({ amountMinor }) => amountMinor);
        const fromCredit = transactions
          .filter(({ type }) => out.includes(type))
          .map(({ amountMinor, overpaymentMinor }) => [amountMinor, overpaymentMinor] as const);
        const applied = sumMinor(installments.flatMap(({ paid: settled }) => Object.values(settled)));
        const drawn = sumMinor(
          transactions.filter(({ type }) => type === 'DISBURSEMENT').map((one) => one.amountMinor),
        );
        const principal = sumMinor(installments.map(({ due }) => due.PRINCIPAL));
        // Credit paid out without becoming owed again has left the loan; the rest stands in the table as principal.
        const left = sumMinor(moneyIn) - applied - overpaidMinor;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(sumMinor(fromCredit.map(([, creditMinor]) => creditMinor)));
        expect(principal).toBeGreaterThanOrEqual(drawn);
        expect(principal).toBeLessThanOrEqual(drawn + sumMinor(fromCredit.map(([amountMinor]) => amountMinor)));
      }),
    );
  });

  test('the order of arrival does not matter', () => {
    fc.assert(
      fc.property(anyTerms, anyEntries, fc.infiniteStream(fc.nat()), (terms, entries, ranks) => {
        const taken = booked(terms, entries);
        const shuffled = taken
          .map((one) => [ranks.next().value ?? 0, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(replayLoan(terms, shuffled)).toEqual(replayLoan(terms, taken));
      }),
    );
  });

  test('an entry that is taken back leaves no trace', () => {
    fc.assert(
      fc.property(anyTerms, anyEntries, fc.nat(), (terms, entries, amount) => {
        const taken = booked(terms, entries);
        const nr = taken.length + 100;
        const extra = { ...paid(nr, '2024-05-05', amount + 1), bookedOn: plainDate('2025-01-01') };
        const undo = entry(nr + 1, '2025-01-01', { type: 'UNDO', ofId: extra.id });
        const quiet = entry(nr, '2025-01-01', { type: 'CLOSE_OF_BUSINESS' });
        const known = bookLoanEntry(terms, taken, extra);
        const back = known.ok ? bookLoanEntry(terms, known.entries, undo) : known;
        // Overdue interest runs to the day of the last entry, whatever that was.
        const left = back.ok ? replayLoan(terms, back.entries) : back.refusal;
        expect(left).toEqual(replayLoan(terms, [...taken, quiet]));
      }),
    );
  });

  test('what is outstanding pays the loan off', () => {
    fc.assert(
      fc.property(anyTerms, anyEntries, (terms, entries) => {
        const taken = booked(terms, entries);
        const amountMinor = payoffQuote(terms, taken, plainDate('2025-06-01'));
        fc.pre(amountMinor > 0);
        const last: LoanEntry = { ...paid(100, '2025-06-01', amountMinor) };
        expect(payoffQuote(terms, [...taken, last], plainDate('2025-06-01'))).toBe(0);
      }),
    );
  });
});

describe('bookLoanEntry', () => {
  const CHARGED_OFF = entry(3, '2024-02-01', { type: 'CHARGE_OFF' });
  const books = [DRAW, paid(2, '2024-02-01', 1_000), CHARGED_OFF];

  test.each<[string, LoanEntry, string, RegExp]>([
    ['an amount of 0', paid(4, '2024-02-01', 0), 'amount-not-positive', /above 0/],
    ['an id twice', { ...paid(4, '2024-02-01', 1), id: 'e2' }, 'entry-id-taken', /e2/],
    ['a number twice', { ...paid(3, '2024-02-01', 1), id: 'x' }, 'not-after-last-entry', /above 3/],
    ['a day to come', paid(4, '2024-02-02', 1, '2024-02-01'), 'in-the-future', /2024-02-01/],
    ['money before the draw', paid(4, '2023-12-31', 1), 'before-disbursement', /2024-01-01/],
    ['a second charge-off', entry(4, '2024-03-01', { type: 'CHARGE_OFF' }), 'charged-off', /2024-02-01/],
    ['what is not there', entry(4, '2024-03-01', { type: 'UNDO', ofId: 'e9' }), 'unknown-entry', /e9/],
    [
      'the draw under a payment',
      entry(4, '2024-03-01', { type: 'UNDO', ofId: 'e1' }),
      'before-disbursement',
      /nothing/,
    ],
    [
      'a waiver of a payment',
      entry(4, '2024-03-01', { type: 'CHARGE_WAIVER', ofId: 'e2' }),
      'entry-of-another-type',
      /REPAYMENT/,
    ],
    [
      'a chargeback of a charge-off',
      entry(4, '2024-03-01', { type: 'CHARGEBACK', ofId: 'e3', amountMinor: minor(1) }),
      'entry-of-another-type',
      /CHARGE_OFF/,
    ],
    [
      'a draw on a loan that is charged off',
      entry(4, '2024-03-01', { type: 'DISBURSEMENT', amountMinor: minor(1) }),
      'charged-off',
      /2024-02-01/,
    ],
  ])('refuses %s', (_name, given, type, message) => {
    const outcome = bookLoanEntry(TEST_LOAN, books, given);
    expect(outcome).toMatchObject({ ok: false, refusal: { type } });
    expect(outcome.ok ? '' : loanRefusalMessage(outcome.refusal)).toMatch(message);
  });

  test('refuses a draw after the last period', () => {
    const late = entry(2, '2025-01-01', { type: 'DISBURSEMENT', amountMinor: minor(1) });
    const outcome = bookLoanEntry(TEST_LOAN, [DRAW], late);
    expect(outcome).toMatchObject({ ok: false, refusal: { type: 'outside-periods' } });
    expect(outcome.ok ? '' : loanRefusalMessage(outcome.refusal)).toMatch(/2025-01-01/);
  });

  test('refuses recalculated interest on a table that is not of level payments, and a second draw', () => {
    const terms: LoanAgreementTerms = {
      ...TEST_LOAN,
      recalculation: { payoffInterest: 'TO_PAYOFF_DATE', rest: 'DAILY' },
      table: { ...TEST_LOAN.table, interestMethod: 'FLAT' },
    };
    const outcome = bookLoanEntry(terms, [], DRAW);
    expect(outcome.ok ? '' : loanRefusalMessage(outcome.refusal)).toMatch(/level payments/);
    const vertical: LoanAgreementTerms = {
      ...terms,
      allocation: { by: 'RULES', default: { ...TEST_RULE, direction: 'VERTICAL' }, of: {} },
    };
    const refused = bookLoanEntry(vertical, [], DRAW);
    expect(refused.ok ? '' : loanRefusalMessage(refused.refusal)).toMatch(/HORIZONTAL/);
    const level = { ...terms, table: TEST_LOAN.table };
    const again = bookLoanEntry(level, [DRAW], { ...DRAW, id: 'e2', nr: 2 });
    expect(again.ok ? '' : loanRefusalMessage(again.refusal)).toMatch(/one draw/);
  });

  test('takes back what stands, an automatic down payment too', () => {
    const terms: LoanAgreementTerms = {
      ...TEST_LOAN,
      downPayment: 'AUTOMATIC',
      table: { ...TEST_LOAN.table, downPaymentRate: '0.25' },
    };
    const undo = entry(2, '2024-01-01', { type: 'UNDO', ofId: 'e1-down' });
    const outcome = bookLoanEntry(terms, [DRAW], undo);
    expect(outcome.ok && replayLoan(terms, outcome.entries).transactions).toHaveLength(1);
  });
});
