import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, ApiUnreachable, apiClient } from './api-client.js';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

type Answer = (response: ServerResponse, nth: number) => void;

let server: Server;
let seen: Seen[];

async function serve(answer: Answer): Promise<string> {
  seen = [];
  server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const key = request.headers['idempotency-key'];
      const { authorization } = request.headers;
      seen.push({ method: request.method, url: request.url, key: key?.toString(), authorization, body });
      answer(response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const PROBLEM = {
  type: '/v1/problems/limit-exceeded',
  title: 'The amount is above the available limit',
  status: 422,
  detail: 'Ask for at most 100.',
  code: 'limit-exceeded',
  param: 'amountMinor',
  requestId: 'req_1',
  reasons: [],
};

const client = (apiUrl: string, deadlineMs = 5_000) =>
  apiClient({ apiUrl, apiKey: 'ws_test', deadlineMs, timeoutMs: 1_000, firstPauseMs: 5 });

const pay = { params: { lineId: 'line_1' }, key: 'key-1' } as const;
const body = { amountMinor: 100, currency: 'CNY', method: { kind: 'TRANSFER', reference: 'r-1' } } as const;
const PAID = { paymentId: 'pay_1', status: 'BOOKED', seq: 7 };

describe('call', () => {
  test('sends key, credentials and body, and reads the answer by its contract', async () => {
    const url = await serve((response) => json(response, 201, PAID));
    expect(await client(url).call('pay', { ...pay, body })).toEqual(PAID);
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/v1/credit-lines/line_1/payments',
        key: 'key-1',
        authorization: 'Bearer ws_test',
        body: JSON.stringify(body),
      },
    ]);
  });

  test('repeats a 503, a broken connection, a broken answer and a 429 with the same key and body', async () => {
    const url = await serve((response, nth) => {
      if (nth === 1) json(response, 503, { ...PROBLEM, code: 'unavailable', status: 503 });
      else if (nth === 2) response.destroy();
      else if (nth === 3) {
        response.writeHead(201, { 'content-length': '1000' });
        response.write('{"paymentId"', () => response.destroy());
      } else if (nth === 4) json(response, 429, {});
      else json(response, 201, PAID);
    });
    expect(await client(url).call('pay', { ...pay, body })).toEqual(PAID);
    expect(seen).toHaveLength(5);
    expect(new Set(seen.map(({ key, body: sent }) => `${key ?? ''} ${sent}`)).size).toBe(1);
  });

  test('makes one key for all tries when none is given, and another one for the next call', async () => {
    const url = await serve((response, nth) => json(response, nth === 1 ? 503 : 201, PAID));
    await client(url).call('pay', { params: pay.params, body });
    await client(url).call('pay', { params: pay.params, body });
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen[1]?.key).toBe(seen[0]?.key);
    expect(seen[2]?.key).not.toBe(seen[0]?.key);
  });

  test('waits as long as a Retry-After asks', async () => {
    const url = await serve((response, nth) =>
      nth === 1 ? json(response, 503, {}, { 'retry-after': '1' }) : json(response, 201, PAID),
    );
    const startedAt = performance.now();
    await client(url).call('pay', { ...pay, body });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
  });

  test('gives a refusal at once, with what to do next', async () => {
    const url = await serve((response) => json(response, 422, PROBLEM));
    const refused = client(url).call('pay', { ...pay, body });
    await expect(refused).rejects.toThrow(ApiProblem);
    await expect(refused).rejects.toThrow(
      'The amount is above the available limit (limit-exceeded [amountMinor]). Ask for at most 100.',
    );
    expect(seen).toHaveLength(1);
  });

  test('gives up after its deadline and says that the outcome is not known', async () => {
    const url = await serve((response) => json(response, 503, {}));
    await expect(client(url, 60).call('pay', { ...pay, body })).rejects.toThrow(ApiUnreachable);
    expect(seen.length).toBeGreaterThan(1);
  });

  test('ends at once when it is told to', async () => {
    const url = await serve((response) => json(response, 503, {}, { 'retry-after': '60' }));
    const stop = new AbortController();
    const options = { apiUrl: url, apiKey: 'ws_test', deadlineMs: 600_000, signal: stop.signal };
    const calling = apiClient(options).call('pay', { ...pay, body });
    setTimeout(() => stop.abort(new Error('told to')), 50);
    await expect(calling).rejects.toThrow('told to');
    await expect(apiClient(options).call('pay', { ...pay, body })).rejects.toThrow('told to');
    expect(seen).toHaveLength(1);
  });

  test('takes no answer that the contract does not describe', async () => {
    const url = await serve((response) => json(response, 201, { ...PAID, seq: 'seven' }));
    await expect(client(url).call('pay', { ...pay, body })).rejects.toThrow('not what its contract says');
  });

  test('a read has no key; names in an address are escaped', async () => {
    const url = await serve((response) => json(response, 404, { ...PROBLEM, status: 404, code: 'not-found' }));
    const query = { limit: '2' };
    await expect(client(url).call('getTimeline', { params: { lineId: 'a/b' }, query })).rejects.toThrow(ApiProblem);
    expect(seen[0]).toMatchObject({ method: 'GET', url: '/v1/credit-lines/a%2Fb/timeline?limit=2', key: undefined });
  });
});

test('a server that is not there is unreachable, with the reason', async () => {
  const url = await serve(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  await expect(client(url, 30).call('health', {})).rejects.toThrow(/gave no answer within 0\.03 s .*ECONNREFUSED/);
});

test('a preview asks for a dry run', async () => {
  const figures = { status: 'ACTIVE', limitMinor: 1, usedMinor: 0, heldMinor: 0, availableMinor: 1 };
  const money = { billedMinor: 0, overdueMinor: 0, creditMinor: 0 };
  const before = { ...figures, ...money };
  const preview = {
    dryRun: true,
    reply: {},
    events: [],
    difference: [],
    components: [],
    costTable: null,
    before,
    after: before,
  };
  const url = await serve((response) => json(response, 200, preview));
  expect(await client(url).preview('pay', { ...pay, body })).toEqual(preview);
  expect(seen[0]?.url).toBe('/v1/credit-lines/line_1/payments?dryRun=true');
});
