import { setTimeout as delay } from 'node:timers/promises';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { readConfig } from '../../stack/config.js';
import { readRunningStack } from '../../stack/running-stack.js';
import { openStore, type Store } from '../../storage/store.js';
import { verifyLine, type LineVerification, type WorkflowSnapshot } from '../../storage/verify.js';
import { querySnapshot } from '../../workflows/credit-line/client.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';

export interface Verifier {
  readonly store: Store;
  /** Asks workflow and store directly, past the API that is to be proven as well. */
  readonly verify: (lineId: string) => Promise<LineVerification>;
  readonly close: () => Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** A worker that is being started again, or a line that writes just now. */
const TRIES = 4;
const PAUSE_MS = 2_000;

/** @throws CliProblem when the servers are not known or do not answer */
export async function openVerifier(io: Io): Promise<Verifier> {
  const config = readConfig(io.env);
  const running = readRunningStack(config.homeDir);
  const address = running?.temporal.address ?? config.temporalAddress;
  const namespace = running?.temporal.namespace ?? config.temporalNamespace;
  const mongodbUri = running?.store.mongodbUri ?? config.mongodbUri;
  if (address === null || mongodbUri === null)
    throw new CliProblem(
      EXIT.notRunning,
      `No stack runs on ${config.homeDir}: start one with \`npx whiteslip stack up --detach\`, ` +
        'or name the servers in TEMPORAL_ADDRESS and MONGODB_URI.',
    );
  const store = await openStore(mongodbUri, { dataKey: config.dataKey });
  try {
    const connection = await Connection.connect({ address, connectTimeout: CONNECT_TIMEOUT_MS });
    const client = new Client({ connection, namespace });
    return {
      store,
      verify: async (lineId) => await verifyPatiently(store, client, lineId),
      close: async () => {
        await connection.close();
        await store.close();
      },
    };
  } catch (thrown) {
    await store.close();
    throw new CliProblem(
      EXIT.notRunning,
      `Temporal at ${address} does not answer (${thrown instanceof Error ? thrown.message : String(thrown)}): ` +
        'see `npx whiteslip stack status`.',
    );
  }
}

/** A line may move between two reads: what differs is looked at again before it counts. */
async function verifyPatiently(store: Store, client: Client, lineId: string): Promise<LineVerification> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await verifyLine({ store, lineId, workflow: await snapshotOf(client, lineId) });
      if (found.ok || found.seq === 0 || attempt >= TRIES) return found;
    } catch (thrown) {
      if (attempt >= TRIES) throw thrown;
    }
    await delay(PAUSE_MS);
  }
}

async function snapshotOf(client: Client, lineId: string): Promise<WorkflowSnapshot | null> {
  try {
    return await querySnapshot(client, lineId);
  } catch (thrown) {
    if (thrown instanceof WorkflowNotFoundError) return null;
    throw thrown;
  }
}
