import { bearsInterest } from './schedule-terms.js';

test.each([
  ['PAY_LATER', false],
  ['FLAT_FEE', false],
  ['DAILY_SIMPLE', false],
  ['LEVEL_PAYMENT', true],
  ['LEVEL_PRINCIPAL', true],
  ['INTEREST_ONLY', true],
] as const)('%s bears interest by periods: %s', (amortization, expected) => {
  expect(bearsInterest({ amortization })).toBe(expected);
});
