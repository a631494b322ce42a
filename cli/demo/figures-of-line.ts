import type { AnswerOf, ApiClient } from '../api-client.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { readTimeline } from '../line/read-timeline.js';
import type { TimelineItem } from '../../contracts/timeline.js';

type Line = AnswerOf<'getCreditLine'>;
type Statement = AnswerOf<'listStatements'>['items'][number];

export interface Sum {
  readonly count: number;
  readonly amountMinor: number;
}

/** What a line came to, without ids or dates: equal whenever the same customer lives the same months. */
export interface LineFigures {
  readonly customer: string;
  readonly status: Line['status'];
  readonly bucket: Line['delinquencyBucket'];
  readonly daysPastDue: number;
  readonly limitMinor: number;
  readonly usedMinor: number;
  readonly billedMinor: number;
  readonly overdueMinor: number;
  readonly creditMinor: number;
  readonly ledger: Line['ledger'];
  /** Oldest first. */
  readonly statements: readonly Pick<Statement, StatementFigure>[];
  /** How often each thing happened. */
  readonly events: Readonly<Record<string, number>>;
  readonly purchases: Sum;
  readonly draws: Sum;
  readonly payments: Sum;
  /** Sum of all entries ever booked: zero, or the books do not balance. */
  readonly trialBalanceMinor: number;
}

type StatementFigure =
  | 'spendMinor'
  | 'installmentsMinor'
  | 'carriedMinor'
  | 'carryFeesMinor'
  | 'penaltyMinor'
  | 'creditAppliedMinor'
  | 'balanceMinor'
  | 'minDueMinor';

const PAGE_SIZE = '200'; // statements of sixteen years

/** Reads a line's figures once nothing of it is in flight. */
export async function figuresOfLine(client: ApiClient, lineId: string, customer: string): Promise<LineFigures> {
  const params = { lineId };
  const line = await client.call('getCreditLine', { params });
  const { items: statements } = await client.call('listStatements', { params, query: { limit: PAGE_SIZE } });
  const timeline = await readTimeline(client, lineId);
  if (timeline.at(-1)?.seq !== line.seq || line.pending.length > 0)
    throw new CliProblem(
      EXIT.failed,
      `Line ${lineId} is still moving although its clock stands: look at its timeline.`,
    );
  const { status, daysPastDue, limitMinor, usedMinor, billedMinor, overdueMinor, creditMinor, ledger } = line;
  return {
    customer,
    ...{ status, bucket: line.delinquencyBucket, daysPastDue, limitMinor, usedMinor, billedMinor },
    ...{ overdueMinor, creditMinor, ledger },
    statements: [...statements].reverse().map(figuresOfStatement),
    ...figuresOfTimeline(timeline),
  };
}

function figuresOfStatement(statement: Statement): Pick<Statement, StatementFigure> {
  const { spendMinor, installmentsMinor, carriedMinor, carryFeesMinor, penaltyMinor } = statement;
  const { creditAppliedMinor, balanceMinor, minDueMinor } = statement;
  return {
    ...{ spendMinor, installmentsMinor, carriedMinor, carryFeesMinor, penaltyMinor },
    ...{ creditAppliedMinor, balanceMinor, minDueMinor },
  };
}

type TimelineFigures = Pick<LineFigures, 'events' | 'purchases' | 'draws' | 'payments' | 'trialBalanceMinor'>;

/** How many of each sign an event counts, and on which account its amount stands. */
const PURCHASES = { captured: 1 } as const;
const DRAWS = { drawn: 1, drawCanceled: -1 } as const;
const PAYMENTS = { paymentReceived: 1, agreementSettled: 1, paymentReversed: -1 } as const;

/** Counts what happened, from the journal alone. */
export function figuresOfTimeline(timeline: readonly TimelineItem[]): TimelineFigures {
  const events: Record<string, number> = {};
  for (const { type } of timeline) events[type] = (events[type] ?? 0) + 1;
  return {
    events,
    purchases: sumOf(timeline, PURCHASES, 'MERCHANT_PAYABLE', -1),
    draws: sumOf(timeline, DRAWS, 'OUTGOING_CLEARING', -1),
    payments: sumOf(timeline, PAYMENTS, 'BANK', 1),
    trialBalanceMinor: timeline
      .flatMap(({ entries }) => entries)
      .reduce((total, { amountMinor }) => total + amountMinor, 0),
  };
}

function sumOf(
  timeline: readonly TimelineItem[],
  counts: Readonly<Record<string, number>>,
  account: TimelineItem['entries'][number]['account'],
  sign: 1 | -1,
): Sum {
  const items = timeline.filter(({ type }) => type in counts);
  const entries = items.flatMap((item) => item.entries).filter((entry) => entry.account === account);
  return {
    count: items.reduce((total, { type }) => total + (counts[type] ?? 0), 0),
    amountMinor: sign * entries.reduce((total, { amountMinor }) => total + amountMinor, 0) + 0,
  };
}
