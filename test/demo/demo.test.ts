import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BookFigures } from '../../cli/demo/report.js';
import type { Io } from '../../cli/io.js';
import { main } from '../../cli/main.js';
import { hostEnvironment } from '../../stack/config.js';
import type { Stack } from '../../stack/running-parts.js';
import { startStack } from '../../stack/supervisor.js';

/*
 * The demo and the other commands on the embedded stack, as a person at a terminal would run them.
 */

const TIMEOUT_MS = 300_000;

/** Paid in full; a month skipped and cured; declined, since a tenth of the limit is too low an income. */
const CUSTOMERS = `ID,${Array.from({ length: 23 }, (_, i) => `X${i + 1}`).join(',')},Y
1,200000,1,1,1,30,-1,-1,-1,-1,-1,-1,9000,9000,9000,9000,9000,9000,9000,9000,9000,9000,9000,9000,0
2,90000,2,2,2,40,0,0,0,0,2,0,40000,41000,42000,43000,44000,45000,2000,2000,2000,2000,0,2000,1
3,10000,1,2,2,25,0,0,0,0,0,0,5000,5000,5000,5000,5000,5000,500,500,500,500,500,500,0
`;

const dir = mkdtempSync(join(tmpdir(), 'whiteslip-demo-'));
const env = { ...hostEnvironment(), WHITESLIP_HOME: join(dir, 'home') };
const customersPath = join(dir, 'customers.csv');
let stack: Stack;

beforeAll(async () => {
  writeFileSync(customersPath, CUSTOMERS);
  stack = await startStack({ env, ports: 'any', keepTemporal: 'in-memory' });
}, TIMEOUT_MS);
afterAll(async () => {
  await stack.stop();
  rmSync(dir, { recursive: true, force: true });
}, TIMEOUT_MS);

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = { env, out: (line) => out.push(line), err: (line) => err.push(line), bar: null };
  const code = await main(argv, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function json<T>(...argv: string[]): Promise<T> {
  const { code, out, err } = await run(...argv, '--json');
  expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
}

const demo = ['demo', '--customers', customersPath, '--count', '3', '--months', '2'];
const timeless = (figures: BookFigures): BookFigures => ({ ...figures, seconds: 0 });

test(
  'three customers live two months; again, they come to the same figures',
  async () => {
    const path = join(dir, 'out.json');
    const first = await run(...demo, '--json', path);
    expect({ code: first.code, err: first.code === 0 ? '' : first.err }).toEqual({ code: 0, err: '' });
    expect(first.out).toContain('Portfolio after 2 months');
    const figures = JSON.parse(readFileSync(path, 'utf8')) as BookFigures;
    expect(figures).toEqual({
      customers: 3,
      approved: 2,
      lines: 2,
      statements: 4,
      draws: 2,
      payments: { count: expect.any(Number) as unknown, amountMinor: expect.any(Number) as unknown },
      buckets: { M0: 1, M1: 1, M2: 0, M3: 0, 'M4+': 0 },
      trialBalanceMinor: 0,
      verify: { checked: 2, clean: 2 },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      seconds: expect.any(Number) as unknown,
    });
    // The skipped month is the second: its customer paid the first, the other one both.
    expect(figures.payments.count).toBe(3);
    expect(timeless(await json<BookFigures>(...demo))).toEqual(timeless(figures));
  },
  TIMEOUT_MS,
);

test(
  'verify --all finds every line clean and the books balanced',
  async () => {
    const verified = await json<{ ok: boolean; checked: number; trialBalance: { totalMinor: number } }>(
      'verify',
      '--all',
    );
    expect(verified).toMatchObject({ ok: true, checked: 4, trialBalance: { totalMinor: 0 } });
  },
  TIMEOUT_MS,
);

test(
  'a line can be looked at and moved on',
  async () => {
    const { lines } = await json<{ lines: { lineId: string; seq: number }[] }>('verify', '--all');
    const { lineId, seq } = lines[0] ?? { lineId: '', seq: 0 };
    const shown = await json<{ line: { seq: number } }>('line', 'show', lineId);
    expect(shown.line.seq).toBe(seq);
    const { items } = await json<{ items: { seq: number; type: string }[] }>('line', 'timeline', lineId);
    expect(items.map((item) => item.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
    expect(items[0]?.type).toBe('lineOpened');
    const before = await json<{ clockAt: number; items: { at: number }[] }>('line', 'agenda', lineId);
    const moved = await json<{ toAt: number; entries: number }>('line', 'advance', lineId, '--days', '40');
    expect(moved.toAt).toBeGreaterThan(before.clockAt + 38 * 86_400_000);
    expect(moved.entries).toBeGreaterThan(0); // 40 days hold a cut of what is still in installments
    const text = await run('line', 'show', lineId);
    expect(text.out).toMatch(/limit +[\d,]+\.\d\d CNY/);
    expect((await run('verify', lineId)).code).toBe(0);
  },
  TIMEOUT_MS,
);

test('an unknown line: exit code 1 and the problem of the API', async () => {
  const { code, err } = await run('line', 'show', 'line_none');
  expect(code).toBe(1);
  expect(err).toContain('credit-line-unknown');
});
