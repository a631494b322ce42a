import type { z } from 'zod';
import type { correctBodySchema, waiveBodySchema } from '../../contracts/corrections.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { sendCommand, type SendOptions } from './send-command.js';

export interface CorrectionOptions extends SendOptions {
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
      return sendCommand(io, client, given, 'reverseFact', { params, body: { factSeq, reason } });
    case 'correct':
      return sendCommand(io, client, given, 'correct', { params, body: { factSeq, change: changeOf(given), reason } });
    case 'waive':
      return sendCommand(io, client, given, 'waive', { params, body: waiverOf(given, reason) });
    case 'charge-off': {
      const body = given.agreement === undefined ? { reason } : { agreementId: agreement, reason };
      return sendCommand(io, client, given, 'chargeOff', { params, body });
    }
    case 're-age':
      return sendCommand(io, client, given, 'reAge', { params: ofAgreement, body: { newDueOn: given.dueOn ?? '' } });
    case 're-amortize':
      return sendCommand(io, client, given, 'reAmortize', {
        params: ofAgreement,
        body: { periods: given.periods ?? 0 },
      });
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
