import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { bankClient } from '../http/bank-client.js';
import { notifierClient } from '../http/notifier-client.js';
import type { MovementRequest } from '../ports.js';
import { sandboxAccountNumber } from './magic.js';
import { startSandbox } from './server.js';
import { SECRET, receiver, temporaryFolder, until, type Receiver } from './test-bench.js';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function request(key: string, accountNumber: string, url: string): MovementRequest {
  return {
    idempotencyKey: key,
    amountMinor: 100,
    currency: 'CNY',
    accountNumber,
    purpose: 'stm_1',
    callback: { url, reference: 'r' },
  };
}

const keysOf = (callbacks: Receiver) => callbacks.received.map(({ content }) => content.movement.idempotencyKey).sort();

describe('sandbox service after a restart', () => {
  let dataDir: string;
  beforeEach(async () => (dataDir = await temporaryFolder()));
  afterEach(async () => await rm(dataDir, { recursive: true }));

  test('delivers what was open, once, and still knows its keys', async () => {
    const options = { port: 0, host: '127.0.0.1', secret: SECRET, dataDir };
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/callbacks`;
    const first = await startSandbox(options);
    const bank = bankClient(`http://127.0.0.1:${first.port}`, SECRET);
    await bank.debit(request('k1', sandboxAccountNumber(1), url)); // nobody listens at this address yet
    await bank.debit(request('k2', sandboxAccountNumber(1, '0409'), url));
    await first.close();

    const callbacks = await receiver(undefined, port);
    const second = await startSandbox(options);
    await until('three callbacks', () => callbacks.received.length === 3);
    const again = bankClient(`http://127.0.0.1:${second.port}`, SECRET);
    expect(await again.find('k1')).toMatchObject({ status: 'SUCCEEDED' });
    const changed = { ...request('k1', sandboxAccountNumber(1), url), amountMinor: 101 };
    await expect(again.debit(changed)).rejects.toMatchObject({ code: 'key-reused' });
    await again.debit(request('k3', sandboxAccountNumber(1), url));
    await until('the fourth callback', () => callbacks.received.length === 4);
    await second.close();

    const third = await startSandbox(options);
    await bankClient(`http://127.0.0.1:${third.port}`, SECRET).debit(request('k4', sandboxAccountNumber(1), url));
    await until('the fifth callback', () => keysOf(callbacks).includes('k4'));
    await third.close();
    await callbacks.close();
    expect(keysOf(callbacks)).toEqual(['k1', 'k2', 'k2', 'k3', 'k4']);
  });

  test('remembers first debits and first errors', async () => {
    const options = { port: 0, host: '127.0.0.1', secret: SECRET, dataDir };
    const callbacks = await receiver();
    const clean = sandboxAccountNumber(2, '0151');
    const shaky = sandboxAccountNumber(2, '0500');
    const first = await startSandbox(options);
    const before = bankClient(`http://127.0.0.1:${first.port}`, SECRET);
    await before.debit(request('k1', clean, callbacks.url));
    await expect(before.debit(request('k2', shaky, callbacks.url))).rejects.toMatchObject({
      name: 'GatewayUnavailable',
    });
    await first.close();

    const second = await startSandbox(options);
    const after = bankClient(`http://127.0.0.1:${second.port}`, SECRET);
    await expect(after.debit(request('k2', shaky, callbacks.url))).rejects.toMatchObject({
      name: 'GatewayUnavailable',
    });
    expect(await after.debit(request('k2', shaky, callbacks.url))).toMatchObject({ status: 'PENDING' });
    await after.debit(request('k3', clean, callbacks.url));
    await until('k3', () => keysOf(callbacks).includes('k3'));
    const outcome = callbacks.received.find(({ content }) => content.movement.idempotencyKey === 'k3');
    expect(outcome?.content.movement.status).toBe('SUCCEEDED');
    await second.close();
    await callbacks.close();
  });
});

describe('sandbox process', () => {
  let home: string;
  let port: number;
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    home = await temporaryFolder();
    port = await freePort();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(home, { recursive: true });
  });

  async function start(stdio: 'ignore' | ['ignore', 'ignore', 'ignore', 'ipc'] = 'ignore'): Promise<ChildProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
      stdio,
      env: {
        PATH: process.env['PATH'],
        WHITESLIP_HOME: home,
        WHITESLIP_SANDBOX_PORT: String(port),
        WHITESLIP_CALLBACK_SECRET: SECRET,
      },
    });
    children.push(child);
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      const isUp = await fetch(`http://127.0.0.1:${port}/health`).then(
        (r) => r.ok,
        () => false,
      );
      if (isUp) return child;
      await pause(50);
    }
    throw new Error('the sandbox did not start');
  }

  const ended = async (child: ChildProcess) => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };

  test('kill -9 loses nothing that was acknowledged', async () => {
    const callbackPort = await freePort();
    const url = `http://127.0.0.1:${callbackPort}/callbacks`;
    const killed = await start();
    const base = `http://127.0.0.1:${port}`;
    const keys = Array.from({ length: 40 }, (_, i) => `k${String(i).padStart(2, '0')}`);
    await Promise.all(keys.map((key) => bankClient(base, SECRET).debit(request(key, sandboxAccountNumber(3), url))));
    await notifierClient(base, SECRET).send({
      idempotencyKey: 'n1',
      channel: 'PUSH',
      to: 'device-1',
      template: 'closed',
      parameters: {},
      language: 'en',
    });
    killed.kill('SIGKILL');
    await ended(killed);

    const callbacks = await receiver(undefined, callbackPort);
    const restarted = await start();
    await until('all callbacks', () => callbacks.received.length >= keys.length, 20_000);
    expect(keysOf(callbacks)).toEqual(keys);
    expect(await (await fetch(`${base}/mailbox?to=device-1`)).json()).toMatchObject({
      notices: [{ idempotencyKey: 'n1' }],
    });
    restarted.kill('SIGTERM');
    expect(await ended(restarted)).toBe(0);
    await callbacks.close();
  }, 90_000);

  test('ends with its parent, also while an answer is held', async () => {
    const child = await start(['ignore', 'ignore', 'ignore', 'ipc']);
    const held = bankClient(`http://127.0.0.1:${port}`, SECRET).debit(
      request('k1', sandboxAccountNumber(4, '0408'), 'http://127.0.0.1:9/'),
    );
    const failed = expect(held).rejects.toMatchObject({ name: 'GatewayUnavailable' });
    await pauseUntilTaken('k1');
    child.disconnect();
    expect(await ended(child)).toBe(0);
    await failed;
  }, 60_000);

  async function pauseUntilTaken(key: string): Promise<void> {
    const bank = bankClient(`http://127.0.0.1:${port}`, SECRET);
    while ((await bank.find(key)) === null) await pause(10);
  }
});
