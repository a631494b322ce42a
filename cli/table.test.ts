import { amountText, dateText, instantText, moneyText, pairs, table } from './table.js';

describe('amountText', () => {
  test.each([
    [0, 'CNY', '0.00'],
    [5, 'CNY', '0.05'],
    [-5, 'CNY', '-0.05'],
    [99_999, 'CNY', '999.99'],
    [100_000, 'CNY', '1,000.00'],
    [-123_456_789, 'CNY', '-1,234,567.89'],
    [1_234_567, 'JPY', '1,234,567'],
    [1_234_567, 'KWD', '1,234.567'],
    [1_234, 'XXX', '1234 minor'],
  ])('%d %s', (amountMinor, currency, expected) => {
    expect(amountText(amountMinor, currency)).toBe(expected);
  });

  test('money names its currency', () => {
    expect(moneyText(120_000, 'CNY')).toBe('1,200.00 CNY');
  });
});

describe('instantText', () => {
  test('shows the wall clock of the zone', () => {
    expect(instantText(Date.UTC(2029, 0, 4, 16, 5), 'Asia/Shanghai')).toBe('2029-01-05 00:05');
    expect(dateText(Date.UTC(2029, 0, 4, 15, 59), 'Asia/Shanghai')).toBe('2029-01-04');
  });
});

test('a table aligns figures to the right and ends without blanks', () => {
  const rows = [
    { name: 'one', amount: '1.00' },
    { name: 'three', amount: '1,000.00' },
  ];
  expect(
    table(
      [
        { title: 'AMOUNT', text: ({ amount }: (typeof rows)[number]) => amount, align: 'RIGHT' },
        { title: 'NAME', text: ({ name }) => name },
      ],
      rows,
    ),
  ).toEqual(['  AMOUNT  NAME', '    1.00  one', '1,000.00  three']);
});

test('pairs stand in one column', () => {
  expect(
    pairs([
      ['a', '1'],
      ['longer', '2'],
    ]),
  ).toEqual(['a       1', 'longer  2']);
});
