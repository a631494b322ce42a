import { hashOf } from '../../domain/ledger/journal.js';
import { amountText, moneyText, pairs, table } from '../table.js';
import type { CustomerResult } from './live-customer.js';
import type { LineFigures, Sum } from './figures-of-line.js';

const CURRENCY = 'CNY';
const BUCKETS = ['M0', 'M1', 'M2', 'M3', 'M4+'] as const;

/** What a run of the demo comes to; `digest` hashes every figure but the time, those of each line included. */
export interface BookFigures {
  readonly customers: number;
  readonly approved: number;
  readonly lines: number;
  readonly statements: number;
  readonly draws: number;
  readonly payments: Sum;
  readonly buckets: Readonly<Record<string, number>>;
  readonly trialBalanceMinor: number;
  readonly verify: { readonly checked: number; readonly clean: number };
  readonly digest: string;
  readonly seconds: number;
}

export interface BookOutcome {
  readonly results: readonly CustomerResult[];
  readonly verify: BookFigures['verify'];
  readonly seconds: number;
}

const linesOf = (results: readonly CustomerResult[]): readonly LineFigures[] =>
  results.flatMap(({ figures }) => figures ?? []);

const total = (lines: readonly LineFigures[], of: (line: LineFigures) => number): number =>
  lines.reduce((sum, line) => sum + of(line), 0);

const totalSum = (lines: readonly LineFigures[], of: (line: LineFigures) => Sum): Sum => ({
  count: total(lines, (line) => of(line).count),
  amountMinor: total(lines, (line) => of(line).amountMinor),
});

/** Adds the lines of a run up. */
export function figuresOfBook({ results, verify, seconds }: BookOutcome): BookFigures {
  const lines = linesOf(results);
  const figures = {
    customers: results.length,
    approved: results.filter(({ lineId }) => lineId !== null).length,
    lines: lines.length,
    statements: total(lines, ({ statements }) => statements.length),
    draws: total(lines, ({ draws }) => draws.count),
    payments: totalSum(lines, ({ payments }) => payments),
    buckets: Object.fromEntries(
      BUCKETS.map((bucket) => [bucket, lines.filter((line) => line.bucket === bucket).length]),
    ),
    trialBalanceMinor: total(lines, ({ trialBalanceMinor }) => trialBalanceMinor),
    verify,
  };
  return { ...figures, digest: hashOf({ ...figures, lines }), seconds };
}

export interface BookTitle {
  readonly source: string;
  readonly months: number;
  readonly seed: number;
}

const MS_PER_SECOND = 1000;
type Income = 'FEE_INCOME' | 'INTEREST_INCOME' | 'CARRY_INCOME' | 'PENALTY_INCOME';

/** The portfolio as a person reads it. */
export function portfolioLines(title: BookTitle, outcome: BookOutcome, figures: BookFigures): readonly string[] {
  const lines = linesOf(outcome.results);
  const money = (amountMinor: number) => moneyText(amountMinor, CURRENCY);
  const counted = ({ count, amountMinor }: Sum) => `${count} for ${money(amountMinor)}`;
  const lineMonths = lines.length * title.months;
  const perLineMonth = lineMonths === 0 ? '-' : `${Math.round((figures.seconds * MS_PER_SECOND) / lineMonths)} ms`;
  return [
    `Portfolio after ${title.months} months (${title.source}, seed ${title.seed})`,
    '',
    ...pairs([
      ['customers', `${figures.customers}, ${figures.approved} approved`],
      ['lines', `${figures.lines}, limits of ${money(total(lines, ({ limitMinor }) => limitMinor))}`],
      ['purchases', counted(totalSum(lines, ({ purchases }) => purchases))],
      ['draws', counted(totalSum(lines, ({ draws }) => draws))],
      ['statements', String(figures.statements)],
      ['collected', `${figures.payments.count} payments, ${money(figures.payments.amountMinor)}`],
      ['principal owed', money(total(lines, ({ usedMinor }) => usedMinor))],
      ['overdue', money(total(lines, ({ overdueMinor }) => overdueMinor))],
      ['fee income', money(incomeOf(lines, 'FEE_INCOME'))],
      ['interest income', money(incomeOf(lines, 'INTEREST_INCOME'))],
      ['carry income', money(incomeOf(lines, 'CARRY_INCOME'))],
      ['penalty income', money(incomeOf(lines, 'PENALTY_INCOME'))],
      ['trial balance', money(figures.trialBalanceMinor)],
      ['verify', `${figures.verify.clean} of ${figures.verify.checked} clean`],
      ['wall time', `${figures.seconds.toFixed(1)} s, ${perLineMonth} a line-month`],
      ['digest', figures.digest],
    ]),
    '',
    ...bucketTable(lines),
  ];
}

/** Income stands on the credit side. */
const incomeOf = (lines: readonly LineFigures[], account: Income): number =>
  total(lines, ({ ledger }) => -(ledger[account] ?? 0)) + 0;

function bucketTable(lines: readonly LineFigures[]): readonly string[] {
  const rows = BUCKETS.map((bucket) => ({ bucket, members: lines.filter((line) => line.bucket === bucket) }));
  return table<(typeof rows)[number]>(
    [
      { title: 'BUCKET', text: ({ bucket }) => bucket },
      { title: 'LINES', text: ({ members }) => String(members.length), align: 'RIGHT' },
      {
        title: `OWED (${CURRENCY})`,
        text: ({ members }) =>
          amountText(
            total(members, ({ usedMinor }) => usedMinor),
            CURRENCY,
          ),
        align: 'RIGHT',
      },
      {
        title: `OVERDUE (${CURRENCY})`,
        text: ({ members }) =>
          amountText(
            total(members, ({ overdueMinor }) => overdueMinor),
            CURRENCY,
          ),
        align: 'RIGHT',
      },
    ],
    rows,
  );
}
