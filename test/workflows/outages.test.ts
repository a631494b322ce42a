import { setTimeout as pause } from 'node:timers/promises';
import { AUTOPAY, buy, startWorld, until } from './world.js';
import type { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 60_000);

afterAll(async () => await world.stop());

afterEach(() => {
  world.worker.store.isDown = false;
  world.worker.bank.answers = 'BY_CALLBACK';
});

test('the store is away for 9 s: callers wait, and nothing is lost, doubled or out of order', async () => {
  const { store } = world.worker;
  const line = await world.open();
  store.isDown = true;
  const sent = Array.from({ length: 6 }, async (_, n) => await line.send(`c-${n}`, buy(`order-${n}`, 1_000 + n)));
  await pause(2_000);
  expect((await line.status()).journal.savedSeq).toBeLessThan((await line.status()).journal.seq);
  await pause(7_000);
  store.isDown = false;
  const replies = await Promise.all(sent);
  const journal = store.journal(line.lineId);
  expect(journal.map(({ seq }) => seq)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  expect(replies.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([3, 5, 7, 9, 11, 13]);
}, 60_000);

test('an entry is stored before the bank is asked, and a caller does not wait for the bank', async () => {
  const { store, bank } = world.worker;
  const line = await world.open();
  bank.answers = 'NEVER';
  const debit = { type: 'pay', amountMinor: 5_000, currency: 'CNY', valueOn: null } as const;
  await line.send('c-1', buy('order-1', 5_000));
  expect(await line.send('c-2', { ...debit, method: { kind: 'DEBIT', accountRef: 'acc_1' } })).toMatchObject({
    status: 'PENDING',
  });
  await until('the bank to be asked', () =>
    bank.asked.some(({ request }) => request.idempotencyKey.startsWith(line.lineId)),
  );
  const requested = store.journal(line.lineId).find(({ event }) => event.type === 'debitRequested');
  expect(requested).toBeDefined();
  expect((await line.status()).waitingFor).toBe('BANK');
  // Other commands go on meanwhile.
  expect(await line.send('c-3', buy('order-2', 5_000))).toMatchObject({ status: 'CAPTURED' });

  // The callback never comes: after the line's answerTimeoutMs the same key is asked again, and tells the outcome.
  await until('the outcome', () => line.types.includes('paymentReceived'));
  const asked = bank.asked.filter(({ request }) => request.idempotencyKey.startsWith(line.lineId));
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(new Set(asked.map(({ request }) => request.idempotencyKey)).size).toBe(1);
  expect(line.types.filter((type) => type === 'paymentReceived')).toHaveLength(1);
}, 60_000);

test('an automatic debit that fails is tried again on its days, told of once, and the line becomes late', async () => {
  const { bank, notifier } = world.worker;
  const line = await world.open();
  bank.emptyAccounts.add('acc_empty');
  await line.send('autopay', {
    ...AUTOPAY,
    mandate: { accountRef: 'acc_empty', amount: 'STATEMENT' },
  } as typeof AUTOPAY);
  await line.send('c-1', buy('order-1', 50_000));
  await line.advanceDays(27);
  expect(line.types.filter((type) => type === 'debitFailed')).toHaveLength(3);
  const told = notifier.sent.filter(({ idempotencyKey }) => idempotencyKey.startsWith(line.lineId));
  expect(told.map(({ template }) => template).slice(0, 3)).toEqual(['reminder', 'debit-failed', 'late']);
  const purposes = bank.asked.filter(({ request }) => request.accountNumber === 'acc_empty');
  expect(new Set(purposes.map(({ request }) => request.purpose)).size).toBe(1);
  expect((await line.status()).line.daysPastDue).toBeGreaterThan(0);
}, 60_000);

test('a movement that is open when the line goes on in a new run is asked for again under its key', async () => {
  const { bank, client } = world.worker;
  const line = await world.open({ answerTimeoutMs: 600_000 });
  bank.answers = 'NEVER';
  await line.send('c-1', buy('order-1', 5_000));
  await line.send('c-2', {
    type: 'pay',
    amountMinor: 5_000,
    currency: 'CNY',
    valueOn: null,
    method: { kind: 'DEBIT', accountRef: 'acc_1' },
  });
  const handle = client.workflow.getHandle(line.workflowId);
  // More messages than a run may have, even with something in flight.
  for (let sent = 0; sent < 1_600; sent += 100)
    await Promise.all(Array.from({ length: 100 }, () => handle.signal('nudge')));
  await until('a new run', async () => (await line.runIds()).length > 1);
  await until('the bank to be asked again', () => line.types.includes('paymentReceived'));
  const keys = bank.asked.map(({ request }) => request.idempotencyKey).filter((key) => key.startsWith(line.lineId));
  expect(new Set(keys).size).toBe(1);
  expect(keys.length).toBeGreaterThanOrEqual(2);
}, 60_000);
