import fc from 'fast-check';
import { CURRENCIES, formatMinor, isCurrency, parseMinor } from './currency.js';
import type { Currency } from './currency.js';
import { minor } from './minor.js';

const TABLE = [
  [123_450, 'CNY', '1234.50'],
  [5, 'CNY', '0.05'],
  [-5, 'CNY', '-0.05'],
  [-123_456, 'EUR', '-1234.56'],
  [0, 'USD', '0.00'],
  [1_234, 'JPY', '1234'],
  [-1, 'JPY', '-1'],
  [1, 'KWD', '0.001'],
] as const;

describe('formatMinor and parseMinor', () => {
  test.each(TABLE)('%d %s is %s', (amount, currency, text) => {
    expect(formatMinor(minor(amount), currency)).toBe(text);
    expect(parseMinor(text, currency)).toBe(amount);
  });

  test.each([
    ['12.3', 'CNY', 1_230],
    ['12', 'CNY', 1_200],
    ['-0.00', 'CNY', 0],
    ['007', 'JPY', 7],
  ] as const)('reads %s %s', (text, currency, expected) => {
    expect(parseMinor(text, currency)).toBe(expected);
  });

  test.each([
    ['1.234', 'CNY'],
    ['1.230', 'CNY'],
    ['1.0', 'JPY'],
    ['', 'CNY'],
    ['.5', 'CNY'],
    ['1.', 'CNY'],
    ['1,000.00', 'CNY'],
    ['+1', 'CNY'],
    [' 1', 'CNY'],
    ['1e3', 'CNY'],
  ] as const)('refuses "%s" %s, saying how to write one', (text, currency) => {
    expect(() => parseMinor(text, currency)).toThrow(RangeError);
    expect(() => parseMinor(text, currency)).toThrow(`"${text}" is not an amount in ${currency}; write digits`);
  });

  test('refuses more than can be counted', () => {
    expect(() => parseMinor('90071992547409.92', 'CNY')).toThrow(RangeError);
  });

  test('read what they write', () => {
    const codes = Object.keys(CURRENCIES) as Currency[];
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...codes), (amount, currency) => {
        expect(parseMinor(formatMinor(minor(amount), currency), currency)).toBe(amount + 0);
      }),
    );
  });
});

describe('isCurrency', () => {
  test.each(['CNY', 'USD', 'EUR', 'GBP', 'AUD', 'JPY'])('knows %s', (code) => expect(isCurrency(code)).toBe(true));
  test.each(['cny', 'XXX', '', 'toString', '__proto__'])('does not know "%s"', (code) =>
    expect(isCurrency(code)).toBe(false),
  );
});
