import { isSealed } from '../../domain/ledger/journal.js';
import type { Json } from '../../domain/ledger/canonical-json.js';
import type { LineCommand } from '../../domain/line/commands.js';
import { idOf, PAY_LATER, TERMS } from '../../domain/line/testing.js';
import { Line } from './line.js';
import type { CommandEnvelope } from './messages.js';
import { REPLIES_MAX } from './replies.js';

const NOW_MS = Date.UTC(2026, 0, 5, 4);
const DAY_MS = 86_400_000;

const opened = (): Line =>
  Line.open(
    {
      lineId: 'line_1',
      customerId: 'cus_1',
      applicationId: 'app_1',
      accountRef: 'acc_1',
      limitMinor: 1_000_000,
      terms: TERMS,
      answerTimeoutMs: 1_000,
    },
    NOW_MS,
    'build-1',
  );

const buy = (orderId: string, amountMinor = 1_000): LineCommand => ({
  type: 'authorize',
  orderId,
  merchantId: 'mer_1',
  amountMinor,
  currency: 'CNY',
  plan: PAY_LATER,
  periods: 1,
  capture: 'IMMEDIATE',
});

const freeze: LineCommand = { type: 'freeze', cause: 'CUSTOMER' };

const sent = (commandId: string, command: LineCommand, body: Json = null): CommandEnvelope => ({
  commandId,
  command,
  body,
});

const savedAll = (line: Line): Line => {
  const save = line.unsaved(NOW_MS);
  if (save !== null) line.markSaved(save);
  return line;
};

describe('Line', () => {
  test('seals entries in one chain; the cause goes into the first of a command', () => {
    const line = opened();
    line.execute(sent('c-1', buy('order-1'), { any: 'body' }), NOW_MS);
    const entries = line.unsaved(NOW_MS)?.entries ?? [];
    expect(entries.map(({ event }) => event.type)).toEqual(['lineOpened', 'authorized', 'captured']);
    expect(entries.map(({ cause }) => cause?.commandId ?? null)).toEqual([null, 'c-1', null]);
    expect(entries[1]?.cause).toMatchObject({ body: { any: 'body' }, reply: { status: 'CAPTURED', seq: 3 } });
    expect(entries.every(isSealed)).toBe(true);
    expect(entries[1]?.previousHash).toBe(entries[0]?.hash);
  });

  test('a repeat gets the first answer, another body or command none', () => {
    const line = opened();
    const first = line.execute(sent('c-1', buy('order-1')), NOW_MS);
    line.execute(sent('c-2', buy('order-2')), NOW_MS);
    expect(line.execute(sent('c-1', buy('order-1')), NOW_MS + DAY_MS)).toEqual(first);
    const reused = { ok: false, refusal: { type: 'idempotency-key-reused' } };
    expect(line.execute(sent('c-1', buy('order-1'), 'another'), NOW_MS)).toEqual(reused);
    expect(line.execute(sent('c-1', freeze), NOW_MS)).toEqual(reused);
    expect(line.tail.seq).toBe(5);
  });

  test('HLD-3: a capture sent again under its key is one capture', () => {
    const line = opened();
    const held = line.execute(sent('c-1', { ...buy('order-1'), capture: 'MANUAL' } as LineCommand), NOW_MS);
    const authorizationId = held.ok ? idOf(held.reply, 'authorizationId') : '';
    const capture: LineCommand = { type: 'capture', authorizationId, amountMinor: 400 };
    const first = line.execute(sent('c-2', capture), NOW_MS);
    expect(line.execute(sent('c-2', capture), NOW_MS + DAY_MS)).toEqual(first);
    expect(line.state.holds).toMatchObject([{ capturedMinor: 400, openMinor: 600 }]);
    expect(line.state.book.position.agreements).toHaveLength(1);
  });

  test('an answer is kept for as many commands as the list is long', () => {
    const line = opened();
    const first = line.execute(sent('c-0', freeze), NOW_MS);
    for (let n = 1; n < REPLIES_MAX; n += 1) line.execute(sent(`c-${n}`, freeze), NOW_MS);
    expect(line.execute(sent('c-0', freeze), NOW_MS)).toEqual(first);
    line.execute(sent('c-last', freeze), NOW_MS);
    expect(line.seal().replies).toHaveLength(REPLIES_MAX);
    expect(line.seal().replies.some(({ commandId }) => commandId === 'c-0')).toBe(false);
  });

  test('a refusal books nothing and is not remembered', () => {
    const line = opened();
    const refused = line.execute(sent('c-1', buy('order-1', 1_000_001)), NOW_MS);
    expect(refused).toMatchObject({ ok: false, refusal: { type: 'limit-exceeded' } });
    expect(line.tail.seq).toBe(1);
    expect(line.execute(sent('c-1', buy('order-1', 5)), NOW_MS)).toMatchObject({ ok: true });
  });

  test('what had fallen due happens before a command, with the cause on the command alone', () => {
    const line = opened();
    line.execute(sent('c-1', buy('order-1')), NOW_MS);
    savedAll(line);
    line.execute(sent('c-2', buy('order-2')), NOW_MS + 40 * DAY_MS);
    const entries = line.unsaved(NOW_MS)?.entries ?? [];
    expect(entries[0]?.event.type).toBe('statementCut');
    const caused = entries.filter(({ cause }) => cause !== null);
    expect(caused.map(({ event }) => event.type)).toEqual(['authorized']);
  });

  test('goes on from its envelope: same state, same answers, nothing written twice', () => {
    const line = savedAll(opened());
    const first = line.execute(sent('c-1', buy('order-1')), NOW_MS);
    savedAll(line);
    const envelope = JSON.parse(JSON.stringify(line.seal())) as ReturnType<Line['seal']>;
    const next = Line.arrive(envelope, NOW_MS, 'build-1');
    expect(next.state).toEqual(line.state);
    expect(next.halt).toBeNull();
    expect(next.unsaved(NOW_MS)).toBeNull();
    expect(next.execute(sent('c-1', buy('order-1')), NOW_MS)).toEqual(first);
    next.execute(sent('c-2', buy('order-2')), NOW_MS);
    expect(next.unsaved(NOW_MS)?.agreements).toHaveLength(1); // the other one is stored
    const elsewhere = Line.arrive(envelope, NOW_MS, 'build-2');
    elsewhere.execute(sent('c-2', buy('order-2')), NOW_MS);
    expect(elsewhere.unsaved(NOW_MS)?.agreements).toHaveLength(2); // a new build may show more of each
  });

  test('an envelope of an unknown version is not guessed at', () => {
    expect(() => Line.arrive({ ...opened().seal(), v: 99 }, NOW_MS, null)).toThrow(/no way from state v99/);
  });
});

