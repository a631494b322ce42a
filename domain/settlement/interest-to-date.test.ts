import fc from 'fast-check';
import { minor } from '../money/minor.js';
import { interestToDate } from './interest-to-date.js';

const drawn = (days: number, chargedMinor = 0) =>
  interestToDate({
    dailyRate: '0.0005',
    principalDays: 1_000_000 * days,
    principalMinor: minor(1_000_000),
    chargedMinor: minor(chargedMinor),
    rounding: 'HALF_UP',
  });

describe('interestToDate', () => {
  test.each([
    ['SET-4: repaid on 1 Jun', 0, 500],
    ['SET-4: repaid on 2 Jun', 1, 500],
    ['SET-4: repaid on 3 Jun', 2, 1_000],
  ])('%s', (_id, days, expected) => {
    expect(drawn(days)).toBe(expected);
  });

  test('what was charged is not charged again, and never given back', () => {
    expect(drawn(10, 2_000)).toBe(3_000);
    expect(drawn(0, 600)).toBe(0);
  });

  test('the moments of charging never change the sum', () => {
    const step = fc.record({ principal: fc.integer({ min: 1, max: 500_000 }), days: fc.nat(60) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        let principalDays = 0;
        let chargedMinor = 0;
        const at = (charged: number) =>
          interestToDate({
            dailyRate: '0.00033',
            principalDays,
            principalMinor: minor(1),
            chargedMinor: minor(charged),
            rounding: 'HALF_UP',
          });
        for (const { principal, days } of steps) {
          principalDays += principal * days;
          chargedMinor += at(chargedMinor);
        }
        expect(chargedMinor).toBe(at(0));
      }),
    );
  });
});
