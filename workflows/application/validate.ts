import type { ApplicationCommand } from './decide.js';

const KEY_LENGTH_MAX = 200;
const REASON_LENGTH_MAX = 500;

/**
 * What is wrong with the form of a message, or null. The edge has checked it before: this keeps anything else from
 * entering the history.
 */
export function malformed(type: ApplicationCommand['type'], message: unknown): string | null {
  if (!isRecord(message)) return 'send one object';
  if (!isText(message['commandId'], KEY_LENGTH_MAX)) return 'commandId: send 1 to 200 characters';
  switch (type) {
    case 'accept':
      return malformedAccept(message);
    case 'withdraw':
      return isText(message['reason'], REASON_LENGTH_MAX) ? null : 'reason: send 1 to 500 characters';
    case 'decide':
      return malformedDecide(message);
  }
}

function malformedAccept({ offerLimitMinor }: Record<string, unknown>): string | null {
  if (offerLimitMinor === undefined || offerLimitMinor === null || Number.isSafeInteger(offerLimitMinor)) return null;
  return 'offerLimitMinor: send the limit shown in minor units, or nothing';
}

function malformedDecide({ outcome, limitMinor, reviewer, reason }: Record<string, unknown>): string | null {
  if (outcome !== 'APPROVE' && outcome !== 'DECLINE') return 'outcome: send APPROVE or DECLINE';
  if (!Number.isSafeInteger(limitMinor)) return 'limitMinor: send a whole number of minor units';
  if (!isText(reviewer, KEY_LENGTH_MAX)) return 'reviewer: send 1 to 200 characters';
  return isText(reason, REASON_LENGTH_MAX) ? null : 'reason: send 1 to 500 characters';
}

function isText(value: unknown, lengthMax: number): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= lengthMax;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
