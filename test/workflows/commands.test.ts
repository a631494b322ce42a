import {
  queryExplanation,
  queryPosition,
  querySettlementQuote,
  querySnapshot,
} from '../../workflows/credit-line/client.js';
import { nudgeLine, previewCommand } from '../../workflows/credit-line/client.js';
import { AUTOPAY, buy, buyInInstallments, startWorld, until } from './world.js';
import type { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 60_000);

afterAll(async () => await world.stop());

const pay = (amountMinor: number) =>
  ({
    type: 'pay',
    amountMinor,
    currency: 'CNY',
    method: { kind: 'TRANSFER', reference: 'ref' },
    valueOn: null,
  }) as const;

describe('a command', () => {
  test('is answered when the journal holds it, with its cause', async () => {
    const line = await world.open();
    const reply = await line.send('c-1', buy('order-1', 5_000), { amountMinor: 5_000, note: 'as the client sent it' });
    const entry = world.worker.store.journal(line.lineId).find(({ cause }) => cause !== null);
    expect(entry?.cause).toEqual({
      commandId: 'c-1',
      body: { amountMinor: 5_000, note: 'as the client sent it' },
      reply,
    });
    expect(reply.seq).toBe(world.worker.store.journal(line.lineId).at(-1)?.seq);
    expect(reply['status']).toBe('CAPTURED');
  });

  test('that is refused says why, with the facts used, and changes nothing', async () => {
    const line = await world.open({ limitMinor: 10_000 });
    expect(await line.refusal('c-1', buy('order-1', 10_001))).toEqual({
      type: 'limit-exceeded',
      availableMinor: 10_000,
      baseMinor: 10_000,
      temporaryMinor: 0,
      sceneMinor: 0,
    });
    expect(await line.refusal('c-2', { ...pay(1), currency: 'USD' })).toEqual({
      type: 'wrong-currency',
      expected: 'CNY',
    });
    expect(line.types).toEqual(['lineOpened']);
  });

  test('sent again gets the first answer and books nothing more', async () => {
    const line = await world.open();
    const first = await line.send('c-1', buy('order-1', 5_000));
    await line.send('c-2', buy('order-2', 6_000));
    expect(await line.send('c-1', buy('order-1', 5_000))).toEqual(first);
    expect(line.types.filter((type) => type === 'captured')).toHaveLength(2);
  });

  test('sent twice at once is one', async () => {
    const line = await world.open();
    const [one, other] = await Promise.all([
      line.send('c-1', buy('order-1', 5_000)),
      line.send('c-1', buy('order-1', 5_000)),
    ]);
    expect(one).toEqual(other);
    expect(line.types.filter((type) => type === 'captured')).toHaveLength(1);
  });

  test('under a key that was used for another body is refused', async () => {
    const line = await world.open();
    await line.send('c-1', buy('order-1', 5_000));
    expect(await line.refusal('c-1', buy('order-1', 5_001))).toEqual({ type: 'idempotency-key-reused' });
    expect(await line.refusal('c-1', pay(5_000))).toEqual({ type: 'idempotency-key-reused' });
  });

  test('without an event is answered all the same', async () => {
    const line = await world.open();
    const first = await line.send('c-1', { type: 'freeze', cause: 'CUSTOMER' });
    const again = await line.send('c-2', { type: 'freeze', cause: 'CUSTOMER' });
    expect(again).toMatchObject({ status: 'FROZEN', causes: ['CUSTOMER'] });
    expect(again.seq).toBe(first.seq);
    expect(line.types).toEqual(['lineOpened', 'frozen']);
  });

  test('is not lost while the line goes on in a new run', async () => {
    const line = await world.open();
    await line.send('autopay', AUTOPAY);
    await line.send('plan', buyInInstallments('order-plan', 60_000, 6));
    const sent = Array.from({ length: 30 }, async (_, n) => {
      await line.send(`c-${n}`, buy(`order-${n}`, 1_000 + n));
    });
    await Promise.all([...sent, line.advanceDays(100)]);
    expect(line.types.filter((type) => type === 'captured')).toHaveLength(31);
    expect((await line.runIds()).length).toBeGreaterThan(1);
  }, 60_000);
});

describe('a question', () => {
  test('a preview tells what a command would do, and changes nothing', async () => {
    const line = await world.open();
    await line.send('c-1', buy('order-1', 5_000));
    const before = await querySnapshot(world.worker.client, line.lineId);
    const atMs = await line.clock();
    const preview = await previewCommand(world.worker.client, line.lineId, buy('order-2', 2_000), atMs);
    expect(preview).toMatchObject({ ok: true, value: { before: { usedMinor: 5_000 }, after: { usedMinor: 7_000 } } });
    expect(await querySnapshot(world.worker.client, line.lineId)).toEqual(before);
    expect(await previewCommand(world.worker.client, line.lineId, buy('order-2', 2_000_000), atMs)).toMatchObject({
      ok: false,
      refusal: { type: 'limit-exceeded' },
    });
  });

  test('status, explanation, position and settlement quote', async () => {
    const line = await world.open();
    const reply = await line.send('c-1', buyInInstallments('order-1', 120_000, 12));
    const { client, build } = world.worker;
    const atMs = await line.clock();
    expect(await line.status()).toMatchObject({
      waitingFor: 'TIME',
      nextItem: { kind: 'CUT_STATEMENT' },
      build: build.buildId,
      halt: null,
    });
    const explained = await queryExplanation(client, line.lineId);
    expect(explained.events.map(({ type, commandId }) => [type, commandId])).toEqual([
      ['lineOpened', null],
      ['authorized', 'c-1'],
      ['captured', null],
    ]);
    const position = await queryPosition(client, line.lineId, atMs);
    expect(position.agreements).toHaveLength(1);
    expect(position.agenda[0]).toEqual((await line.status()).nextItem);
    const request = { scope: 'ONE_PLAN', agreementId: reply['agreementId'] as string } as const;
    const quote = await querySettlementQuote(client, line.lineId, request, atMs);
    expect(quote).toMatchObject({ ok: true, value: { parts: [{ principalMinor: 120_000 }] } });
  });
});

describe('an end', () => {
  test('a closed line tells its customer, completes, and leaves nothing unsaved', async () => {
    const line = await world.open();
    await line.send('c-1', pay(1_000)); // nothing is owed: it is paid back at the end
    expect(await line.send('c-2', { type: 'close', reason: 'moving away' })).toMatchObject({ payoutMinor: 1_000 });
    const handle = world.worker.client.workflow.getHandle(line.workflowId);
    await until('the workflow to complete', async () => (await handle.describe()).status.name === 'COMPLETED');
    expect(line.types.slice(-2).sort()).toEqual(['lineClosed', 'payoutCompleted'].sort());
    expect(world.worker.store.lineViews.get(line.lineId)?.status).toBe('CLOSED');
    expect(world.worker.notifier.sent.filter(({ idempotencyKey }) => idempotencyKey.startsWith(line.lineId))).toEqual([
      expect.objectContaining({ template: 'closed' }),
    ]);
  });

  test('a request to cancel the workflow ends nothing', async () => {
    const line = await world.open();
    await world.worker.client.workflow.getHandle(line.workflowId).cancel();
    await nudgeLine(world.worker.client, line.lineId);
    expect(await line.send('c-1', buy('order-1', 5_000))).toMatchObject({ status: 'CAPTURED' });
    await line.advanceDays(45);
    expect(line.types).toContain('statementCut');
  });
});
