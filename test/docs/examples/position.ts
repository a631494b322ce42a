import { TestLine } from '../../../domain/line/testing.js';
import { amount, code } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { LINE, PAY_LATER } from './terms.js';

/** A purchase of 1,000.00 on 5 January is on the bill of 3 February, due on the 12th. */
function billed(): TestLine {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.buy('o1', 100_000, PAY_LATER);
  return line;
}

function row(label: string, line: TestLine): CheckedRow {
  const { billedMinor, daysPastDue, status } = line.view();
  return [label, amount(billedMinor), String(daysPastDue), code(status)];
}

function life(): readonly CheckedRow[] {
  const line = billed();
  const days = [
    ['12 February', '2025-02-12'],
    ['13 February', '2025-02-13'],
    ['20 February', '2025-02-20'],
    ['22 February', '2025-02-22'],
  ] as const;
  const rows = days.map(([label, on]) => {
    line.advance(on);
    return row(label, line);
  });
  line.pay(100_650);
  return [...rows, row('22 February, paid', line)];
}

function learnedLater(): readonly CheckedRow[] {
  const line = billed();
  line.advance('2025-02-20');
  const before = row('20 February', line);
  line.pay(100_000, '2025-02-12');
  return [before, row('the payment of 12 February is booked', line)];
}

export const POSITION: PageExamples = { life, 'learned-later': learnedLater };
