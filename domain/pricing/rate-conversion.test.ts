import fc from 'fast-check';
import { exact } from '../money/decimal.js';
import { approximateAnnual } from './approximate-annual.js';
import { compounded, effectiveRate, growthRate, nominalRate, simpleRate } from './rate-conversion.js';

describe('effectiveRate and nominalRate', () => {
  test.each([
    ['12 % monthly', '0.12', 12, '0.1268250301'],
    ['once a year', '0.12', 1, '0.1200000000'],
    ['a fraction of a compounding is cut off', '0.12', 1.9, '0.1200000000'],
  ])('%s', (_name, nominal, times, expected) => {
    expect(effectiveRate(exact(nominal), exact(times)).toFixed(10)).toBe(expected);
  });

  test('undo each other', () => {
    const rates = fc.integer({ min: -9_000, max: 50_000 }).map((n) => exact(n).div(10_000));
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 365 }).map(exact), (rate, times) => {
        expect(effectiveRate(nominalRate(rate, times), times).minus(rate).abs().toNumber()).toBeLessThan(1e-25);
      }),
    );
  });

  test('growth over periods is what compounds to it', () => {
    const rate = growthRate(exact(100), exact(144), exact(2));
    expect(rate.toString()).toBe('0.2');
    expect(compounded(exact(100), [rate, rate]).toString()).toBe('144');
  });

  test('simple rate of an investment', () => {
    expect(simpleRate(exact(100), exact(106), exact('0.5')).toString()).toBe('0.12');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no compounding', () => effectiveRate(exact('0.1'), exact('0.5')), /compoundings is 0\.5/],
    ['a rate below -1', () => nominalRate(exact('-1.1'), exact(2)), /below -1/],
    ['no periods to grow in', () => growthRate(exact(1), exact(2), exact(0)), /periods is 0/],
    ['nothing to grow from', () => growthRate(exact(0), exact(2), exact(1)), /present is 0/],
    ['growth to the other side', () => growthRate(exact(1), exact(-2), exact(2)), /below -1/],
    ['no time held', () => simpleRate(exact(1), exact(2), exact(0)), /years is 0/],
    ['nothing invested', () => simpleRate(exact(0), exact(2), exact(1)), /investment is 0/],
  ])('refuses %s', (_name, compute, message) => {
    expect(compute).toThrow(RangeError);
    expect(compute).toThrow(message);
  });
});

describe('approximateAnnual', () => {
  test('24 times the fee over periods and one, dearer when it is kept back', () => {
    expect(approximateAnnual(exact('0.072'), 12, 'EACH_PERIOD').times(100).toFixed(2)).toBe('13.29');
    expect(approximateAnnual(exact('0.072'), 12, 'UP_FRONT').times(100).toFixed(2)).toBe('14.32');
  });

  test.each<[string, () => unknown, RegExp]>([
    ['no periods', () => approximateAnnual(exact('0.1'), 0, 'EACH_PERIOD'), /periods is 0/],
    ['a fee of everything', () => approximateAnnual(exact(1), 12, 'UP_FRONT'), /leaves nothing/],
  ])('refuses %s', (_name, compute, message) => {
    expect(compute).toThrow(message);
  });
});
