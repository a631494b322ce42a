import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { StoreUnreachable } from '../../storage/errors.js';
import { openStore } from '../../storage/store.js';
import { DATA_KEY, openTestStore, rawCollection, type TestStore } from './support.js';

let test_: TestStore;
beforeAll(async () => (test_ = await openTestStore()), 60_000);
afterAll(async () => await test_.close(), 30_000);

const WITHIN_MS = 5_000;

describe('openStore', () => {
  test('answers a ping', async () => {
    await expect(test_.store.ping()).resolves.toBeUndefined();
  });

  test('builds the indexes, and finds them built the next time', async () => {
    const names = async () =>
      await Promise.all(
        [
          'journal',
          'lines',
          'agreements',
          'statements',
          'applications',
          'customers',
          'decisions',
          'notices',
          'planVersions',
        ].map(
          async (name) =>
            [
              name,
              (await rawCollection(test_.raw, name).indexes()).map(({ key }) => Object.keys(key).join()).sort(),
            ] as const,
        ),
      );
    const built = Object.fromEntries(await names());
    expect(built).toEqual({
      journal: ['_id', 'lineId,commandId', 'lineId,seq'],
      lines: ['_id', 'keys,slot,_id', 'slot,_id'],
      agreements: ['_id', 'keys,slot,_id', 'slot,_id'],
      statements: ['_id', 'lineId,seq'],
      applications: ['_id', 'keys,slot,_id', 'slot,_id'],
      customers: ['_id', 'accounts.accountRef', 'documentTag'],
      decisions: ['_id', 'applicationId'],
      notices: ['_id', 'idempotencyKey', 'lineId'],
      planVersions: ['_id', 'planId'],
    });
    const again = await openStore(test_.uri, { dbName: test_.dbName, dataKey: DATA_KEY });
    await again.close();
    expect(Object.fromEntries(await names())).toEqual(built);
  });

  test('several processes may start at once', async () => {
    const dbName = `${test_.dbName}_s`;
    const stores = await Promise.all(
      Array.from({ length: 4 }, async () => await openStore(test_.uri, { dbName, dataKey: DATA_KEY })),
    );
    await Promise.all(stores.map(async (store) => await store.close()));
    await test_.raw.useDb(dbName).dropDatabase();
  }, 30_000);

  test('says soon that nobody is there, and no password', async () => {
    const startedAt = Date.now();
    const opening = openStore('mongodb://user:hidden@127.0.0.1:1/whiteslip?directConnection=true', {
      dataKey: DATA_KEY,
    });
    const thrown: unknown = await opening.catch((error: unknown) => error);
    expect(Date.now() - startedAt).toBeLessThan(WITHIN_MS);
    expect(thrown).toBeInstanceOf(StoreUnreachable);
    expect(String(thrown)).toMatch(/127\.0\.0\.1:1 .*MONGODB_URI/);
    expect(String(thrown)).not.toMatch(/hidden/);
  }, 15_000);

  test('says soon that someone is there who does not answer', async () => {
    const silent: Server = createServer((socket) => socket.on('error', () => undefined));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const startedAt = Date.now();
    const opening = openStore(`mongodb://127.0.0.1:${port}/whiteslip?directConnection=true`, { dataKey: DATA_KEY });
    await expect(opening).rejects.toBeInstanceOf(StoreUnreachable);
    expect(Date.now() - startedAt).toBeLessThan(WITHIN_MS);
    silent.close();
  }, 15_000);

  test('an address that is none is refused', async () => {
    await expect(openStore('postgres://127.0.0.1/x', { dataKey: DATA_KEY })).rejects.toBeInstanceOf(StoreUnreachable);
  });
});
