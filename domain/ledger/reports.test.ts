import type { LineEvent } from '../line/events.js';
import { FLAT, on, PAY_LATER, TERMS, TestLine } from '../line/testing.js';
import { LENDER } from '../plan/funding-shares.js';
import { balanceSheet, balancesOf, incomeStatement, trialBalance, type Posting } from './reports.js';

const ALL = { product: null, funder: null };
const SHARES = [
  { funderId: LENDER, share: '0.30' },
  { funderId: 'bank_b', share: '0.70' },
];

const postingsOf = (events: readonly LineEvent[]): readonly Posting[] =>
  events.flatMap((event) =>
    event.entries.map((entry) => ({
      ...entry,
      lineId: 'line_t',
      seq: event.seq,
      type: event.type,
      bookedOn: event.bookedOn,
      valueOn: 'valueOn' in event ? event.valueOn : event.bookedOn,
    })),
  );

/** 100.01 co-lent at 30/70 and 1200.00 in 12 at 7.20 a period; all billed is paid on 20 February, as of the 12th. */
const line = new TestLine('2025-01-05', 1_000_000, TERMS, null);
line.buy('o1', 10_001, { ...PAY_LATER, fundingShares: SHARES });
line.buy('o2', 120_000, FLAT, 12);
line.advance('2025-02-20');
line.pay(10_001 + 10_720, '2025-02-12');
line.advance('2025-02-25');
line.do({ type: 'chargeOff', agreementId: null, valueOn: null, reason: 'lost' });
const postings = postingsOf(line.events);
const balances = (fromOn: string | null, toOn: string | null, by: 'BOOKED' | 'VALUE' = 'BOOKED') =>
  balancesOf(postings, { fromOn: fromOn === null ? null : on(fromOn), toOn: toOn === null ? null : on(toOn), by });

describe('reports over the journal', () => {
  test('the trial balance of a day, by booking and by value', () => {
    const booked = trialBalance(balances(null, '2025-02-15'), ALL);
    expect(booked).toMatchObject({ debitMinor: 10_001 + 120_000 + 720, differenceMinor: 0 });
    expect(booked.rows).toContainEqual({
      account: 'PRINCIPAL_RECEIVABLE',
      product: 'PURCHASE',
      funder: 'bank_b',
      debitMinor: 7_001,
      creditMinor: 0,
    });
    const bank = trialBalance(balances(null, '2025-02-15', 'VALUE'), ALL).rows.find(
      ({ account }) => account === 'BANK',
    );
    expect(bank).toMatchObject({ debitMinor: 20_721, product: null, funder: 'LENDER' });
  });

  test('each funder balances by itself', () => {
    for (const funder of ['LENDER', 'bank_b'])
      expect(trialBalance(balances(null, null), { product: null, funder }).differenceMinor).toBe(0);
  });

  test('assets are liabilities and the result to date', () => {
    expect(balanceSheet(balances(null, '2025-02-21'), ALL)).toMatchObject({
      assetsMinor: 20_721 + 110_000, // the bank, and eleven installments of principal
      liabilitiesMinor: 130_001,
      resultMinor: 720,
      differenceMinor: 0,
    });
  });

  test('income of a period: the fee in the bill of 3 February, the loss of the 25th', () => {
    expect(incomeStatement(balances('2025-01-05', '2025-02-02'), ALL)).toMatchObject({ income: [], resultMinor: 0 });
    expect(incomeStatement(balances('2025-02-03', '2025-02-24'), ALL)).toMatchObject({
      incomeMinor: 720,
      expensesMinor: 0,
    });
    const lost = incomeStatement(balances('2025-02-25', null), { product: 'ORDER_INSTALLMENT', funder: null });
    expect(lost.expenses).toEqual([
      { account: 'PRINCIPAL_LOSS', product: 'ORDER_INSTALLMENT', funder: 'LENDER', amountMinor: 110_000 },
    ]);
  });
});
