import { isSealed } from '../../domain/ledger/journal.js';
import { countActions } from './actions.js';
import { AUTOPAY, buy, buyInInstallments, startWorld } from './world.js';
import type { TestedLine, World } from './world.js';

/** The budget of a line-year with a purchase a month, a 12-month plan, autopay and a reminder a cycle. */
const ACTIONS_PER_YEAR_MAX = 120;
const MONTH_DAYS = 30.4375;

describe('a year of a line', () => {
  let world: World;
  let line: TestedLine;

  beforeAll(async () => {
    world = await startWorld();
    line = await world.open();
    await line.send('autopay', AUTOPAY);
    await line.send('plan', buyInInstallments('order-plan', 120_000, 12));
    for (let month = 0; month < 12; month += 1) {
      await line.send(`buy-${month}`, buy(`order-${month}`, 10_000 + month));
      await line.advanceDays(MONTH_DAYS);
    }
  }, 120_000);

  afterAll(async () => await world.stop());

  test('each cycle is cut, reminded of and paid by debits that the bank confirms later', () => {
    const cycle = ['statementCut', 'reminderIssued', 'debitRequested', 'paymentReceived'];
    const byItself = line.types.filter(
      (type) => !['authorized', 'captured', 'autopaySet', 'lineOpened'].includes(type),
    );
    expect(byItself).toEqual(Array.from({ length: 12 }, () => cycle).flat());
    expect(world.worker.bank.movements.size).toBe(12);
  });

  test('the customer gets one reminder a cycle and nothing else', () => {
    expect(world.worker.notifier.sent.map(({ template }) => template)).toEqual(Array(12).fill('reminder'));
    expect(world.worker.store.noticeKeys).toHaveLength(12);
  });

  test('all is paid: 12 purchases, the plan and its fees', async () => {
    // 0.60 % of 1200.00 in each of 12 periods; the purchases are 100.00 to 100.11.
    const purchasesMinor = 12 * 10_000 + (11 * 12) / 2;
    const feesMinor = 12 * 720;
    const paidMinor = [...world.worker.bank.movements.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(paidMinor).toBe(purchasesMinor + 120_000 + feesMinor);
    const { line: view } = await line.status();
    expect(view).toMatchObject({ usedMinor: 0, billedMinor: 0, statementCount: 12, status: 'ACTIVE' });
  });

  test('the journal has no gap, its chain is whole, and the projection is at its end', async () => {
    const journal = world.worker.store.journal(line.lineId);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    expect(journal.every(isSealed)).toBe(true);
    expect(journal.slice(1).map(({ previousHash }) => previousHash)).toEqual(
      journal.slice(0, -1).map(({ hash }) => hash),
    );
    const { journal: head, line: view } = await line.status();
    expect(head).toEqual({ seq: journal.length, savedSeq: journal.length, hash: journal.at(-1)!.hash });
    expect(world.worker.store.lineViews.get(line.lineId)).toMatchObject({
      seq: view.seq,
      positionHash: view.positionHash,
    });
    expect(world.worker.store.issued).toHaveLength(12);
  });

  test('it goes on in a new run after every third cycle', async () => {
    expect(await line.runIds()).toHaveLength(5);
  });

  test('a command of the first month is still known in the fifth run, its key too', async () => {
    const first = world.worker.store.journal(line.lineId).find(({ cause }) => cause?.commandId === 'buy-0');
    expect(await line.send('buy-0', buy('order-0', 10_000))).toEqual(first?.cause?.reply);
    expect(await line.refusal('buy-0', buy('order-0', 20_000))).toEqual({ type: 'idempotency-key-reused' });
    expect(line.types.filter((type) => type === 'captured')).toHaveLength(13);
  });

  test('it costs no more actions than the budget', async () => {
    const { actions } = await countActions(world.worker.client, line.workflowId, await line.runIds());
    expect(actions).toBeLessThanOrEqual(ACTIONS_PER_YEAR_MAX);
  });
});
