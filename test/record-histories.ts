/**
 * Records the histories that test/workflows/replay.test.ts replays: `npx tsx test/record-histories.ts`.
 *
 * To be run when a build is released. A recorded history of a released build is never recorded again: a workflow that
 * cannot replay it would strand the lines that live on it.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { AUTOPAY, buy, buyInInstallments, startWorld } from './workflows/world.js';
import type { TestedLine, World } from './workflows/world.js';

const HISTORIES_DIR = fileURLToPath(new URL('histories', import.meta.url));

/** Buys, pays by debits that the bank confirms later, is reminded, and goes on in a second run. */
async function paidLife(world: World): Promise<TestedLine> {
  const line = await world.open();
  await line.send('autopay', AUTOPAY);
  await line.send('plan', buyInInstallments('order-plan', 60_000, 6));
  for (let month = 0; month < 4; month += 1) {
    await line.send(`buy-${month}`, buy(`order-${month}`, 10_000));
    await line.advanceDays(30);
  }
  return line;
}

/** Pays late: three debits fail, the line is frozen, and a payment by hand comes in the end. */
async function lateLife(world: World): Promise<TestedLine> {
  world.worker.bank.emptyAccounts.add('acc_empty');
  const line = await world.open();
  await line.send('autopay', { type: 'setAutopay', mandate: { accountRef: 'acc_empty', amount: 'MINIMUM' } });
  await line.send('buy', buy('order', 50_000));
  await line.advanceDays(27);
  const method = { kind: 'TRANSFER', reference: 'ref' } as const;
  await line.send('pay', { type: 'pay', amountMinor: 60_000, currency: 'CNY', method, valueOn: null });
  return line;
}

/** Refused commands, repeats, a refused second body, and a close with a payout. */
async function shortLife(world: World): Promise<TestedLine> {
  const line = await world.open({ limitMinor: 10_000 });
  await line.refusal('too-much', buy('order-1', 10_001));
  const method = { kind: 'TRANSFER', reference: 'ref' } as const;
  const pay = { type: 'pay', amountMinor: 1_000, currency: 'CNY', method, valueOn: null } as const;
  await line.send('pay', pay);
  await line.send('pay', pay);
  await line.refusal('pay', { ...pay, amountMinor: 2_000 });
  await line.send('close', { type: 'close', reason: 'asked for' });
  await world.worker.client.workflow.getHandle(line.workflowId).result();
  return line;
}

async function record(world: World, name: string, line: TestedLine): Promise<void> {
  const runIds = [...(await line.runIds())].reverse();
  for (const [index, runId] of runIds.entries()) {
    const history = await world.worker.client.workflow.getHandle(line.workflowId, runId).fetchHistory();
    const file = { workflowId: line.workflowId, history: JSON.parse(historyToJSON(history)) as unknown };
    await writeFile(`${HISTORIES_DIR}/${name}-${index + 1}.json`, `${JSON.stringify(file)}\n`);
  }
}

const world = await startWorld();
try {
  await mkdir(HISTORIES_DIR, { recursive: true });
  for (const name of await readdir(HISTORIES_DIR)) await rm(`${HISTORIES_DIR}/${name}`);
  await record(world, 'paid', await paidLife(world));
  await record(world, 'late', await lateLife(world));
  await record(world, 'short', await shortLife(world));
} finally {
  await world.stop();
}
