import type { ServerResponse } from 'node:http';
import { GatewayRefused, GatewayTimeout, GatewayUnavailable } from '../errors.js';
import type { MovementRequest } from '../ports.js';
import { serve, type TestServer } from '../sandbox/test-bench.js';
import { verifyRequest } from '../request-signature.js';
import { bankClient } from './bank-client.js';
import { identityClient } from './identity-client.js';
import { notifierClient } from './notifier-client.js';

const SECRET = 'test-secret-of-at-least-32-characters';
const REQUEST: MovementRequest = {
  idempotencyKey: 'line_1:7:autopay',
  amountMinor: 52_160,
  currency: 'CNY',
  accountNumber: '6200000000000010000',
  purpose: 'stm_1',
  callback: { url: 'http://127.0.0.1:1/callbacks', reference: 'r' },
};
const MOVEMENT = {
  idempotencyKey: REQUEST.idempotencyKey,
  kind: 'debit',
  status: 'SUCCEEDED',
  amountMinor: REQUEST.amountMinor,
  currency: 'CNY',
  failure: null,
  bankReference: 'bnk_1',
};

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function answering(status: number, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  server = await serve((_req, _body, res) => {
    res.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return server.url;
}

async function doing(act: (res: ServerResponse) => void): Promise<string> {
  server = await serve((_req, _body, res) => act(res));
  return server.url;
}

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return await promise.then(
    () => {
      throw new Error('it was believed');
    },
    (thrown: unknown) => thrown,
  );
}

describe('bankClient', () => {
  test('signs each request and returns the movement, without fields it does not know', async () => {
    let verdict: string | undefined;
    server = await serve((req, body, res) => {
      const request = { method: req.method ?? '', path: req.url ?? '', body };
      verdict = verifyRequest(SECRET, req.headers, request, Date.now());
      res.end(JSON.stringify({ ...MOVEMENT, feeMinor: 3 }));
    });
    expect(await bankClient(server.url, SECRET).debit(REQUEST)).toEqual(MOVEMENT);
    expect(verdict).toBe('VALID');
  });

  test.each([
    ['another key', { ...MOVEMENT, idempotencyKey: 'line_2:7:autopay' }, 'idempotencyKey'],
    ['another kind', { ...MOVEMENT, kind: 'refund' }, 'kind'],
    ['another amount', { ...MOVEMENT, amountMinor: 52_161 }, 'amountMinor'],
    ['another currency', { ...MOVEMENT, currency: 'USD' }, 'currency'],
    ['a fractional amount', { ...MOVEMENT, amountMinor: 52_160.5 }, 'amountMinor'],
    ['an amount as text', { ...MOVEMENT, amountMinor: '52160' }, 'amountMinor'],
    ['an unknown status', { ...MOVEMENT, status: 'DONE' }, 'status'],
    ['a success with a failure', { ...MOVEMENT, failure: 'ACCOUNT_CLOSED' }, 'failure'],
    ['a failure without a reason', { ...MOVEMENT, status: 'FAILED', bankReference: null }, 'failure'],
    ['a success without a reference', { ...MOVEMENT, bankReference: null }, 'bankReference'],
    ['a missing field', { ...MOVEMENT, currency: undefined }, 'currency'],
    ['no object', [MOVEMENT], null],
    ['null', 'null', null],
    ['no JSON', '<html>', null],
    ['nothing', '', null],
    ['a flood', { ...MOVEMENT, padding: 'x'.repeat(70_000) }, null],
  ])('calls %s an invalid answer', async (_name, body, field) => {
    const failure = await failureOf(bankClient(await answering(200, body), SECRET).debit(REQUEST));
    expect(failure).toBeInstanceOf(GatewayRefused);
    expect(failure).toMatchObject({ code: 'invalid-answer', field });
  });

  test('does not follow the bank elsewhere', async () => {
    const url = await answering(307, '', { location: 'http://127.0.0.1:1/' });
    expect(await failureOf(bankClient(url, SECRET).debit(REQUEST))).toMatchObject({ code: 'invalid-answer' });
  });

  test('tells code and field of a refusal, and nothing of its text', async () => {
    const url = await answering(409, { code: 'key-reused', param: 'amountMinor', detail: 'Zhang San' });
    const failure = await failureOf(bankClient(url, SECRET).debit(REQUEST));
    expect(failure).toBeInstanceOf(GatewayRefused);
    expect(failure).toMatchObject({ code: 'key-reused', field: 'amountMinor' });
    expect(String(failure)).not.toContain('Zhang');
  });

  test.each([
    ['no code', 400, { title: 'Bad' }, 'http-400'],
    ['a code that is a sentence', 403, { code: 'Zhang San may not' }, 'http-403'],
    ['a field that is a sentence', 422, { code: 'invalid-request', param: 'Zhang San' }, 'invalid-request'],
  ])('keeps to codes: %s', async (_name, status, body, code) => {
    const failure = await failureOf(bankClient(await answering(status, body), SECRET).debit(REQUEST));
    expect(failure).toMatchObject({ name: 'GatewayRefused', code, field: null });
  });

  test.each([408, 425, 429, 500, 502, 503])('status %i may be repeated', async (status) => {
    const url = await answering(status, 'oops', { 'retry-after': '3' });
    const failure = await failureOf(bankClient(url, SECRET).debit(REQUEST));
    expect(failure).toBeInstanceOf(GatewayUnavailable);
    expect(failure).toMatchObject({ retryAfterMs: 3_000 });
  });

  test('nobody there, and a connection that breaks, may be repeated', async () => {
    const url = await doing((res) => res.destroy());
    expect(await failureOf(bankClient(url, SECRET).debit(REQUEST))).toBeInstanceOf(GatewayUnavailable);
    await server?.close();
    server = undefined;
    const failure = await failureOf(bankClient(url, SECRET).debit(REQUEST));
    expect(failure).toBeInstanceOf(GatewayUnavailable);
    expect(failure).toMatchObject({ retryAfterMs: null });
    expect(String(failure)).toContain('ECONNREFUSED');
  });

  test.each([
    ['never answers', () => undefined],
    ['stops in the middle', (res: ServerResponse) => void res.writeHead(200).write('{"status":')],
  ])('a bank that %s is a time-out', async (_name, act) => {
    const url = await doing(act);
    const failure = await failureOf(bankClient(url, SECRET, { timeoutMs: 50 }).debit(REQUEST));
    expect(failure).toBeInstanceOf(GatewayTimeout);
  });

  test('finds nothing only where the bank itself says so', async () => {
    const known = bankClient(await answering(404, { code: 'movement-unknown' }), SECRET);
    expect(await known.find(REQUEST.idempotencyKey)).toBeNull();
    await server?.close();
    const elsewhere = bankClient(await answering(404, 'Not Found'), SECRET);
    expect(await failureOf(elsewhere.find(REQUEST.idempotencyKey))).toMatchObject({ code: 'http-404' });
  });

  test('does not believe a find that tells of another movement', async () => {
    const url = await answering(200, { ...MOVEMENT, idempotencyKey: 'line_2:7:autopay' });
    const failure = await failureOf(bankClient(url, SECRET).find(REQUEST.idempotencyKey));
    expect(failure).toMatchObject({ code: 'invalid-answer', field: 'idempotencyKey' });
  });

  test('a base address that is none is found at once', () => {
    expect(() => bankClient('bank', SECRET)).toThrow('Invalid URL');
  });
});

describe('identityClient and notifierClient', () => {
  const person = {
    idempotencyKey: 'app_1:identity',
    name: 'n',
    documentNumber: '110101199001010000',
    birthOn: '1990-01-01',
    phone: '13800000000',
  };

  test.each([{ outcome: 'MAYBE', checkId: 'c', checkedAt: 1 }, { outcome: 'PASS', checkId: 'c' }, 'PASS'])(
    'an identity answer %j is invalid',
    async (body) => {
      const failure = await failureOf(identityClient(await answering(200, body), SECRET).check(person));
      expect(failure).toMatchObject({ name: 'GatewayRefused', gateway: 'identity', code: 'invalid-answer' });
    },
  );

  test('a notifier answer without id is invalid', async () => {
    const client = notifierClient(await answering(201, {}), SECRET);
    const failure = await failureOf(
      client.send({ idempotencyKey: 'k', channel: 'SMS', to: 't', template: 'closed', parameters: {}, language: 'zh' }),
    );
    expect(failure).toMatchObject({
      name: 'GatewayRefused',
      gateway: 'notifier',
      code: 'invalid-answer',
      field: 'noticeId',
    });
  });
});
