import { minor } from '../money/minor.js';
import { faultOfFunding, isLenderAlone, LENDER, LENDER_ALONE, splitAmongFunders } from './funding-shares.js';

const shares = (...parts: readonly (readonly [string, string])[]) =>
  parts.map(([funderId, share]) => ({ funderId, share }));

describe('funding shares', () => {
  // products.md section 13: 100.01 at 30/70 is 30.00 + 70.01
  test.each([
    [10_001, ['0.30', '0.70'], [3_000, 7_001]],
    [-10_001, ['0.30', '0.70'], [-3_000, -7_001]],
    [1, ['0.5', '0.5'], [1, 0]],
    [10_000, ['0.3', '0.3', '0.4'], [3_000, 3_000, 4_000]],
  ])('%i at %j', (amountMinor, parts, expected) => {
    const funding = parts.map((share, index) => ({ funderId: `f${index}`, share }));
    expect(splitAmongFunders(minor(amountMinor), funding)).toEqual(expected);
  });

  test.each([
    [LENDER_ALONE, null],
    [shares([LENDER, '0.30'], ['bank_b', '0.70']), null],
    [shares([LENDER, '0.29'], ['bank_b', '0.71']), /at least 0\.30/],
    [shares([LENDER, '0.70'], ['bank_b', '0.299999']), /at least 0\.30/],
    [shares([LENDER, '0.30'], ['bank_b', '0.69']), /sum to 1; they sum to 0\.99/],
    [shares(['b', '0.5'], ['b', '0.5']), /each funder once/],
    [shares(['b|c', '1']), /letters, digits/],
    [shares([LENDER, '-0.3'], ['b', '1.3']), /decimal from 0 to 1/],
    [[], /at least one funder/],
  ])('%j', (funding, fault) => {
    if (fault === null) expect(faultOfFunding(funding)).toBeNull();
    else expect(faultOfFunding(funding)).toMatch(fault);
  });

  test('the lender alone is one share', () => {
    expect(isLenderAlone(LENDER_ALONE)).toBe(true);
    expect(isLenderAlone(shares(['bank_b', '1']))).toBe(false);
  });
});
