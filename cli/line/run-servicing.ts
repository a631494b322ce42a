import type { z } from 'zod';
import type { paymentMethodSchema } from '../../contracts/payments.js';
import type { SettlementScope } from '../../domain/line/commands.js';
import type { ApiClient } from '../api-client.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { sendCommand, type SendOptions } from './send-command.js';
import { settlementTable } from './settlement-table.js';

export interface ServicingOptions extends SendOptions {
  readonly scope?: SettlementScope;
  readonly agreement?: string;
  readonly reference?: string;
  readonly account?: string;
  readonly payoffMinor?: number;
  readonly amountMinor?: number;
  readonly valueOn?: string;
  readonly refund?: string;
  readonly reason?: string;
}

/** Settles early, pays ahead, refunds, or shows what one of these would change. */
export async function runServicing(io: Io, name: string, lineId: string, given: ServicingOptions): Promise<void> {
  const params = { lineId };
  const { agreement: agreementId = '', amountMinor = 0, refund: refundId = '', reason = '' } = given;
  switch (name) {
    case 'settlement-quote':
      return showQuote(io, lineId, given);
    case 'settle':
      return settle(io, lineId, given);
    case 'prepay': {
      const method = methodOf(given);
      const client = connectApi(io, given);
      const body = { agreementId, amountMinor, currency: await currencyOf(client, lineId), method };
      return sendCommand(io, client, given, 'prepay', { params, body });
    }
    case 'refund': {
      const client = connectApi(io, given);
      const valued = given.valueOn === undefined ? {} : { valueOn: given.valueOn };
      const body = { agreementId, amountMinor, currency: await currencyOf(client, lineId), ...valued };
      return sendCommand(io, client, given, 'refund', { params, body });
    }
    case 'cancel-refund':
      return sendCommand(io, connectApi(io, given), given, 'cancelRefund', {
        params: { lineId, refundId },
        body: { reason },
      });
    default:
      throw new CliProblem(EXIT.usage, `${name}: there is no such command.`);
  }
}

async function showQuote(io: Io, lineId: string, given: ServicingOptions): Promise<void> {
  const query = scopeOf(given);
  const client = connectApi(io, given);
  const quote = await client.call('quoteSettlement', { params: { lineId }, query });
  const currency = await currencyOf(client, lineId);
  print(io, given.json ?? false, quote, () => settlementTable(quote, currency));
}

/** Without a payoff it is settled at that of the quote of now, which the engine checks again. */
async function settle(io: Io, lineId: string, given: ServicingOptions): Promise<void> {
  const [query, method] = [scopeOf(given), methodOf(given)];
  const client = connectApi(io, given);
  const params = { lineId };
  const quote = await client.call('quoteSettlement', { params, query });
  const { quotedOn, payoffMinor } = quote;
  const body = { ...query, quotedOn, payoffMinor: given.payoffMinor ?? payoffMinor, method };
  const currency = await currencyOf(client, lineId);
  return sendCommand(io, client, given, 'settle', { params, body: { ...body, currency } });
}

/** @throws CliProblem for one agreement without its id, or an id beside a wider scope */
function scopeOf({ scope = 'ALL', agreement }: ServicingOptions) {
  if ((scope === 'ONE_PLAN') === (agreement !== undefined)) {
    return agreement === undefined ? { scope } : { scope, agreementId: agreement };
  }
  throw new CliProblem(EXIT.usage, 'Give --agreement with --scope ONE_PLAN, and with no other scope.');
}

/** @throws CliProblem without a transfer or an account */
function methodOf({ reference, account }: ServicingOptions): z.input<typeof paymentMethodSchema> {
  if (reference !== undefined) return { kind: 'TRANSFER', reference };
  if (account !== undefined) return { kind: 'DEBIT', accountRef: account };
  throw new CliProblem(EXIT.usage, 'Give --reference of the transfer that has arrived, or --account to be debited.');
}

const currencyOf = async (client: ApiClient, lineId: string): Promise<string> =>
  (await client.call('getCreditLine', { params: { lineId } })).currency;
