import type { Io } from '../io.js';
import { main } from '../main.js';

async function run(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = { env: {}, out: (line) => out.push(line), err: (line) => err.push(line), bar: null };
  const code = await main(['apr', ...argv], io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

interface Document {
  readonly receivedMinor: number;
  readonly paidMinor: number;
  readonly costs: readonly { readonly method: string; readonly annualRate: string }[];
  readonly disclosure: { readonly regularity: string; readonly isAccurate: boolean } | null;
}

async function costs(...argv: string[]): Promise<Readonly<Record<string, string>>> {
  const { out } = await run(...argv, '--json');
  const document = JSON.parse(out) as Document;
  return Object.fromEntries(
    document.costs.map(({ method, annualRate }) => [method, (Number(annualRate) * 100).toFixed(2)]),
  );
}

const LEVEL = ['--principal', '10000', '--payments', '888.49x11,888.47'];

describe('whiteslip apr', () => {
  test('SCH-4: nominal and effective rate of a level payment', async () => {
    const { code, out } = await run(...LEVEL, '--every', 'month');
    expect(code).toBe(0);
    expect(out).toContain('10,000.00 CNY received, 10,661.86 CNY paid in 12:');
    expect(out).toMatch(/nominal +12\.00\d\d %\neffective +12\.68\d\d %/);
  });

  // SCH-7 says 17.82 % for the annuity before it is rounded; in whole cents it is 17.825 % and a little more.
  test('SCH-7 in whole cents: what is kept back raises the rate', async () => {
    expect((await costs(...LEVEL, '--fee', '300'))['nominal']).toBe('17.83');
  });

  test('a draw date adds the dated cost', async () => {
    const found = await costs(...LEVEL, '--start', '2025-01-01');
    expect(Object.keys(found)).toEqual(['nominal', 'effective', 'dated']);
    expect(Number(found['dated'])).toBeCloseTo(12, 0);
  });

  test.each([
    ['12 CFR 1026, appendix J (c)(5)(i)', ['1000', '1080@1978-09-15', '1978-01-03'], '11.45'],
    ['12 CFR 1026, appendix J (c)(5)(iv)', ['1000', '1240@1980-01-03', '1978-01-03'], '11.36'],
  ] as const)('us-actuarial: %s', async (_source, [principal, payments, start], expected) => {
    const flow = ['--principal', principal, '--payments', payments, '--start', start];
    expect(await costs(...flow, '--method', 'us-actuarial')).toEqual({ 'us-actuarial': expected });
  });

  test('eu-aprc: a fee at the start counts, and equal months do not need dates', async () => {
    const found = await costs('--principal', '1000', '--payments', '1100', '--every', 'year', '--method', 'eu-aprc');
    expect(found).toEqual({ 'eu-aprc': '10.00' });
    const withFee = await costs('--principal', '1000', '--fee', '100', '--payments', '990', '--every', 'year');
    expect(withFee).toEqual({ nominal: '10.00', effective: '10.00' });
  });

  test.each([
    ['week', 52],
    ['2-weeks', 26],
    ['quarter', 4],
    ['day', 365],
  ] as const)('every %s: %d times the rate of an interval', async (every, times) => {
    const found = await costs('--principal', '1000', '--payments', '10x3,1010', '--every', every);
    expect(found['nominal']).toBe(times.toFixed(2));
  });

  test('a disclosed rate is held against the tolerance', async () => {
    const flow = [...LEVEL, '--start', '2025-01-01'];
    const near = await run(...flow, '--disclosed', '12.1');
    expect(near.code).toBe(0);
    expect(near.out).toContain('is accurate: the tolerance is 1/8 of a point (regular)');
    const far = await run(...flow, '--disclosed', '12.2', '--json');
    expect(far.code).toBe(1);
    expect(JSON.parse(far.out)).toMatchObject({ disclosure: { regularity: 'REGULAR', isAccurate: false } });
  });

  test.each([
    [['--principal', '0', '--payments', '1'], /leaves nothing/],
    [['--principal', '100.001', '--payments', '1'], /--principal 100\.001 is not an amount in CNY/],
    [['--principal', '100', '--payments', 'much'], /"much" is not a payment/],
    [['--principal', '100', '--payments', '1x2000'], /give 1 to 1200/],
    [['--principal', '100', '--payments', '101', '--currency', 'XYZ'], /--currency XYZ is not known/],
    [['--principal', '100', '--payments', '101@2025-02-01'], /give it with --start/],
    [['--principal', '100', '--payments', '101@2025-02-30', '--start', '2025-01-01'], /not a day/],
    [['--principal', '100', '--payments', '101@2024-12-31', '--start', '2025-01-01'], /is before the draw/],
    [['--principal', '100', '--payments', '101', '--start', '2025-01-01', '--disclosed', 'ten'], /not a percentage/],
    [['--principal', '100', '--payments', '101', '--every', 'moon'], /Allowed choices/],
    [['--payments', '101'], /--principal/],
  ])('wrong usage, said so: %j', async (argv, expected) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(expected);
  });

  test.each([
    [['--principal', '100', '--payments', '101', '--method', 'us-actuarial'], /us-actuarial counts days/],
    [['--principal', '100', '--payments', '0'], /No annual rate balances these payments/],
    [
      ['--principal', '100', '--payments', '101@2025-02-01', '--start', '2025-01-01', '--method', 'nominal'],
      /days of their own/,
    ],
  ])('no answer, and why: %j', async (argv, expected) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(1);
    expect(err).toMatch(expected);
  });
});
