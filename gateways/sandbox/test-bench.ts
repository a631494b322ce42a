import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bankClient } from '../http/bank-client.js';
import { movementCallbackSchema } from '../movement-schema.js';
import type { BankGateway, Movement, MovementCallback, MovementRequest } from '../ports.js';
import { startSandbox, type Sandbox } from './server.js';

export const SECRET = 'test-secret-of-at-least-32-characters';

export interface TestServer {
  readonly url: string;
  close(): Promise<void>;
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of req as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** A server of raw answers, for gateways that lie and receivers that fail. */
export async function serve(
  answer: (req: IncomingMessage, body: string, res: ServerResponse) => void,
  port = 0,
): Promise<TestServer> {
  const server = createServer((req, res) => {
    bodyOf(req).then(
      (body) => answer(req, body, res),
      () => res.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

export async function until<T>(what: string, look: () => T | undefined | false, deadlineMs = 8_000): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await pause(5);
  }
}

export interface ReceivedCallback {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
  readonly content: MovementCallback;
}

export interface Receiver extends TestServer {
  readonly received: readonly ReceivedCallback[];
}

/** Takes callbacks; `status` says what it answers to the nth (from 1). */
export async function receiver(status: (nth: number) => number = () => 204, port = 0): Promise<Receiver> {
  const received: ReceivedCallback[] = [];
  const server = await serve((req, body, res) => {
    const content = movementCallbackSchema.parse(JSON.parse(body));
    received.push({ headers: req.headers, body, at: Date.now(), content });
    res.writeHead(status(received.length)).end();
  }, port);
  return { ...server, received };
}

export interface Bench {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly dataDir: string;
  readonly callbacks: Receiver;
  readonly bank: BankGateway;
  /** A request with a fresh key. */
  request(accountNumber: string, changes?: Partial<MovementRequest>): MovementRequest;
  /** The outcome that came by callback. */
  outcome(idempotencyKey: string): Promise<Movement>;
  close(): Promise<void>;
}

export async function temporaryFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'whiteslip-sandbox-'));
}

/** A running sandbox with a receiver of its callbacks. */
export async function startBench(status?: (nth: number) => number): Promise<Bench> {
  const dataDir = await temporaryFolder();
  const sandbox = await startSandbox({ port: 0, host: '127.0.0.1', secret: SECRET, dataDir });
  const url = `http://127.0.0.1:${sandbox.port}`;
  const callbacks = await receiver(status);
  let made = 0;
  return {
    sandbox,
    url,
    dataDir,
    callbacks,
    bank: bankClient(url, SECRET, { timeoutMs: 5_000 }),
    request(accountNumber, changes = {}) {
      made += 1;
      return {
        idempotencyKey: `line_1:${made}:autopay`,
        amountMinor: 52_160,
        currency: 'CNY',
        accountNumber,
        purpose: 'stm_1',
        callback: { url: `${callbacks.url}/callbacks`, reference: 'credit-line/line_1#autopay' },
        ...changes,
      };
    },
    async outcome(idempotencyKey) {
      return await until(`callback of ${idempotencyKey}`, () =>
        callbacks.received.map(({ content }) => content.movement).find((m) => m.idempotencyKey === idempotencyKey),
      );
    },
    async close() {
      await sandbox.close();
      await callbacks.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
