import type { AnswerOf, ApiClient } from '../api-client.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { sendCommand, type SendOptions } from './send-command.js';

export type BillingRun = 'convert' | 'bill-day' | 'pause' | 'resume';

export interface BillingOptions extends SendOptions {
  readonly plan?: string;
  readonly periods?: number;
  readonly amountMinor?: number;
  readonly statement?: string;
  readonly day?: number;
  readonly from?: string;
  readonly until?: string;
  readonly reason?: string;
}

/** Sends what is asked of the calendar of a line, or shows what it would change. */
export async function runBilling(io: Io, run: BillingRun, lineId: string, given: BillingOptions): Promise<void> {
  const client = connectApi(io, given);
  const params = { lineId };
  const { reason = '', from: fromOn = '', until: untilOn = '', day: billDay = 0 } = given;
  switch (run) {
    case 'convert':
      return convert(io, client, lineId, given);
    case 'bill-day':
      return sendCommand(io, client, given, 'changeBillDay', { params, body: { billDay } });
    case 'pause':
      return sendCommand(io, client, given, 'pauseDelinquency', { params, body: { fromOn, untilOn, reason } });
    case 'resume':
      return sendCommand(io, client, given, 'resumeDelinquency', { params, body: { reason } });
  }
}

async function convert(io: Io, client: ApiClient, lineId: string, given: BillingOptions): Promise<void> {
  const { plan: planId = '', periods = 0, amountMinor } = given;
  const statementId = given.statement ?? (await latestStatement(client, lineId));
  const body = { planId, periods, ...(amountMinor === undefined ? {} : { amountMinor }) };
  return sendCommand(io, client, given, 'convertStatement', { params: { lineId, statementId }, body });
}

/** @throws CliProblem for a line without a statement */
async function latestStatement(client: ApiClient, lineId: string): Promise<string> {
  let latest: string | undefined;
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = cursor === null ? {} : { cursor };
    const page: AnswerOf<'listStatements'> = await client.call('listStatements', { params: { lineId }, query });
    latest = page.items.at(-1)?.statementId ?? latest;
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (latest === undefined) throw new CliProblem(EXIT.failed, `${lineId} has no statement yet.`);
  return latest;
}