describe('a halted line', () => {
  const halted = (): Line => {
    const line = savedAll(opened());
    line.execute(sent('c-1', buy('order-1')), NOW_MS);
    savedAll(line);
    return Line.arrive({ ...line.seal(), positionHash: 'another' }, NOW_MS, 'build-2');
  };

  test('is one whose position folds to something else than was sealed', () => {
    const line = halted();
    expect(line.halt).toMatchObject({ reason: 'POSITION_DIFFERS', build: 'build-2', haltedAt: NOW_MS });
    expect(line.waitingFor).toBe('OPERATOR');
    expect(line.wakeAt).toBeNull();
  });

  test('takes no command but repeats its first answers', () => {
    const line = halted();
    expect(line.execute(sent('c-2', buy('order-2')), NOW_MS)).toMatchObject({
      ok: false,
      refusal: { type: 'line-halted', reason: 'POSITION_DIFFERS' },
    });
    expect(line.halts(sent('c-2', buy('order-2')))).toMatchObject({ type: 'line-halted' });
    expect(line.halts(sent('c-1', buy('order-1')))).toBeNull();
    expect(line.execute(sent('c-1', buy('order-1')), NOW_MS)).toMatchObject({ ok: true });
  });

  test('does nothing by itself, and books no answer of the bank', () => {
    const line = halted();
    line.runDueItems(NOW_MS + 400 * DAY_MS);
    line.answer(1, { kind: 'SUCCEEDED', bankReference: null }, NOW_MS + 400 * DAY_MS);
    expect(line.unsaved(NOW_MS)).toBeNull();
    expect(line.dueMovements).toEqual([]);
  });

  test('stays halted in the next run, against the same hash, until it agrees', () => {
    const again = Line.arrive(halted().seal(), NOW_MS, 'build-3');
    expect(again.halt?.build).toBe('build-2');
    expect(again.resume(NOW_MS)).toMatchObject({ type: 'line-halted' });
    const right = savedAll(opened());
    right.execute(sent('c-1', buy('order-1')), NOW_MS);
    const back = Line.arrive({ ...again.seal(), positionHash: right.seal().positionHash }, NOW_MS, 'build-1');
    expect(back.halt).not.toBeNull();
    expect(back.resume(NOW_MS)).toBeNull();
    expect(back.halt).toBeNull();
    expect(back.execute(sent('c-2', buy('order-2')), NOW_MS)).toMatchObject({ ok: true });
  });
});

describe('movements and notices', () => {
  test('a movement keeps what the bank was first asked with, over the next run too', () => {
    const line = savedAll(opened());
    line.execute(sent('a', { type: 'setAutopay', mandate: { accountRef: 'acc_1', amount: 'STATEMENT' } }), NOW_MS);
    line.execute(sent('c-1', buy('order-1', 50_000)), NOW_MS);
    line.runDueItems(NOW_MS + 37 * DAY_MS); // the debit is due on 11 Feb, 10:00 in Shanghai
    const [movement] = line.dueMovements;
    expect(movement).toMatchObject({ kind: 'DEBIT', amountMinor: 50_000, purpose: 'bill:2026-02-03' });
    savedAll(line);
    const next = Line.arrive(line.seal(), NOW_MS, 'build-1');
    next.runDueItems(NOW_MS + 37.2 * DAY_MS);
    expect(next.dueMovements).toEqual([movement]);
    next.answer(movement?.seq ?? 0, { kind: 'SUCCEEDED', bankReference: 'b' }, NOW_MS + 38 * DAY_MS);
    expect(next.dueMovements).toEqual([]);
    next.answer(movement?.seq ?? 0, { kind: 'SUCCEEDED', bankReference: 'b' }, NOW_MS + 38 * DAY_MS);
    expect(next.unsaved(NOW_MS)?.entries.map(({ event }) => event.type)).toEqual(['paymentReceived']);
  });

  test('a due notice stays due, over the next run too, until it is done', () => {
    const line = savedAll(opened());
    line.execute(sent('c-1', buy('order-1', 50_000)), NOW_MS);
    line.runDueItems(NOW_MS + 35 * DAY_MS);
    expect(line.dueNotices.map(({ template }) => template)).toEqual(['reminder']);
    const next = Line.arrive(savedAll(line).seal(), NOW_MS, 'build-1');
    expect(next.dueNotices).toEqual(line.dueNotices);
    next.noticeDone(next.dueNotices[0]?.seq ?? 0);
    expect(next.dueNotices).toEqual([]);
  });
});
