import { exact } from '../money/decimal.js';
import { minor } from '../money/minor.js';
import { exactFactor, interestBy, monthsFactor, roundFactor } from './factor.js';

describe('monthsFactor', () => {
  test.each([
    ['12 % for a month', '0.12', 1, 1n, 100n],
    ['12 % for two months', '0.12', 2, 2n, 100n],
    ['12 % for a year', '0.12', 12, 12n, 100n],
    ['no interest', '0.00', 1, 0n, 1n],
    ['a whole', '12', 1, 1n, 1n],
    ['a whole multiple of ten', '120', 1, 10n, 1n],
    ['many digits', '0.12345', 2, 20_575n, 1_000_000n],
    ['an exponent', '12e-2', 1, 1n, 100n],
    // 0.00583333...: cut at 19 decimals
    ['7 % for a month', '0.07', 1, 58_333_333_333_333_333n, 10n ** 19n],
    // 0.00416666...: up at 19 decimals
    ['5 % for a month', '0.05', 1, 41_666_666_666_666_667n, 10n ** 19n],
    // 6e-19 / 12 = 0.5e-19: a half to the even
    ['a half of the last decimal', '0.0000000000000000006', 1, 0n, 1n],
    ['one and a half of the last decimal', '0.0000000000000000018', 1, 2n, 10n ** 19n],
  ] as const)('%s', (_name, annualRate, months, digits, scale) => {
    expect(monthsFactor(annualRate, months)).toEqual({ digits, scale });
    expect(exactFactor({ digits, scale }).toString()).toBe(exact(String(digits)).div(String(scale)).toString());
  });

  test.each([
    ['-0.12', /annual rate -0.12 is negative/],
    ['x', /not a finite decimal/],
    ['0.12.1', /not a finite decimal/],
  ])('refuses %s', (annualRate, message) => {
    expect(() => monthsFactor(annualRate, 1)).toThrow(RangeError);
    expect(() => monthsFactor(annualRate, 1)).toThrow(message);
  });
});

describe('roundFactor', () => {
  test.each([
    ['0.00000000000000000005', '0'],
    ['0.00000000000000000015', '0.0000000000000000002'],
    ['0.0058333333333333333333', '0.0058333333333333333'],
  ])('%s', (factor, rounded) => {
    expect(roundFactor(exact(factor)).toString()).toBe(rounded);
  });
});

describe('interestBy', () => {
  test.each([
    ['SCH-4, 10,000 at 1 %', { digits: 1n, scale: 100n }, 1_000_000, 10_000],
    ['nothing on nothing', { digits: 1n, scale: 100n }, 0, 0],
    ['a half up', { digits: 1n, scale: 100n }, 50, 1],
    ['less than a half', { digits: 1n, scale: 100n }, 49, 0],
    ['750.00 at a twelfth of 7 %', { digits: 58_333_333_333_333_333n, scale: 10n ** 19n }, 75_000, 437],
    ['a product beyond the safe integers', { digits: 7n, scale: 1_000n }, 9_000_000_000_000_000, 63_000_000_000_000],
    // 9,007,199,254,740,993 x 1 / 2, which doubles cannot hold
    ['digits beyond the safe integers', { digits: 9_007_199_254_740_993n, scale: 10n ** 16n }, 5, 5],
  ])('%s', (_name, factor, balance, interest) => {
    expect(interestBy(factor, 'HALF_UP')(minor(balance))).toBe(interest);
  });
});
