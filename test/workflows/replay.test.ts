import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { currentBundle } from '../../worker/bundle.js';
import { quietRuntime } from '../../worker/testing.js';

const HISTORIES_DIR = fileURLToPath(new URL('../histories', import.meta.url));

interface Recorded {
  readonly workflowId: string;
  readonly history: unknown;
}

let buildsDir: string;
let recorded: readonly (readonly [string, Recorded])[];

beforeAll(async () => {
  quietRuntime();
  buildsDir = await mkdtemp(join(tmpdir(), 'whiteslip-builds-'));
  const names = (await readdir(HISTORIES_DIR)).sort();
  recorded = await Promise.all(
    names.map(
      async (name) => [name, JSON.parse(await readFile(join(HISTORIES_DIR, name), 'utf8')) as Recorded] as const,
    ),
  );
});

afterAll(async () => await rm(buildsDir, { recursive: true }));

test('a history survives the way to JSON and back: protobufjs is the version that the SDK needs', () => {
  for (const [, { history }] of recorded) {
    const read = historyFromJSON(history);
    expect(read.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name).toBe('creditLine');
    expect(JSON.parse(historyToJSON(read))).toEqual(history);
  }
});

test('the present code replays every recorded history', async () => {
  const { codePath } = await currentBundle(buildsDir);
  const histories = recorded.map(([, { workflowId, history }]) => ({ workflowId, history }));
  const failures: string[] = [];
  let replayed = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, histories)) {
    replayed += 1;
    if (error !== undefined) failures.push(`${workflowId}: ${error.message}`);
  }
  expect(failures).toEqual([]);
  expect(replayed).toBe(recorded.length);
  expect(recorded.map(([name]) => name.split('-')[0])).toEqual(expect.arrayContaining(['paid', 'late', 'short']));
}, 60_000);
