import { setTimeout as pause } from 'node:timers/promises';
import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import type { LineCommand } from '../../domain/line/commands.js';
import { sandboxAccountNumber, sandboxDocumentNumber } from '../../gateways/sandbox/magic.js';
import { linePreset } from '../../plans/presets.js';
import { sendCommand, startLine } from '../../workflows/credit-line/client.js';
import type { CommandReply } from '../../workflows/credit-line/messages.js';
import { planNamed } from '../plan-named.js';
import type { BenchStack } from '../servers/bench-stack.js';

const LIMIT_MINOR = 20_000_000;
const CALL_WITHIN_MS = 60_000;
const STORED_WITHIN_MS = 30_000;
const STORED_POLL_MS = 20;
const ANSWER_TIMEOUT_MS = 15_000;
const BILL_DAY_MAX = 28;
/** The first bill is cut and due well within the first month of any line, and the last one within its year. */
const DAYS_TO_BILL = 5;
const CURRENCY = 'CNY';

/** A line of the benchmark. Its customer's account is one on which the sandbox bank answers by callback. */
export interface BenchLine {
  readonly lineId: string;
  readonly customerId: string;
  readonly accountRef: string;
}

export const benchLine = (nr: number): BenchLine => ({
  lineId: `line_bench${nr}`,
  customerId: `cust_bench${nr}`,
  accountRef: `acc_bench${nr}`,
});

/** Stores the customer that a line belongs to. */
export async function storeCustomer({ store }: Pick<BenchStack, 'store'>, nr: number): Promise<void> {
  const { customerId, accountRef } = benchLine(nr);
  await store.customers.create({
    customerId,
    person: {
      name: `Customer ${nr}`,
      documentNumber: sandboxDocumentNumber(nr),
      birthOn: '1990-05-17',
      phone: '13800000000',
      language: 'zh',
    },
    accounts: [{ accountRef, accountNumber: sandboxAccountNumber(nr) }],
  });
}

/** Opens a line whose customer is stored. */
export async function openBenchLine({ client }: Pick<BenchStack, 'client'>, nr: number): Promise<BenchLine> {
  const line = benchLine(nr);
  const day = Number(dateAt(ASIA_SHANGHAI, Date.now()).slice(-2));
  const terms = linePreset('cnPayLaterStatement', {
    zone: ASIA_SHANGHAI,
    billDay: ((day + DAYS_TO_BILL - 1) % BILL_DAY_MAX) + 1,
    lenderId: 'lender_bench',
  });
  const { lineId, customerId, accountRef } = line;
  await startLine(
    client,
    {
      lineId,
      customerId,
      applicationId: `app_bench${nr}`,
      accountRef,
      limitMinor: LIMIT_MINOR,
      terms,
      answerTimeoutMs: ANSWER_TIMEOUT_MS,
    },
    Date.now() + CALL_WITHIN_MS,
  );
  return line;
}

/** Until the store shows the line: what reads it there finds it from now on. */
export async function untilStored({ store }: Pick<BenchStack, 'store'>, { lineId }: BenchLine): Promise<void> {
  const giveUpAt = Date.now() + STORED_WITHIN_MS;
  while ((await store.lines.find(lineId)) === null) {
    if (Date.now() > giveUpAt) throw new Error(`${lineId} is not in the store: look into the worker's log`);
    await pause(STORED_POLL_MS);
  }
}

/** Sends a command; `key` makes its id, unique within the line. */
export async function command(
  { client }: Pick<BenchStack, 'client'>,
  { lineId }: BenchLine,
  key: string,
  body: LineCommand,
): Promise<CommandReply> {
  const commandId = `${lineId}:${key}`;
  return await sendCommand(client, lineId, { commandId, body: { key }, command: body }, Date.now() + CALL_WITHIN_MS);
}

export const purchaseOf = (orderId: string, amountMinor: number): LineCommand => ({
  type: 'authorize',
  orderId,
  merchantId: 'merchant_bench',
  amountMinor,
  currency: CURRENCY,
  plan: planNamed('pay-later'),
  periods: 1,
  capture: 'IMMEDIATE',
});

export const drawOf = (accountRef: string, amountMinor: number, periods: number): LineCommand => ({
  type: 'draw',
  amountMinor,
  currency: CURRENCY,
  plan: planNamed('cash-flat'),
  periods,
  accountRef,
});

export const autopayFrom = (accountRef: string): LineCommand => ({
  type: 'setAutopay',
  mandate: { accountRef, amount: 'STATEMENT' },
});
