import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose, { type Connection } from 'mongoose';
import { GENESIS_HASH, seal, type EntryCause, type JournalEntry } from '../../domain/ledger/journal.js';
import type { LineEvent } from '../../domain/line/events.js';
import { openLine } from '../../domain/line/engine.js';
import { TestLine } from '../../domain/line/testing.js';
import { agreementViews, lineView } from '../../domain/line/view.js';
import { openStore, type Flush, type Store } from '../../storage/store.js';

export const DATA_KEY = new Uint8Array(32).fill(7);

export interface TestServer {
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

/** Whichever document store the test run has; else one of our own. */
export async function testServer(): Promise<TestServer> {
  const uri = process.env['WHITESLIP_TEST_MONGODB'];
  return uri === undefined ? await ownServer() : { uri, stop: async () => await Promise.resolve() };
}

async function ownServer(): Promise<TestServer> {
  const { startStack } = await import('../../stack/supervisor.js'); // heavy, and most runs have a server already
  const homeDir = await mkdtemp(join(tmpdir(), 'whiteslip-store-'));
  const env = { ...process.env, WHITESLIP_HOME: homeDir, WHITESLIP_MODE: 'sandbox' };
  const stack = await startStack({ parts: ['store'], ports: 'any', env });
  const stop = async () => {
    await stack.stop();
    await rm(homeDir, { recursive: true, force: true });
  };
  return { uri: stack.config.mongodbUri, stop };
}

/** A store in a database of its own, and the driver's view of the same database. */
export interface TestStore {
  readonly uri: string;
  readonly dbName: string;
  readonly store: Store;
  readonly raw: Connection;
  readonly close: () => Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const server = await testServer();
  const dbName = `store_test_${randomUUID().slice(0, 8)}`;
  const store = await openStore(server.uri, { dbName, dataKey: DATA_KEY });
  const raw = await mongoose.createConnection(server.uri, { dbName }).asPromise();
  const close = async () => {
    await raw.dropDatabase();
    await raw.close();
    await store.close();
    await server.stop();
  };
  return { uri: server.uri, dbName, store, raw, close };
}

/** Any collection of the raw database, with text ids as all of ours have. */
export function rawCollection(raw: Connection, name: string) {
  return raw.collection<{ _id: string }>(name);
}

/** Seals events one behind the other; `causes` by sequence number. */
export function sealAll(
  lineId: string,
  events: readonly LineEvent[],
  causes: Readonly<Record<number, EntryCause>> = {},
): readonly JournalEntry[] {
  let previousHash = GENESIS_HASH;
  return events.map((event) => {
    const entry = seal(lineId, event, causes[event.seq] ?? null, previousHash);
    previousHash = entry.hash;
    return entry;
  });
}

/** A line of that id that has bought, drawn, been billed, paid and fallen behind; with its events sealed. */
export function livedLine(lineId: string) {
  const line = new TestLine('2025-05-10');
  const { customerId, applicationId, accountRef, terms, answerTimeoutMs } = line.state;
  const opening = { lineId, customerId, applicationId, accountRef, limitMinor: 1_000_000, terms, answerTimeoutMs };
  const opened = openLine(opening, { nowMs: line.nowMs });
  line.state = opened.state;
  line.events.splice(0, 1, ...opened.events);
  line.buy('order_1', 30_000);
  line.draw(120_000);
  line.answer('SUCCEEDED');
  line.advance('2025-06-10');
  line.pay(45_678);
  line.advance('2025-09-15');
  const entries = sealAll(lineId, line.events);
  return { line, entries, flush: flushOf(line, entries) };
}

/** What a flusher stores with the entries. */
export function flushOf({ state, nowMs }: TestLine, entries: readonly JournalEntry[]): Flush {
  return {
    entries,
    line: lineView(state, nowMs),
    agreements: agreementViews(state),
    statements: entries.flatMap(({ event, seq }) =>
      event.type === 'statementCut' ? [{ statement: event.statement, seq }] : [],
    ),
  };
}
