import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { measureEngine } from './engine/part.js';
import { measureDrawLatency } from './latency/part.js';
import { measureLineYear } from './line-year/part.js';
import { measureMemory } from './memory/part.js';
import { readOptions, USAGE, type Options, type PartName } from './options.js';
import { meetsGoal, type Part } from './report/figure.js';
import { tableOf } from './report/table.js';
import { withBenchStack } from './servers/bench-stack.js';

const report = (line: string): void => console.error(line);

/** Parts with servers get fresh ones each, so that none pays for what another left behind. */
function measure(part: PartName, { lines, atOnce }: Options): Promise<readonly Part[]> | readonly Part[] {
  switch (part) {
    case 'a':
      return measureEngine();
    case 'b':
      return withBenchStack(async (bench) => [await measureLineYear(bench, { lines, atOnce, report })]);
    case 'c':
      return withBenchStack(async (bench) => [await measureDrawLatency(bench, report)]);
    case 'd':
      return withBenchStack(async (bench) => [await measureMemory(bench, report)]);
  }
}

async function writeJson(path: string, parts: readonly Part[]): Promise<void> {
  const measured = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    cpus: cpus().length,
    parts: parts.map((part) => ({
      ...part,
      figures: part.figures.map((figure) => ({ ...figure, meetsGoal: meetsGoal(figure) })),
    })),
  };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(measured, null, 2)}\n`);
}

async function main(): Promise<void> {
  const options = optionsGiven();
  if (options === null) return;
  const parts: Part[] = [];
  for (const name of options.only) {
    report(`measuring ${name}`);
    const found = await measure(name, options);
    for (const part of found) console.log(tableOf(part));
    parts.push(...found);
    await writeJson(options.jsonPath, parts); // after each: a later part that fails takes nothing along
  }
  report(`written to ${options.jsonPath}`);
}

/** Null when there is nothing to measure: help was asked for, or an option is wrong. */
function optionsGiven(): Options | null {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options !== 'HELP') return options;
    console.log(USAGE);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    console.error(`${thrown.message}\n\n${USAGE}`);
    process.exitCode = 2;
  }
  return null;
}

await main();
