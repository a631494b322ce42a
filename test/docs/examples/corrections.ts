import { plainDate } from '../../../domain/calendar/plain-date.js';
import { lineAsOf } from '../../../domain/line/as-of.js';
import { TestLine } from '../../../domain/line/testing.js';
import { amount } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { LINE, PAY_LATER } from './terms.js';

const row = (label: string, line: TestLine): CheckedRow => [
  label,
  amount(-line.balance('CARRY_INCOME')),
  amount(-line.balance('PENALTY_INCOME')),
  amount(line.view().creditMinor),
  amount(line.state.latestStatement?.balanceMinor ?? 0),
];

/** A bill of 1,000.00 due on 12 February; a transfer of 1,006.50 is booked on the 22nd, and turns out to be of the 10th. */
function corrected(): { readonly line: TestLine; readonly rows: readonly CheckedRow[] } {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.buy('o1', 100_000, PAY_LATER);
  line.advance('2025-02-22');
  line.pay(100_650);
  const booked = row('22 Feb, paid 1,006.50', line);
  const factSeq = line.events.find(({ type }) => type === 'paymentReceived')?.seq ?? 0;
  const valueOn = plainDate('2025-02-10');
  line.do({ type: 'correct', factSeq, valueOn, amountMinor: null, reason: 'value date' });
  return { line, rows: [booked, row('corrected to 10 Feb', line)] };
}

function asOf(): readonly CheckedRow[] {
  const { line } = corrected();
  line.advance('2025-02-23');
  return (
    [
      ['as it was', 'AS_WAS'],
      ['as it is now known', 'AS_NOW'],
    ] as const
  ).map(([label, view]) => {
    const seen = lineAsOf(line.events, plainDate('2025-02-20'), view);
    return [label, String(seen?.daysPastDue), amount(seen?.usedMinor ?? 0)];
  });
}

export const CORRECTIONS: PageExamples = { corrected: () => corrected().rows, 'as-of': asOf };
