import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Io } from './io.js';
import { main } from './main.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'whiteslip-cli-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    env: { WHITESLIP_HOME: home },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    bar: null,
  };
  const code = await main(argv, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('whiteslip', () => {
  test('--help names every command, the exit codes and where to begin', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const text of ['stack', 'line', 'verify', 'quote', 'demo', 'Exit codes: 0 done', 'npx whiteslip stack up'])
      expect(out).toContain(text);
  });

  test.each([
    ['stack', 'up'],
    ['stack', 'status'],
    ['stack', 'down'],
    ['stack', 'reset'],
    ['line', 'show'],
    ['line', 'timeline'],
    ['line', 'agenda'],
    ['line', 'advance'],
    ['line', 'as-of'],
    ['line', 'reverse'],
    ['line', 'correct'],
    ['line', 'waive'],
    ['line', 'charge-off'],
    ['line', 're-age'],
    ['line', 're-amortize'],
    ['line', 'convert'],
    ['line', 'bill-day'],
    ['line', 'pause'],
    ['line', 'resume'],
    ['line', 'settlement-quote'],
    ['line', 'settle'],
    ['line', 'prepay'],
    ['line', 'refund'],
    ['line', 'cancel-refund'],
    ['ledger', 'trial-balance'],
    ['ledger', 'balance-sheet'],
    ['ledger', 'income'],
    ['ledger', 'export'],
    ['line', 'limit', 'base'],
    ['line', 'limit', 'temporary'],
    ['line', 'limit', 'revoke'],
    ['line', 'limit', 'scene'],
    ['line', 'limit', 'self-cap'],
    ['verify'],
    ['quote'],
    ['apr'],
    ['demo'],
  ])('%s %s: help has --json and an example', async (...command) => {
    const { code, out } = await run(...command.filter((word) => typeof word === 'string'), '--help');
    expect(code).toBe(0);
    expect(out).toContain('--json');
    expect(out).toMatch(/Example:\n {2}\$ npx whiteslip /);
  });

  test.each([
    [['no-such-command']],
    [['line', 'show']],
    [['line', 'show', 'line_1', '--no-such-option']],
    [['line', 'advance', 'line_1']],
    [['line', 'advance', 'line_1', '--days', '1', '--to', '2029-01-05']],
    [['line', 'advance', 'line_1', '--days', '-3']],
    [['line', 'advance', 'line_1', '--to', '2029-02-30']],
    [['line', 'limit', 'base', 'line_1', '8000']],
    [['line', 'settle', 'line_1', '--scope', 'ONE_PLAN', '--reference', 'r']],
    [['line', 'settle', 'line_1', '--reference', 'r', '--account', 'acc_1']],
    [['line', 'settle', 'line_1']],
    [['line', 'prepay', 'line_1', '--agreement', 'agr_1', '--amount-minor', '0', '--reference', 'r']],
    [['line', 'refund', 'line_1', '--amount-minor', '100']],
    [['line', 'cancel-refund', 'line_1', '--refund', 'rfd_1']],
    [['line', 'limit', 'temporary', 'line_1', '1000', '--until', '2029-02-30']],
    [['line', 'limit', 'scene', 'line_1', 'phone']],
    [['verify']],
    [['verify', 'line_1', '--all']],
    [['quote', '-5']],
    [['quote', '12.345']],
    [['quote', '0']],
    [['quote', '1e6']],
    [['quote', '1200', '--grade', 'best']],
    [['quote', '1200', '--plan', 'no-such-plan']],
    [['demo', '--count', '0']],
    [['demo', '--months', '25']],
    [['demo', '--customers', '/no/such/file.csv']],
  ])('%j is wrong usage, and says so on the error stream alone', async (argv) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  });

  test.each([[['line', 'show', 'line_1']], [['line', 'agenda', 'line_1']], [['verify', '--all']]])(
    '%j without a stack: exit code 3 and how to start one',
    async (argv) => {
      const { code, err } = await run(...argv);
      expect(code).toBe(3);
      expect(err).toContain('npx whiteslip stack up');
    },
  );

  test('an API elsewhere needs a key', async () => {
    const { code, err } = await run('line', 'show', 'line_1', '--api', 'http://127.0.0.1:9');
    expect(code).toBe(3);
    expect(err).toContain('WHITESLIP_API_KEY');
  });

  test('stack status without a stack', async () => {
    const { code, out } = await run('stack', 'status', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({ homeDir: home, running: null, health: [] });
  });

  test('stack reset says what it would remove, and removes nothing', async () => {
    writeFileSync(join(home, 'something'), '');
    const { code, out } = await run('stack', 'reset', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ homeDir: home, removed: false });
  });
});

