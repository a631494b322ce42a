import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { startStack } from '../../stack/supervisor.js';
import { findFreePorts } from '../../stack/ports.js';
import { TemporaryHome } from './temporary-home.js';

const TIMEOUT_MS = 60_000;

let home: TemporaryHome;
beforeEach(() => {
  home = new TemporaryHome();
});
afterEach(() => home.remove());

const start = async (variables: Record<string, string>) =>
  await startStack({
    parts: ['temporal', 'store'],
    keepTemporal: 'in-memory',
    ports: 'any',
    env: { ...home.env, ...variables },
  });

/** A server that answers every call as one of that version does GetSystemInfo: field 1 holds the version. */
async function oldTemporal(version: string): Promise<Http2Server> {
  const text = Buffer.from(version);
  const message = Buffer.concat([Buffer.from([0x0a, text.length]), text]);
  const frame = Buffer.concat([Buffer.from([0, 0, 0, 0, message.length]), message]);
  const server = createServer();
  server.on('stream', (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    stream.end(frame);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return server;
}

test(
  'no Temporal at TEMPORAL_ADDRESS',
  async () => {
    const { dead } = await findFreePorts({ dead: { name: 'dead', port: 'any' } });
    await expect(start({ TEMPORAL_ADDRESS: `127.0.0.1:${dead}` })).rejects.toMatchObject({
      code: 'temporal-unreachable',
      message: expect.stringMatching(new RegExp(`TEMPORAL_ADDRESS is 127.0.0.1:${dead}.*unset it`, 's')) as string,
    });
  },
  TIMEOUT_MS,
);

test(
  'no MongoDB at MONGODB_URI; the password is not shown',
  async () => {
    const { dead } = await findFreePorts({ dead: { name: 'dead', port: 'any' } });
    const problem = await start({ MONGODB_URI: `mongodb://me:hunter2@127.0.0.1:${dead}/x` }).catch(
      (thrown: unknown) => thrown,
    );
    expect(problem).toMatchObject({
      code: 'mongodb-unreachable',
      message: expect.stringContaining(`MONGODB_URI is mongodb://***@127.0.0.1:${dead}/x`) as string,
    });
    expect(String(problem)).not.toContain('hunter2');
  },
  TIMEOUT_MS,
);

test(
  'a Temporal that is too old',
  async () => {
    const server = await oldTemporal('1.24.2');
    const { port } = server.address() as AddressInfo;
    await expect(start({ TEMPORAL_ADDRESS: `127.0.0.1:${port}` })).rejects.toMatchObject({
      code: 'temporal-too-old',
      message: expect.stringContaining('is 1.24.2; 1.32.0 or newer is needed') as string,
    });
    server.close();
  },
  TIMEOUT_MS,
);
