import { Decimal } from 'decimal.js';
import { Exact, exact, EXACT_DIGITS } from './decimal.js';

describe('exact', () => {
  test.each([
    ['0.0060', '0.006'],
    ['-12.50', '-12.5'],
    [0.1, '0.1'],
    [new Exact('1.25'), '1.25'],
  ])('reads %s', (value, expected) => {
    expect(exact(value).toString()).toBe(expected);
  });

  test.each(['', 'abc', '1,5', 'NaN', 'Infinity', Number.NaN, -Infinity, new Exact(Number.NaN)])(
    'refuses %s, saying how to write one',
    (value) => {
      expect(() => exact(value)).toThrow(RangeError);
      expect(() => exact(value)).toThrow(/0\.0060/);
    },
  );
});

describe('Exact', () => {
  test('keeps 34 significant digits', () => {
    expect(exact(1).div(3).toString()).toBe(`0.${'3'.repeat(EXACT_DIGITS)}`);
    expect(EXACT_DIGITS).toBe(34);
  });

  test('prints small factors without an exponent', () => {
    expect(exact('0.0000000001').toString()).toBe('0.0000000001');
  });

  test('is not changed by the settings of another user of the package', () => {
    const before = Decimal.precision;
    Decimal.set({ precision: 5 });
    try {
      expect(exact(2).div(3).toString()).toHaveLength(EXACT_DIGITS + 2);
    } finally {
      Decimal.set({ precision: before });
    }
  });
});
