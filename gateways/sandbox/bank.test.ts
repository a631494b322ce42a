import { GatewayRefused, GatewayTimeout, GatewayUnavailable } from '../errors.js';
import { verifyCallback } from '../callback-signature.js';
import { bankClient } from '../http/bank-client.js';
import { sandboxAccountNumber } from './magic.js';
import { SECRET, startBench, until, type Bench } from './test-bench.js';

let bench: Bench;
beforeEach(async () => (bench = await startBench()));
afterEach(async () => await bench.close());

const account = (code: string) => sandboxAccountNumber(1, code);

describe('sandbox bank, by account number', () => {
  test.each([
    ['6200000000000000000'],
    [account('0000')],
    ['6200000000000019999'],
    ['6228480402564890051'], // ends like a magic one, but is none of the family
    ['51'],
  ])('%s: success by callback', async (accountNumber) => {
    const request = bench.request(accountNumber);
    expect(await bench.bank.debit(request)).toEqual({
      idempotencyKey: request.idempotencyKey,
      kind: 'debit',
      status: 'PENDING',
      amountMinor: 52_160,
      currency: 'CNY',
      failure: null,
      bankReference: null,
    });
    const outcome = await bench.outcome(request.idempotencyKey);
    expect(outcome).toMatchObject({ kind: 'debit', status: 'SUCCEEDED', amountMinor: 52_160, failure: null });
    expect(outcome.bankReference).toMatch(/^bnk_/);
    expect(await bench.bank.find(request.idempotencyKey)).toEqual(outcome);
  });

  test.each([
    ['0051', 'INSUFFICIENT_FUNDS'],
    ['0061', 'LIMIT_EXCEEDED'],
    ['0062', 'ACCOUNT_CLOSED'],
    ['0404', 'ACCOUNT_UNKNOWN'],
  ])('%s: a debit fails with %s', async (code, failure) => {
    const request = bench.request(account(code));
    expect((await bench.bank.debit(request)).status).toBe('PENDING');
    const outcome = await bench.outcome(request.idempotencyKey);
    expect(outcome).toMatchObject({ status: 'FAILED', failure, bankReference: null });
  });

  test.each([
    ['disburse', '0051', null],
    ['refund', '0151', null],
    ['disburse', '0062', 'ACCOUNT_CLOSED'],
    ['refund', '0404', 'ACCOUNT_UNKNOWN'],
  ] as const)('%s to %s ends with %s: an empty account takes money', async (way, code, failure) => {
    const request = bench.request(account(code));
    await bench.bank[way](request);
    expect((await bench.outcome(request.idempotencyKey)).failure).toBe(failure);
  });

  test('0151: the first debit of a purpose fails, the next one of the same purpose succeeds', async () => {
    const outcomes: (string | null)[] = [];
    for (const purpose of ['stm_1', 'stm_1', 'stm_2', 'stm_1']) {
      const request = bench.request(account('0151'), { purpose });
      await bench.bank.debit(request);
      outcomes.push((await bench.outcome(request.idempotencyKey)).failure);
    }
    expect(outcomes).toEqual(['INSUFFICIENT_FUNDS', null, 'INSUFFICIENT_FUNDS', null]);
  });

  test('0200: the answer is the outcome and no callback follows', async () => {
    const request = bench.request(account('0200'));
    expect(await bench.bank.debit(request)).toMatchObject({ status: 'SUCCEEDED' });
    const later = bench.request(account('0000'));
    await bench.bank.debit(later);
    await bench.outcome(later.idempotencyKey);
    expect(bench.callbacks.received.map(({ content }) => content.movement.idempotencyKey)).toEqual([
      later.idempotencyKey,
    ]);
  });

  test('0408: the answer never comes, the movement does; the same key then answers', async () => {
    const request = bench.request(account('0408'));
    const impatient = bankClient(bench.url, SECRET, { timeoutMs: 200 });
    await expect(impatient.debit(request)).rejects.toBeInstanceOf(GatewayTimeout);
    expect(await bench.outcome(request.idempotencyKey)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await impatient.debit(request)).toMatchObject({ status: 'SUCCEEDED' });
    expect(bench.callbacks.received).toHaveLength(1);
  });

  test('0409: the callback comes twice, with one id', async () => {
    await bench.bank.debit(bench.request(account('0409')));
    await until('two callbacks', () => bench.callbacks.received.length === 2);
    const [first, second] = bench.callbacks.received;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
  });

  test('0410: the callback comes after two seconds, until then the movement is pending', async () => {
    const request = bench.request(account('0410'));
    const startedAt = Date.now();
    await bench.bank.debit(request);
    expect(await bench.bank.find(request.idempotencyKey)).toMatchObject({ status: 'PENDING' });
    await bench.outcome(request.idempotencyKey);
    expect(bench.callbacks.received[0]!.at - startedAt).toBeGreaterThanOrEqual(1_990);
  });

  test('0411: the callback is there before the answer, which still says pending', async () => {
    const request = bench.request(account('0411'));
    expect(await bench.bank.debit(request)).toMatchObject({ status: 'PENDING' });
    expect(bench.callbacks.received).toHaveLength(1);
    expect(bench.callbacks.received[0]?.content.movement.status).toBe('SUCCEEDED');
  });

  test('0500: two errors for each key, nothing moved; then it works', async () => {
    const request = bench.request(account('0500'));
    await expect(bench.bank.debit(request)).rejects.toBeInstanceOf(GatewayUnavailable);
    await expect(bench.bank.debit(request)).rejects.toBeInstanceOf(GatewayUnavailable);
    expect(await bench.bank.find(request.idempotencyKey)).toBeNull();
    expect(await bench.bank.debit(request)).toMatchObject({ status: 'PENDING' });
    expect(await bench.outcome(request.idempotencyKey)).toMatchObject({ status: 'SUCCEEDED' });
    await expect(bench.bank.debit(bench.request(account('0500')))).rejects.toBeInstanceOf(GatewayUnavailable);
  });

  test('no amount is magic', async () => {
    for (const amountMinor of [1, 51, 404, 500, 1_000_000_000_000]) {
      const request = bench.request(account('0200'), { amountMinor });
      expect(await bench.bank.debit(request)).toMatchObject({ status: 'SUCCEEDED', amountMinor });
    }
  });
});

