import type { z } from 'zod';
import type { correctBodySchema, waiveBodySchema } from '../../contracts/corrections.js';
import type { ApiClient, PreviewableId, RequestOf } from '../api-client.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { amountText, table } from '../table.js';

export interface CorrectionOptions extends CommonOptions {
  readonly dryRun?: boolean;
  readonly fact?: number;
  readonly reason?: string;
  readonly valueOn?: string;
  readonly amountMinor?: number;
  readonly component?: z.input<typeof waiveBodySchema>['component'];
  readonly agreement?: string;
  readonly billOn?: string;
  readonly dueOn?: string;
  readonly periods?: number;
}

/** Sends a correction, or shows what it would change. */
export async function runCorrection(io: Io, name: string, lineId: string, given: CorrectionOptions): Promise<void> {
  const client = connectApi(io, given);
  const { agreement = '', reason = '', fact: factSeq = 0 } = given;
  const params = { lineId };
  const ofAgreement = { lineId, agreementId: agreement };
  switch (name) {
    case 'reverse':
      return send(io, client, given, 'reverseFact', { params, body: { factSeq, reason } });
    case 'correct':
      return send(io, client, given, 'correct', { params, body: { factSeq, change: changeOf(given), reason } });
    case 'waive':
      return send(io, client, given, 'waive', { params, body: waiverOf(given, reason) });
    case 'charge-off': {
      const body = given.agreement === undefined ? { reason } : { agreementId: agreement, reason };
      return send(io, client, given, 'chargeOff', { params, body });
    }
    case 're-age':
      return send(io, client, given, 'reAge', { params: ofAgreement, body: { newDueOn: given.dueOn ?? '' } });
    case 're-amortize':
      return send(io, client, given, 'reAmortize', { params: ofAgreement, body: { periods: given.periods ?? 0 } });
    default:
      throw new CliProblem(EXIT.usage, `${name}: there is no such correction.`);
  }
}

const changeOf = ({ valueOn, amountMinor }: CorrectionOptions): z.input<typeof correctBodySchema>['change'] => ({
  ...(valueOn === undefined ? {} : { valueOn }),
  ...(amountMinor === undefined ? {} : { amountMinor }),
});

const waiverOf = (
  { component = 'FEE', agreement, billOn, amountMinor }: CorrectionOptions,
  reason: string,
): z.input<typeof waiveBodySchema> => ({
  component,
  reason,
  ...(agreement === undefined ? {} : { agreementId: agreement }),
  ...(billOn === undefined ? {} : { billOn }),
  ...(amountMinor === undefined ? {} : { amountMinor }),
});

async function send<Op extends PreviewableId>(
  io: Io,
  client: ApiClient,
  { json = false, dryRun = false }: CorrectionOptions,
  operation: Op,
  request: RequestOf<Op> & { readonly params: { readonly lineId: string } },
): Promise<void> {
  if (!dryRun) {
    const answer = await client.call(operation, request);
    print(io, json, answer, () => Object.entries(answer).map(([member, value]) => `${member}: ${String(value)}`));
    return;
  }
  const { currency } = await client.call('getCreditLine', { params: { lineId: request.params.lineId } });
  const preview = await client.preview(operation, request);
  const money = (amountMinor: number) => amountText(amountMinor, currency);
  print(io, json, preview, () =>
    table(
      [
        { title: 'COMPONENT', text: ({ component }) => component },
        { title: 'OPEN BEFORE', text: ({ beforeMinor }) => money(beforeMinor), align: 'RIGHT' },
        { title: 'OPEN AFTER', text: ({ afterMinor }) => money(afterMinor), align: 'RIGHT' },
        {
          title: 'CHANGE',
          text: ({ beforeMinor, afterMinor }) => money(afterMinor - beforeMinor),
          align: 'RIGHT',
        },
      ],
      preview.components,
    ),
  );
}
