import { addPeriods } from '../../domain/calendar/frequency.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { scheduleTotals, trySchedule, type ScheduleRow, type ScheduleTotals } from '../../domain/schedule/schedule.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { amountText, moneyText, table } from '../table.js';
import { CURRENCY, questionOf, type ScheduleOptions, type ScheduleQuestion } from './schedule-question.js';

interface DatedRow extends ScheduleRow {
  readonly dueOn: PlainDate;
  readonly totalMinor: number;
  /** Principal that is still open after it. */
  readonly leftMinor: number;
}

/** Prints the installment table; due dates are those of an order with dates of its own. */
export function showSchedule(io: Io, options: ScheduleOptions): void {
  const question = questionOf(options);
  const { terms, principalMinor, periods, formedOn } = question;
  const firstDueOn = addPeriods(formedOn, 1, terms.frequency);
  const result = trySchedule(terms, principalMinor, periods, { fromOn: formedOn, firstDueOn });
  if (!result.ok) {
    const { rule, param, claim } = result.fault;
    throw new CliProblem(EXIT.failed, `${param} ${claim} (rule ${rule})`);
  }
  const totals = scheduleTotals(result.rows);
  const installments = datedRows(question, result.rows);
  print(io, options.json ?? false, { principalMinor, currency: CURRENCY, formedOn, terms, installments, totals }, () =>
    linesOf(question, installments, totals),
  );
}

function datedRows({ terms, principalMinor, formedOn }: ScheduleQuestion, rows: readonly ScheduleRow[]): DatedRow[] {
  let leftMinor: number = principalMinor;
  return rows.map((row) => {
    leftMinor -= row.principalMinor;
    const totalMinor = row.principalMinor + row.interestMinor + row.feeMinor;
    return { ...row, dueOn: addPeriods(formedOn, row.nr, terms.frequency), totalMinor, leftMinor };
  });
}

function linesOf(
  { terms, principalMinor, formedOn }: ScheduleQuestion,
  rows: readonly DatedRow[],
  totals: ScheduleTotals,
): readonly string[] {
  const money = (amountMinor: number): string => amountText(amountMinor, CURRENCY);
  return [
    `${moneyText(principalMinor, CURRENCY)} taken on ${formedOn}, ${terms.amortization}:`,
    ...table<DatedRow>(
      [
        { title: 'NR', text: ({ nr }) => String(nr), align: 'RIGHT' },
        { title: 'DUE', text: ({ dueOn }) => dueOn },
        { title: 'PRINCIPAL', text: (row) => money(row.principalMinor), align: 'RIGHT' },
        { title: 'INTEREST', text: (row) => money(row.interestMinor), align: 'RIGHT' },
        { title: 'FEE', text: (row) => money(row.feeMinor), align: 'RIGHT' },
        { title: 'TO PAY', text: (row) => money(row.totalMinor), align: 'RIGHT' },
        { title: 'LEFT', text: (row) => money(row.leftMinor), align: 'RIGHT' },
      ],
      rows,
    ),
    `In all ${moneyText(totals.totalMinor, CURRENCY)}: interest ${money(totals.interestMinor)}, fees ${money(totals.feeMinor)}.`,
  ];
}
