import { plainDate } from '../../../domain/calendar/plain-date.js';
import type { LoanEntry } from '../../../domain/loan/loan-entry.js';
import { replayLoan } from '../../../domain/loan/replay-loan.js';
import { TEST_LOAN } from '../../../domain/loan/testing.js';
import { minor } from '../../../domain/money/minor.js';
import { amount, day } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';

const DRAW: LoanEntry = {
  id: 'e1',
  nr: 1,
  onDate: plainDate('2024-01-01'),
  bookedOn: plainDate('2024-01-01'),
  fact: { type: 'DISBURSEMENT', amountMinor: minor(10_000) },
};
const paid = (nr: number, onDate: string, bookedOn: string): LoanEntry => ({
  id: `e${nr}`,
  nr,
  onDate: plainDate(onDate),
  bookedOn: plainDate(bookedOn),
  fact: { type: 'REPAYMENT', amountMinor: minor(1_701) },
});

const splits = (label: string, entries: readonly LoanEntry[]): readonly CheckedRow[] =>
  replayLoan(TEST_LOAN, entries)
    .transactions.filter(({ onDate }) => onDate > DRAW.onDate)
    .map(({ onDate, split }) => [label, day(onDate), amount(split.PRINCIPAL), amount(split.INTEREST)]);

export const LOAN_LIFECYCLE: PageExamples = {
  table: () =>
    replayLoan(TEST_LOAN, [DRAW]).installments.map((row, index) => [
      String(index + 1),
      day(row.dueOn),
      amount(row.due.PRINCIPAL),
      amount(row.due.INTEREST),
    ]),
  replay: () => [
    ...splits('one payment', [DRAW, paid(2, '2024-03-01', '2024-03-01')]),
    ...splits('one more, found later', [
      DRAW,
      paid(2, '2024-03-01', '2024-03-01'),
      paid(3, '2024-02-01', '2024-03-05'),
    ]),
  ],
};
