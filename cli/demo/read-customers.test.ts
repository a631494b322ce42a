import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CliProblem } from '../exit-codes.js';
import { readCustomers } from './read-customers.js';

const HEADER = ['ID', ...Array.from({ length: 23 }, (_, i) => `X${i + 1}`), 'Y'].join(',');
/** Columns X6.. and X12.. and X18.. count down from the latest month. */
const ROW =
  '7,5.00E+05,1,1,2,29,0,1,2,-1,-2,3,367965,412023,445007,542653,483003,-5,55000,40000,38000,20239,13750,13770,1';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'whiteslip-customers-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function file(content: string | Buffer): string {
  const path = join(dir, 'customers.csv');
  writeFileSync(path, content);
  return path;
}

const EXPECTED = {
  id: '7',
  limit: 500_000,
  ageYears: 29,
  statuses: [3, -2, -1, 2, 1, 0],
  bills: [-5, 483_003, 542_653, 445_007, 412_023, 367_965],
  payments: [13_770, 13_750, 20_239, 38_000, 40_000, 55_000],
};

describe('readCustomers', () => {
  test.each([
    ['plain', `${HEADER}\n${ROW}\n`],
    ['with \\r\\n, a byte order mark, blank lines and no end of the last line', `\ufeff${HEADER}\r\n\r\n${ROW}`],
    ['quoted', `${HEADER.replace('ID', '"ID"')}\n${ROW.replace('5.00E+05', '"500000"')}\n`],
    ['gzip', gzipSync(`${HEADER}\n${ROW}\n`)],
    ['without the outcome', `${HEADER.replace(',Y', '')}\n${ROW.slice(0, -2)}\n`],
  ])('%s: oldest month first, and no outcome', async (_name, content) => {
    expect(await readCustomers(file(content), 1)).toEqual([EXPECTED]);
  });

  test('the outcome changes nothing', async () => {
    const good = await readCustomers(file(`${HEADER}\n${ROW.replace(/1$/, '0')}\n`), 1);
    expect(await readCustomers(file(`${HEADER}\n${ROW}\n`), 1)).toEqual(good);
  });

  test('reads no further than it must', async () => {
    expect(await readCustomers(file(`${HEADER}\n${ROW}\nrubbish\n`), 1)).toHaveLength(1);
  });

  test('a row over two chunks of the file is one row', async () => {
    const rows = Array.from({ length: 3_000 }, (_, i) => ROW.replace(/^7/, String(i + 1)));
    const read = await readCustomers(file(`${HEADER}\n${rows.join('\n')}\n`), 3_000);
    expect(read.map(({ id }) => id)).toEqual(rows.map((_, i) => String(i + 1)));
  });

  test.each([
    ['a word for a number', ROW.replace('412023', 'many'), 'line 2, column X13: "many" is not a whole number'],
    ['a fraction', ROW.replace('412023', '4.5'), 'line 2, column X13: "4.5" is not a whole number'],
    ['nothing', ROW.replace('412023', ''), 'line 2, column X13: "" is not a whole number'],
    ['no limit', ROW.replace('5.00E+05', '0'), 'line 2, column X1: 0 is not within 1 to'],
    ['a status that is none', ROW.replace(',0,1,2,-1,', ',0,99,2,-1,'), 'line 2, column X7: 99 is not within -2 to 12'],
    ['a negative payment', ROW.replace('13750', '-1'), 'line 2, column X22: -1 is not within 0 to'],
    ['a value too few', ROW.replace(',13750', ''), 'line 2: 24 values, but the first line names 25 columns'],
    ['an id that is none', ROW.replace(/^7/, 'a b'), 'line 2, column ID: "a b"'],
    ['one id twice', `${ROW}\n${ROW}`, 'line 3, column ID: 7 stands here a second time'],
  ])('%s', async (_name, rows, message) => {
    const reading = readCustomers(file(`${HEADER}\n${rows}\n`), 2);
    await expect(reading).rejects.toThrow(CliProblem);
    await expect(reading).rejects.toThrow(message);
  });

  test.each([
    ['a column missing', HEADER.replace('X9,', ''), 'line 1, column X9: missing'],
    ['a column of another set', HEADER.replace('Y', 'Z'), 'line 1, column Z: not a column of this data set'],
    ['a column twice', `${HEADER},X1`, 'line 1, column X1: stands here twice'],
    ['an empty file', '', 'has 0 customers and --count asks for 1'],
  ])('header: %s', async (_name, header, message) => {
    await expect(readCustomers(file(`${header}\n`), 1)).rejects.toThrow(message);
  });

  test('fewer rows than asked for', async () => {
    await expect(readCustomers(file(`${HEADER}\n${ROW}\n`), 2)).rejects.toThrow(
      'has 1 customers and --count asks for 2',
    );
  });

  test('no file, a folder, and a gzip file that breaks off', async () => {
    await expect(readCustomers(join(dir, 'none.csv'), 1)).rejects.toThrow('cannot be read');
    await expect(readCustomers(dir, 1)).rejects.toThrow('cannot be read');
    const whole = gzipSync(`${HEADER}\n${ROW}\n`);
    await expect(readCustomers(file(whole.subarray(0, 40)), 1)).rejects.toThrow('cannot be read');
  });
});
