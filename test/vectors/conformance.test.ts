import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareAnswers } from './compare.js';
import type { Answers } from './family.js';
import { familyOf } from './family.js';
import { reportLines, reportOf, runVectors } from './conformance.js';
import { readVectorFile, VectorFileProblem } from './read-vectors.js';
import type { Vector } from './read-vectors.js';

const FILES = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));

const vector = (expected: Vector['expected'], tolerance: Vector['tolerance'] = {}): Vector => ({
  id: 'one',
  kind: 'kind',
  core: true,
  source: 'here',
  input: {},
  expected,
  tolerance,
});

describe('the vectors of this folder', () => {
  test.each(FILES)('%s', (name) => {
    const report = reportOf(runVectors(readVectorFile(new URL(name, import.meta.url))));
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(0);
  });
});

describe('compareAnswers', () => {
  test.each<[string, Vector['expected'], Vector['tolerance'], Answers, readonly string[]]>([
    ['450 is 450.00', { a: '450' }, {}, { a: '450.00' }, []],
    ['a count is its text', { a: 3 }, {}, { a: '3' }, []],
    ['a fraction is exact', { a: '1/3' }, {}, { a: '2/6' }, []],
    ['a fraction is not its decimal', { a: '1/3' }, {}, { a: '0.3333333333333333' }, ['a']],
    ['off by a cent', { a: '1.00' }, {}, { a: '1.01' }, ['a']],
    ['within the tolerance', { a: '1.00' }, { a: '0.01' }, { a: '1.01' }, []],
    ['beyond the tolerance', { a: '1.00' }, { a: '0.01' }, { a: '1.0100001' }, ['a']],
    ['the tolerance of every field', { a: '1', b: '2' }, { '*': '0.5' }, { a: '1.5', b: '1.5' }, []],
    ['a named tolerance goes before it', { a: '1' }, { '*': '0.5', a: '0' }, { a: '1.5' }, ['a']],
    ['wherever the field sits', { rows: [{ a: '1' }] }, { a: '0.1' }, { rows: [{ a: '1.1' }] }, []],
    ['a list under its name', { a: ['1', '2'] }, { a: '0.1' }, { a: ['1.1', '2'] }, []],
    ['spot values by period', { a: { '1': '5', '9': '7' } }, {}, { a: { '1': '5', '2': '6', '9': '7.1' } }, ['a.9']],
    ['only what is expected', { a: '1' }, {}, { a: '1', b: '2' }, []],
    ['a field that is not there', { a: '1' }, {}, {}, ['a']],
    ['a list of another length', { a: ['1', '2'] }, {}, { a: ['1'] }, ['a']],
    ['words and dates', { a: 'X', b: '2025-01-31' }, {}, { a: 'Y', b: '2025-01-31' }, ['a']],
    ['true, false and null', { a: true, b: null }, {}, { a: false, b: null }, ['a']],
    ['nothing expected', {}, {}, { a: '1' }, ['(expected)']],
  ])('%s', (_name, expected, tolerance, answers, fields) => {
    expect(compareAnswers(vector(expected, tolerance), answers).map(({ field }) => field)).toEqual(fields);
  });
});

describe('runVectors', () => {
  test('says why it skips, and groups that by kind', () => {
    const other = (family: string, kind: string) => ({ family, items: [{ ...vector({ a: '1' }), kind }] });
    const report = reportOf([
      ...runVectors(other('golden-cn', 'horoscope')),
      ...runVectors(other('golden-cn', 'horoscope')),
      ...runVectors(other('tarot', 'cards')),
    ]);
    expect(report.skipped).toMatchObject([
      { family: 'golden-cn', kind: 'horoscope', ids: ['one', 'one'] },
      { family: 'tarot', kind: 'cards', ids: ['one'] },
    ]);
    expect(reportLines(report).at(-1)).toBe('0 passed, 0 failed');
  });

  test('counts what an adapter throws as a failure that names it', () => {
    const items = [{ ...vector({ late: '1' }), kind: 'late_charge', input: { overdue: 'much' } }];
    const report = reportOf(runVectors({ family: 'golden-cn', items }));
    expect(report).toMatchObject({ passed: 0, failed: 1 });
    expect(reportLines(report).join('\n')).toMatch(/late_charge one\n.*much/);
  });

  test('a kind that every object has is still no kind', () => {
    expect(familyOf({}).run({ ...vector({}), kind: 'toString' })).toMatchObject({ kind: 'SKIPPED' });
  });
});

describe('readVectorFile', () => {
  test('refuses a file that is not there', () => {
    expect(() => readVectorFile('/nowhere/at-all.json')).toThrow(VectorFileProblem);
  });

  test('refuses a file that is not JSON', () => {
    expect(() => readVectorFile(new URL('run.ts', import.meta.url))).toThrow(/not JSON/);
  });

  test('refuses JSON that holds no vectors', () => {
    expect(() => readVectorFile(new URL('../../package.json', import.meta.url))).toThrow(/"family" is not a name/);
  });
});

describe('npm run vectors', () => {
  const home = mkdtempSync(join(tmpdir(), 'vectors-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const run = (...args: string[]) => {
    const program = fileURLToPath(new URL('run.ts', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
      encoding: 'utf8',
    });
    return { status, lines: stdout.trimEnd().split('\n'), stderr };
  };
  const fileWith = (name: string, late: string) => {
    const input = {
      overdue: '521.60',
      daily_rate: '0.0005',
      due_date: '2025-06-12',
      paid_date: '2025-06-22',
      minimum_per_day: '0.01',
    };
    const items = [{ id: 'late-1', kind: 'late_charge', input, expected: { charge: late } }];
    const path = join(home, name);
    writeFileSync(path, JSON.stringify({ family: 'golden-cn', version: 1, items }));
    return path;
  };

  test('exit 0 and the counts of all files when everything passes', () => {
    const { status, lines } = run(fileWith('good.json', '2.61'));
    expect(status).toBe(0);
    expect(lines).toEqual(['golden-cn: 1 passed, 0 failed, 0 skipped', '1 passed, 0 failed']);
  }, 30_000);

  test('exit 1 and what was expected and got when something does not', () => {
    const { status, lines } = run(fileWith('good.json', '2.61'), fileWith('bad.json', '2.60'));
    expect(status).toBe(1);
    expect(lines.slice(0, 2)).toEqual([
      'FAILED golden-cn late_charge late-1',
      '  charge: expected 2.60, got 2.61',
    ]);
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  }, 30_000);

  test.each([
    ['no file', []],
    ['a missing file', ['/nowhere/at-all.json']],
    ['an option that there is not', ['--loud']],
  ])('exit 2 and why: %s', (_name, args) => {
    const { status, lines, stderr } = run(...args);
    expect({ status, lines }).toEqual({ status: 2, lines: [''] });
    expect(stderr).not.toBe('');
  }, 30_000);
});
