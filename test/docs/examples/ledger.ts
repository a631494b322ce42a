import { plainDate } from '../../../domain/calendar/plain-date.js';
import { accruedOn } from '../../../domain/line/accrued.js';
import { TestLine } from '../../../domain/line/testing.js';
import { LENDER } from '../../../domain/plan/funding-shares.js';
import type { PlanTerms } from '../../../domain/plan/plan-terms.js';
import { amount } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, LINE, PAY_LATER } from './terms.js';

const CO_LENT: PlanTerms = {
  ...PAY_LATER,
  fundingShares: [
    { funderId: LENDER, share: '0.30' },
    { funderId: 'bank_b', share: '0.70' },
  ],
};

const parts = (line: TestLine, key: string, sign = 1): readonly string[] => {
  const { ledger } = line.state.book.position;
  return [ledger[key] ?? 0, ledger[`${key}|bank_b`] ?? 0].map((balance) => amount(balance * sign));
};

function split(): readonly CheckedRow[] {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.buy('o1', 10_001, CO_LENT);
  const bought = parts(line, 'PRINCIPAL_RECEIVABLE|PURCHASE');
  line.advance('2025-02-04');
  line.pay(10_001);
  return [
    ['principal receivable after the purchase', ...bought],
    ['principal receivable after the payment', ...parts(line, 'PRINCIPAL_RECEIVABLE|PURCHASE')],
    ['bank', amount(line.balance('BANK')), amount(0)],
    ['funder settlement', ...parts(line, 'FUNDER_SETTLEMENT|PURCHASE')],
  ];
}

/** A bill with 1,000.00 that is co-lent and a first installment of 333.33 that is not, ten days late. */
function lateCharges(): readonly CheckedRow[] {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.buy('o1', 100_000, CO_LENT);
  line.buy('o2', 100_000, FLAT, 3);
  line.advance('2025-02-22');
  line.pay(1);
  return [
    ['purchase, 1,000.00', ...parts(line, 'CARRY_INCOME|PURCHASE', -1)],
    ['installment, 333.33', ...parts(line, 'CARRY_INCOME|ORDER_INSTALLMENT', -1)],
  ];
}

/** 1,200.00 in 12 at 0.6 %: the first fee of 7.20 is billed on 3 February. */
function accrued(): readonly CheckedRow[] {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.buy('o1', 120_000, FLAT, 12);
  return (
    [
      ['5 January', '2025-01-05'],
      ['15 January', '2025-01-15'],
      ['3 February', '2025-02-03'],
    ] as const
  ).map(([label, on]) => [label, amount(accruedOn(line.state, plainDate(on)).feeMinor)]);
}

export const LEDGER: PageExamples = { split, 'late-charges': lateCharges, accrued };