describe('sandbox bank, idempotency', () => {
  test('twenty sendings at once are one movement and one callback', async () => {
    const request = bench.request(account('0000'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => bench.bank.debit(request)));
    expect(new Set(answers.map((answer) => answer.idempotencyKey)).size).toBe(1);
    await bench.outcome(request.idempotencyKey);
    const last = bench.request(account('0000'));
    await bench.bank.debit(last);
    await bench.outcome(last.idempotencyKey);
    expect(bench.callbacks.received).toHaveLength(2);
  });

  test.each([
    ['amountMinor', { amountMinor: 52_161, currency: 'USD' }],
    ['currency', { currency: 'USD' }],
    ['accountNumber', { accountNumber: account('0001') }],
    ['purpose', { purpose: 'stm_2' }],
  ])('the same key with another %s is refused', async (field, changes) => {
    const request = bench.request(account('0000'));
    await bench.bank.debit(request);
    const failure = await bench.bank.debit({ ...request, ...changes }).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(GatewayRefused);
    expect(failure).toMatchObject({ code: 'key-reused', field });
    expect(await bench.outcome(request.idempotencyKey)).toMatchObject({ amountMinor: 52_160, currency: 'CNY' });
  });

  test('the same key for another kind or another reference is refused', async () => {
    const request = bench.request(account('0000'));
    await bench.bank.debit(request);
    await expect(bench.bank.refund(request)).rejects.toMatchObject({ code: 'key-reused', field: 'kind' });
    const elsewhere = { ...request, callback: { ...request.callback, reference: 'other' } };
    await expect(bench.bank.debit(elsewhere)).rejects.toMatchObject({ field: 'callback.reference' });
  });

  test('a new callback address takes over what is still to be delivered', async () => {
    const request = bench.request(account('0000'));
    const lost = { ...request, callback: { ...request.callback, url: 'http://127.0.0.1:9/gone' } };
    await bench.bank.debit(lost);
    await bench.bank.debit(request);
    expect(await bench.outcome(request.idempotencyKey)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('knows nothing of a key that it never took', async () => {
    expect(await bench.bank.find('line_9:9:autopay/strange?key#')).toBeNull();
  });

  test('finds a key with any printable character', async () => {
    const request = bench.request(account('0200'), { idempotencyKey: 'line/1:%2F?a=b#c&d"\\' });
    const movement = await bench.bank.debit(request);
    expect(await bench.bank.find(request.idempotencyKey)).toEqual(movement);
  });
});

describe('sandbox bank, callbacks', () => {
  test('are signed and carry the reference unchanged', async () => {
    const reference = 'opaque ✓ "quoted"';
    const request = bench.request(account('0000'));
    await bench.bank.debit({ ...request, callback: { ...request.callback, reference } });
    await bench.outcome(request.idempotencyKey);
    const { headers, body, content } = bench.callbacks.received[0]!;
    expect(verifyCallback(SECRET, headers, body, Date.now(), 60_000)).toBe('VALID');
    expect(content.reference).toBe(reference);
  });

  test('are repeated, each time longer apart, until they are taken', async () => {
    const stubborn = await startBench((nth) => (nth < 5 ? 503 : 204));
    try {
      await stubborn.bank.debit(stubborn.request(account('0000')));
      await until('five tries', () => stubborn.callbacks.received.length === 5);
      const times = stubborn.callbacks.received.map(({ at }) => at);
      const gaps = times.slice(1).map((at, i) => at - times[i]!);
      [50, 100, 200, 400].forEach((atLeast, i) => expect(gaps[i]).toBeGreaterThanOrEqual(atLeast - 5));
    } finally {
      await stubborn.close();
    }
  });

  test('end when the receiver says 410', async () => {
    const gone = await startBench(() => 410);
    try {
      const first = gone.request(account('0000'));
      await gone.bank.debit(first);
      await gone.outcome(first.idempotencyKey);
      // The third repetition of the first would come well before this late one.
      await gone.bank.debit(gone.request(account('0410')));
      await until('the late one', () => gone.callbacks.received.length === 2);
      const keys = gone.callbacks.received.map(({ content }) => content.movement.idempotencyKey);
      expect(keys.filter((key) => key === first.idempotencyKey)).toHaveLength(1);
    } finally {
      await gone.close();
    }
  });
});

test('the reconciliation file lists the settled movements of a day, without account numbers', async () => {
  const settled = bench.request(account('0200'));
  await bench.bank.debit(settled);
  await bench.bank.debit(bench.request(account('0410')));
  const today = new Date().toISOString().slice(0, 10);
  const text = await (await fetch(`${bench.url}/bank/reconciliation?date=${today}`)).text();
  const lines = text.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    idempotencyKey: settled.idempotencyKey,
    status: 'SUCCEEDED',
    purpose: 'stm_1',
  });
  expect(text).not.toContain(settled.accountNumber);
  expect(await (await fetch(`${bench.url}/bank/reconciliation?date=2020-01-01`)).text()).toBe('');
  expect((await fetch(`${bench.url}/bank/reconciliation?date=2025-02-30`)).status).toBe(422);
});
