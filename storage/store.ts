import mongoose, { type Connection } from 'mongoose';
import type { JournalEntry } from '../domain/ledger/journal.js';
import type { AgreementView, LineView } from '../domain/line/views.js';
import { Agreements } from './agreements.js';
import { ApiKeys } from './api-keys.js';
import { Applications } from './applications.js';
import { Customers } from './customers.js';
import { Decisions } from './decisions.js';
import { StoreUnreachable } from './errors.js';
import { Journal } from './journal.js';
import { Lines } from './lines.js';
import { Notices } from './notices.js';
import { DataKey } from './personal-cipher.js';
import { PlanVersions } from './plan-versions.js';
import { Statements, type IssuedStatement } from './statements.js';

export interface StoreOptions {
  /** Default: the database that the address names. */
  readonly dbName?: string;
  /** 32 bytes, or their base64: encrypts customers' data. */
  readonly dataKey: Uint8Array | string;
}

/** What a line's flusher stores at once. */
export interface Flush {
  readonly entries: readonly JournalEntry[];
  readonly line: LineView;
  /** Those that changed. */
  readonly agreements: readonly AgreementView[];
  readonly statements: readonly IssuedStatement[];
}

export interface Store {
  readonly journal: Journal;
  readonly lines: Lines;
  readonly agreements: Agreements;
  readonly statements: Statements;
  readonly applications: Applications;
  readonly customers: Customers;
  readonly decisions: Decisions;
  readonly notices: Notices;
  readonly apiKeys: ApiKeys;
  readonly planVersions: PlanVersions;
  /**
   * Stores entries and the views that follow from them; harmless when repeated.
   *
   * @throws JournalConflict
   */
  saveFlush(flush: Flush): Promise<void>;
  /** @throws when the server does not answer */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** A server that restarts is back in half a second to three; longer outages are for the callers' own retries. */
const SERVER_SELECTION_TIMEOUT_MS = 3_000;
const CONNECT_TIMEOUT_MS = 3_000;
/** No operation of ours takes that long; without it a connection that went dead silently would hang for ever. */
const SOCKET_TIMEOUT_MS = 60_000;

/** Hosts only: an address may hold a password. */
function hostsOf(uri: string): string {
  return uri
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^/]*@/, '')
    .replace(/[/?].*$/, '');
}

async function connect(uri: string, dbName: string | undefined): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    ...(dbName !== undefined && { dbName }),
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    w: 'majority', // which includes the journal on disk
    bufferCommands: false, // the driver waits for a server by itself, and says so when none comes
    autoIndex: false,
    autoCreate: false,
  });
  try {
    return await connection.asPromise();
  } catch (thrown) {
    await connection.close().catch(() => undefined);
    throw new StoreUnreachable(
      `The document store at ${hostsOf(uri)} does not answer: start it, or set MONGODB_URI to one that runs.`,
      { cause: thrown },
    );
  }
}

/**
 * Connects to the document store and builds every index that is missing.
 *
 * @throws StoreUnreachable within 5 s when no server answers
 */
export async function openStore(uri: string, options: StoreOptions): Promise<Store> {
  const dataKey = new DataKey(options.dataKey);
  const connection = await connect(uri, options.dbName);
  const repositories = {
    journal: new Journal(connection),
    lines: new Lines(connection),
    agreements: new Agreements(connection),
    statements: new Statements(connection),
    applications: new Applications(connection),
    customers: new Customers(connection, dataKey),
    decisions: new Decisions(connection),
    notices: new Notices(connection),
    apiKeys: new ApiKeys(connection),
    planVersions: new PlanVersions(connection),
  };
  try {
    for (const repository of Object.values(repositories)) await repository.createIndexes();
  } catch (thrown) {
    await connection.close();
    throw thrown;
  }
  const { journal, lines, agreements, statements } = repositories;
  return {
    ...repositories,
    saveFlush: async (flush) => {
      await journal.append(flush.entries); // the commit: nothing else is true before it is stored
      await Promise.all([statements.save(flush.statements), agreements.save(flush.agreements)]);
      await lines.save(flush.line); // last: who sees its seq finds everything up to it
    },
    ping: async () => {
      await connection.db?.command({ ping: 1 });
    },
    close: async () => await connection.close(),
  };
}
