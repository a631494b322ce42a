import type { PlainDate } from '../calendar/plain-date.js';
import { minor, sumMinor, ZERO, type Minor } from '../money/minor.js';
import { LENDER } from '../plan/funding-shares.js';
import type { SubProduct } from '../plan/plan-terms.js';
import { ACCOUNTS, type Account, type AccountKind } from './accounts.js';
import { keyOfEntry, ledgerPlace, orderedKeys, type Entry, type Ledger } from './ledger.js';

/** An entry of the journal with where and when it was booked: one row of an export. */
export interface Posting extends Entry {
  readonly lineId: string;
  readonly seq: number;
  readonly type: string;
  readonly bookedOn: PlainDate;
  /** The value date of its event; the booking day where it has none. */
  readonly valueOn: PlainDate;
}

/** Which day of a posting counts: when it was booked, or from when its event counts. */
export type DateBasis = 'BOOKED' | 'VALUE';

/** Days of a report, both included; null: from the first one, to the last one. */
export interface ReportSpan {
  readonly fromOn: PlainDate | null;
  readonly toOn: PlainDate | null;
  readonly by: DateBasis;
}

/** Null: all. The funder `LENDER` is the lines' lender. */
export interface ReportFilter {
  readonly product: SubProduct | null;
  readonly funder: string | null;
}

/** A balance of a report. No product: the lines' own money. */
export interface ReportRow {
  readonly account: Account;
  readonly product: SubProduct | null;
  readonly funder: string;
  /** As its kind of account counts: assets and expenses by debit, liabilities and income by credit. */
  readonly amountMinor: Minor;
}

export const isWithin = ({ bookedOn, valueOn }: Posting, { fromOn, toOn, by }: ReportSpan): boolean => {
  const on = by === 'BOOKED' ? bookedOn : valueOn;
  return (fromOn === null || on >= fromOn) && (toOn === null || on <= toOn);
};

/** Adds a posting to sums by account, product and funder: a report reads a stream of any length. */
export function addPosting(sums: Map<string, Minor>, posting: Posting): void {
  const key = keyOfEntry(posting);
  sums.set(key, minor((sums.get(key) ?? ZERO) + posting.amountMinor));
}

/** The balances that the postings of a span of days sum to. */
export function balancesOf(postings: Iterable<Posting>, span: ReportSpan): Ledger {
  const sums = new Map<string, Minor>();
  for (const posting of postings) if (isWithin(posting, span)) addPosting(sums, posting);
  return Object.fromEntries(sums);
}

export interface TrialBalance {
  readonly rows: readonly (Omit<ReportRow, 'amountMinor'> & {
    readonly debitMinor: Minor;
    readonly creditMinor: Minor;
  })[];
  readonly debitMinor: Minor;
  readonly creditMinor: Minor;
  /** Debits less credits: 0 over all products, for all funders or one. A product alone leaves out the lines' own money. */
  readonly differenceMinor: Minor;
}

/** Every balance on its side. */
export function trialBalance(ledger: Ledger, filter: ReportFilter): TrialBalance {
  const rows = placesOf(ledger, filter).map(({ account, product, funder, signedMinor }) => ({
    account,
    product,
    funder,
    debitMinor: minor(Math.max(signedMinor, 0)),
    creditMinor: minor(Math.max(0 - signedMinor, 0)),
  }));
  const debitMinor = sumMinor(rows.map((row) => row.debitMinor));
  const creditMinor = sumMinor(rows.map((row) => row.creditMinor));
  return { rows, debitMinor, creditMinor, differenceMinor: minor(debitMinor - creditMinor) };
}

export interface BalanceSheet {
  readonly assets: readonly ReportRow[];
  readonly liabilities: readonly ReportRow[];
  readonly assetsMinor: Minor;
  readonly liabilitiesMinor: Minor;
  /** Income less expenses to date. */
  readonly resultMinor: Minor;
  /** Assets less liabilities less result: 0 where the trial balance is. */
  readonly differenceMinor: Minor;
}

/** What is owned and owed on a day. */
export function balanceSheet(ledger: Ledger, filter: ReportFilter): BalanceSheet {
  const [assets, liabilities] = [rowsOf(ledger, filter, 'asset'), rowsOf(ledger, filter, 'liability')];
  const [assetsMinor, liabilitiesMinor] = [totalOf(assets), totalOf(liabilities)];
  const { resultMinor } = incomeStatement(ledger, filter);
  const differenceMinor = minor(assetsMinor - liabilitiesMinor - resultMinor);
  return { assets, liabilities, assetsMinor, liabilitiesMinor, resultMinor, differenceMinor };
}

export interface IncomeStatement {
  readonly income: readonly ReportRow[];
  readonly expenses: readonly ReportRow[];
  readonly incomeMinor: Minor;
  readonly expensesMinor: Minor;
  readonly resultMinor: Minor;
}

/** What was earned and given up in a period: pass the balances of its days alone. */
export function incomeStatement(ledger: Ledger, filter: ReportFilter): IncomeStatement {
  const [income, expenses] = [rowsOf(ledger, filter, 'income'), rowsOf(ledger, filter, 'expense')];
  const [incomeMinor, expensesMinor] = [totalOf(income), totalOf(expenses)];
  return { income, expenses, incomeMinor, expensesMinor, resultMinor: minor(incomeMinor - expensesMinor) };
}

function placesOf(ledger: Ledger, filter: ReportFilter) {
  return orderedKeys(Object.keys(ledger))
    .map((key) => {
      const { account, product = null, funder = LENDER } = ledgerPlace(key);
      return { account, product, funder, signedMinor: ledger[key] ?? ZERO };
    })
    .filter(
      ({ product, funder, signedMinor }) =>
        signedMinor !== 0 &&
        (filter.product === null || product === filter.product) &&
        (filter.funder === null || funder === filter.funder),
    );
}

function rowsOf(ledger: Ledger, filter: ReportFilter, kind: AccountKind): readonly ReportRow[] {
  const sign = kind === 'asset' || kind === 'expense' ? 1 : -1;
  return placesOf(ledger, filter)
    .filter(({ account }) => ACCOUNTS[account] === kind)
    .map(({ account, product, funder, signedMinor }) => ({
      account,
      product,
      funder,
      amountMinor: minor(sign * signedMinor),
    }));
}

const totalOf = (rows: readonly ReportRow[]): Minor => sumMinor(rows.map((row) => row.amountMinor));