describe('schedule', () => {
  const level = ['--amount', '10000', '--periods', '12', '--amortization', 'LEVEL_PAYMENT', '--rate', '0.12'];

  test('prints the table of given terms, golden SCH-4', async () => {
    const { code, out } = await run('schedule', ...level, '--on', '2025-01-31');
    expect(code).toBe(0);
    expect(out).toMatch(/^ 1 +2025-02-28 +788\.49 +100\.00 +0\.00 +888\.49 +9,211\.51$/m);
    expect(out).toMatch(/^12 +2026-01-31 +879\.67 +8\.80 +0\.00 +888\.47 +0\.00$/m);
    expect(out).toContain('In all 10,661.86 CNY: interest 661.86, fees 0.00.');
  });

  test('--json prints one document, here of a shipped plan', async () => {
    const { out } = await run('schedule', '--amount', '1200', '--periods', '3', '--plan', 'order-flat', '--json');
    expect(JSON.parse(out)).toMatchObject({ principalMinor: 120_000, totals: { feeMinor: 2_160 } });
  });

  test.each([
    ['a payment that does not cover the interest', [...level, '--payment', '99'], 1, /rule fixedInstallment/],
    ['no terms', ['--amount', '1', '--periods', '3'], 2, /--plan, or --amortization/],
    ['a plan that is not there', ['--amount', '1', '--periods', '3', '--plan', 'x'], 2, /no plan "x"/],
    ['a tenor that is not offered', ['--amount', '1', '--periods', '5', '--plan', 'order-flat'], 2, /3, 6, 12, 24/],
    ['a date that is none', [...level, '--on', '2025-02-30'], 2, /--on "2025-02-30"/],
    ['an amount that is none', ['--amount', '1.001', '--periods', '3', '--plan', 'order-flat'], 2, /not an amount/],
  ])('refuses %s', async (_name, argv, expectedCode, message) => {
    const { code, err } = await run('schedule', ...argv);
    expect(code).toBe(expectedCode);
    expect(err).toMatch(message);
  });
});

describe('quote', () => {
  /** products.md section 3: 1200 in 12 parts at 0.60 % is 107.20 a month, 13.03 % a year. */
  test('prints the schedule of one plan and tenor', async () => {
    const { code, out } = await run('quote', '1200', '--plan', 'order-flat', '--tenor', '12');
    expect(code).toBe(0);
    expect(out).toMatch(/^1,200\.00 CNY taken on \d{4}-\d{2}-\d{2}, bill day 1:/);
    expect(out).toMatch(/order-flat@1 +12 +\d{4}-\d{2}-10 +107\.20 +86\.40 +1,286\.40 +13\.03 %/);
    expect(out).toMatch(/FEE +LENDER +FLAT_FEE +0\.6 % +86\.40/);
    expect(out.match(/^ ?\d+ {2}\d{4}-\d{2}-10 +100\.00 +0\.00 +7\.20 +107\.20$/gm)).toHaveLength(12);
  });

  test('--json prints one document with every plan and tenor', async () => {
    const { out } = await run('quote', '1200', '--json');
    const quote = JSON.parse(out) as { offers: { planId: string; periods: number; annualRate: string }[] };
    const offer = quote.offers.find(({ planId, periods }) => planId === 'order-flat' && periods === 12);
    expect(offer).toMatchObject({
      totalMinor: 128_640,
      feeMinor: 8_640,
      annualRate: expect.stringMatching(/^0\.1303/) as unknown,
    });
  });

  test('what no plan takes is exit code 1, with the rule', async () => {
    const { code, out, err } = await run('quote', '100', '--plan', 'order-flat', '--tenor', '12');
    expect(code).toBe(1);
    expect(out).toContain('order-flat, 12 periods: installment-too-small');
    expect(err).toContain('No plan takes');
  });
});
