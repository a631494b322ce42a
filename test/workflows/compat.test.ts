import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultPayloadConverter } from '@temporalio/common';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Line } from '../../workflows/credit-line/line.js';
import { restorePlans } from '../../workflows/credit-line/shared-plans.js';
import { STATE_V } from '../../workflows/credit-line/state.js';
import type { CreditLineInput } from '../../workflows/credit-line/messages.js';
import type { Envelope } from '../../workflows/credit-line/state.js';

const HISTORIES_DIR = fileURLToPath(new URL('../histories', import.meta.url));

/** What recorded runs were handed by the runs before them: stored states of every version that there has been. */
async function storedEnvelopes(): Promise<readonly Envelope[]> {
  const names = await readdir(HISTORIES_DIR);
  const inputs = await Promise.all(
    names.map(async (name) => {
      const { history } = JSON.parse(await readFile(join(HISTORIES_DIR, name), 'utf8')) as { history: unknown };
      const payload =
        historyFromJSON(history).events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
      return payload == null ? null : defaultPayloadConverter.fromPayload<CreditLineInput>(payload);
    }),
  );
  return inputs.flatMap((input) => (input !== null && 'envelope' in input ? [restorePlans(input)] : []));
}

test('the present code goes on from every stored state, to the same position', async () => {
  const envelopes = await storedEnvelopes();
  expect(new Set(envelopes.map(({ v }) => v))).toEqual(
    new Set(Array.from({ length: STATE_V }, (_, index) => index + 1)),
  );
  for (const envelope of envelopes) {
    const line = Line.arrive(envelope, Date.UTC(2030, 0), 'another build');
    expect(line.halt).toBeNull();
    expect(line.seal().positionHash).toBe(envelope.positionHash);
    expect(line.tail.hash).toBe(envelope.journal.hash);
  }
});
