import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayTimeout, GatewayUnavailable } from '../errors.js';
import { identityClient } from '../http/identity-client.js';
import { notifierClient } from '../http/notifier-client.js';
import type { NoticeRequest } from '../ports.js';
import { signRequest } from '../request-signature.js';
import { sandboxAccountNumber, sandboxDocumentNumber } from './magic.js';
import { startSandbox } from './server.js';
import { SECRET, startBench, type Bench } from './test-bench.js';

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(async () => await bench.close());

async function post(path: string, body: string, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const signature = signRequest(SECRET, { method: 'POST', path, body }, Date.now());
  const response = await fetch(`${bench.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signature, ...headers },
    body,
  });
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  return [response.status, isProblem || response.ok ? await response.json() : null];
}

describe('sandbox service, bad input', () => {
  const good = () => bench.request(sandboxAccountNumber(1));

  test.each([
    ['a fractional amount', { amountMinor: 0.5 }, 'amountMinor'],
    ['no amount', { amountMinor: 0 }, 'amountMinor'],
    ['a negative amount', { amountMinor: -1 }, 'amountMinor'],
    ['too much', { amountMinor: 1_000_000_000_001 }, 'amountMinor'],
    ['an amount as text', { amountMinor: '1' }, 'amountMinor'],
    ['a long key', { idempotencyKey: 'k'.repeat(201) }, 'idempotencyKey'],
    ['a key with a space', { idempotencyKey: 'a b' }, 'idempotencyKey'],
    ['a key that is a path', { idempotencyKey: '..' }, 'idempotencyKey'],
    ['a currency that is none', { currency: 'yuan' }, 'currency'],
    ['an account that is none', { accountNumber: '62-00' }, 'accountNumber'],
    ['an unknown field', { priority: 1 }, 'priority'],
    ['a callback to a file', { callback: { url: 'file:///etc/hosts', reference: 'r' } }, 'callback.url'],
    ['no callback', { callback: undefined }, 'callback'],
  ])('%s', async (_name, changes, param) => {
    const answer = await post('/bank/debits', JSON.stringify({ ...good(), ...changes }));
    expect(answer).toEqual([422, expect.objectContaining({ code: 'invalid-request', param })]);
  });

  test('a key of 200 characters and the largest amount pass', async () => {
    const request = { ...good(), idempotencyKey: 'k'.repeat(200), amountMinor: 1_000_000_000_000 };
    expect(await bench.bank.debit(request)).toMatchObject({ status: 'PENDING' });
  });

  test.each([
    ['no JSON', '{', {}, 400, 'malformed-json'],
    ['a list', '[]', {}, 422, 'invalid-request'],
    ['another media type', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['no signature', '{}', { 'webhook-signature': '' }, 401, 'bad-signature'],
    ['a body above 64 kB', JSON.stringify('x'.repeat(65_536)), {}, 413, 'body-too-large'],
  ])('%s', async (_name, body, headers, status, code) => {
    expect(await post('/bank/debits', body, headers)).toEqual([status, expect.objectContaining({ code })]);
  });

  test('an old signature, and one for another path', async () => {
    const body = JSON.stringify(good());
    const old = signRequest(SECRET, { method: 'POST', path: '/bank/debits', body }, Date.now() - 600_000);
    expect(await post('/bank/debits', body, old)).toEqual([401, expect.objectContaining({ code: 'stale-signature' })]);
    const other = signRequest(SECRET, { method: 'POST', path: '/bank/debits', body }, Date.now());
    expect(await post('/bank/refunds', body, other)).toEqual([401, expect.objectContaining({ code: 'bad-signature' })]);
  });

  test('unknown and malformed paths', async () => {
    expect((await fetch(`${bench.url}/nothing`)).status).toBe(404);
    expect((await fetch(`${bench.url}/bank/movements/%E0%A4%A`)).status).toBe(400);
    expect((await fetch(`${bench.url}/mailbox?limit=0`)).status).toBe(422);
    expect((await fetch(`${bench.url}/mailbox?to=a&to=b`)).status).toBe(422);
  });

  test('a taken port is an error, and leaves the files usable', async () => {
    const options = {
      port: bench.sandbox.port,
      host: '127.0.0.1',
      secret: SECRET,
      dataDir: join(bench.dataDir, 'second'),
    };
    await expect(startSandbox(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    const second = await startSandbox({ ...options, port: 0 });
    await second.close();
  });

  test('is healthy', async () => {
    const response = await fetch(`${bench.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });
});

