import type { Client } from '@temporalio/client';
import type { Result } from '../../domain/line/refusals.js';
import {
  previewCommand,
  queryExplanation,
  queryPosition,
  querySettlementQuote,
  resumeLine,
  sendCommand,
} from '../../workflows/credit-line/client.js';
import { lineWorkflowId } from '../../workflows/credit-line/ids.js';
import type { LineRefusal } from '../../workflows/credit-line/messages.js';
import { workflowClock } from '../../workflows/virtual-time.js';
import type { LineAnswer, Lines } from '../deps.js';
import { called, isNotFound, refusalOf } from './answers.js';

/** Beyond it the outcome of a command is not known, and the client sends the same key again. */
const COMMAND_TIMEOUT_MS = 10_000;
const DESCRIBE_TIMEOUT_MS = 5_000;

/** The lines' workflows on the server. */
export function temporalLines(client: Client): Lines {
  const deadlineMs = () => Date.now() + COMMAND_TIMEOUT_MS;
  const clockOf = (lineId: string) =>
    client.withDeadline(Date.now() + DESCRIBE_TIMEOUT_MS, () => workflowClock(client, lineWorkflowId(lineId)));
  return {
    execute: (lineId, envelope) => asked(() => sendCommand(client, lineId, envelope, deadlineMs())),
    resume: (lineId, commandId) => asked(() => resumeLine(client, lineId, commandId, deadlineMs())),
    explain: (lineId) => asked(() => queryExplanation(client, lineId)),
    preview: (lineId, command) =>
      askedResult(async () => previewCommand(client, lineId, command, await clockOf(lineId))),
    quoteSettlement: (lineId, request) =>
      askedResult(async () => querySettlementQuote(client, lineId, request, await clockOf(lineId))),
    position: (lineId) =>
      asked(async () => {
        const clockAt = await clockOf(lineId);
        return { ...(await queryPosition(client, lineId, clockAt)), clockAt };
      }),
  };
}

async function asked<T>(call: () => Promise<T>): Promise<LineAnswer<T>> {
  try {
    return { kind: 'DONE', value: await called(call) };
  } catch (thrown) {
    if (isNotFound(thrown)) return { kind: 'UNKNOWN' };
    const refusal = refusalOf(thrown);
    if (refusal === null) throw thrown;
    return { kind: 'REFUSED', refusal: refusal as LineRefusal }; // a line throws nothing else with details
  }
}

async function askedResult<T>(call: () => Promise<Result<T>>): Promise<LineAnswer<T>> {
  const answer = await asked(call);
  if (answer.kind !== 'DONE') return answer;
  const result = answer.value;
  return result.ok ? { kind: 'DONE', value: result.value } : { kind: 'REFUSED', refusal: result.refusal };
}
