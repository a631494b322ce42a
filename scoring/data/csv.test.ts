import { readCsv } from './csv.js';

describe('readCsv', () => {
  const csv = readCsv('name,amount\n"yes, with ""quotes""",1.5\nplain,-2\n');

  test('reads texts, also with commas and quotes, and numbers', () => {
    expect(csv.rows).toBe(2);
    expect(csv.text('name')).toEqual(['yes, with "quotes"', 'plain']);
    expect([...csv.number('amount')]).toEqual([1.5, -2]);
  });

  test.each([
    ['a column that is not there', () => csv.text('other'), 'other'],
    ['text where a number should be', () => csv.number('name'), 'name'],
    ['a line that is too short', () => readCsv('a,b\n1\n'), 'line 2'],
  ])('refuses %s', (_name, read, message) => {
    expect(read).toThrow(message);
  });
});