describe('sandbox identity check', () => {
  const client = () => identityClient(bench.url, SECRET, { timeoutMs: 500 });
  const person = (key: string, documentNumber: string) => ({
    idempotencyKey: key,
    name: '张三丰',
    documentNumber,
    birthOn: '1990-01-01',
    phone: '13800138000',
  });

  test.each([
    ['0001', 'FAIL'],
    ['0002', 'MISMATCH'],
    ['0000', 'PASS'],
    ['123X', 'PASS'],
  ])('a document ending in %s: %s', async (code, outcome) => {
    const request = person(`app_${code}`, sandboxDocumentNumber(7, code));
    const check = await client().check(request);
    expect(check.outcome).toBe(outcome);
    expect(await client().check(request)).toEqual(check);
  });

  test('0003: no answer', async () => {
    const request = person('app_3', sandboxDocumentNumber(7, '0003'));
    await expect(client().check(request)).rejects.toBeInstanceOf(GatewayTimeout);
  });

  test('0004: two errors, then PASS', async () => {
    const request = person('app_4', sandboxDocumentNumber(7, '0004'));
    await expect(client().check(request)).rejects.toBeInstanceOf(GatewayUnavailable);
    await expect(client().check(request)).rejects.toBeInstanceOf(GatewayUnavailable);
    expect(await client().check(request)).toMatchObject({ outcome: 'PASS' });
  });

  test('the same key for another person is refused; the file holds nobody', async () => {
    const request = person('app_5', sandboxDocumentNumber(7));
    await client().check(request);
    const other = client().check({ ...request, birthOn: '1990-01-02' });
    await expect(other).rejects.toMatchObject({ code: 'key-reused', field: 'birthOn' });
    const file = await readFile(join(bench.dataDir, 'identity.jsonl'), 'utf8');
    expect(file).toContain('app_5');
    expect(file).not.toMatch(/张三丰|13800138000|1990-01-01|1101010/);
  });
});

describe('sandbox notifier', () => {
  const client = () => notifierClient(bench.url, SECRET);
  const notice = (key: string, changes: Partial<NoticeRequest> = {}): NoticeRequest => ({
    idempotencyKey: key,
    channel: 'SMS',
    to: '13800138000',
    template: 'reminder',
    parameters: { amountMinor: 52_160, currency: 'CNY', dueOn: '2025-06-12' },
    language: 'zh',
    ...changes,
  });
  const mailbox = async (query: string) =>
    (await (await fetch(`${bench.url}/mailbox${query}`)).json()) as { notices: object[] };

  test('keeps what was sent, newest first, once per key', async () => {
    const first = await client().send(notice('n1'));
    await client().send(notice('n2', { to: '13900139000' }));
    await client().send(notice('n3', { template: 'closed', language: 'en' }));
    expect(await client().send(notice('n1'))).toEqual(first);
    const { notices } = await mailbox('?to=13800138000');
    expect(notices).toEqual([
      expect.objectContaining({ idempotencyKey: 'n3', text: 'Whiteslip: your credit line is closed and settled.' }),
      expect.objectContaining({
        idempotencyKey: 'n1',
        text: '【白条】您有 ¥521.60 将于 2025-06-12 到期，请在到期前还款。',
      }),
    ]);
    expect((await mailbox('?to=13800138000&limit=1')).notices).toHaveLength(1);
    expect((await mailbox('?to=nobody')).notices).toEqual([]);
    expect((await mailbox('')).notices).toHaveLength(3);
  });

  test('refuses the same key with other content, unknown templates and missing parameters', async () => {
    await client().send(notice('n4'));
    await expect(client().send(notice('n4', { to: 'other' }))).rejects.toMatchObject({
      code: 'key-reused',
      field: 'to',
    });
    await expect(client().send(notice('n5', { template: 'none' }))).rejects.toMatchObject({ code: 'template-unknown' });
    const bare = client().send(notice('n6', { parameters: { amountMinor: 1, currency: 'CNY' } }));
    await expect(bare).rejects.toMatchObject({ code: 'parameter-invalid', field: 'parameters.dueOn' });
  });
});
