import { Exact, exact } from '../money/decimal.js';
import type { PlanTableTerms } from '../schedule/plan-table.js';
import { disclosedAprc, euAprc, planCost, roundHalfUp } from './eu-aprc.js';

const TERMS: PlanTableTerms = {
  principal: exact(1_200),
  plan: { kind: 'EQUAL_PRINCIPAL' },
  periodsPerYear: 12,
  periods: 12,
  rate: { kind: 'NOMINAL', annual: '0.12' },
  firstPeriodYears: null,
  rateChanges: [],
};
const NONE = { feeAtStart: exact(0), extraCosts: [], paymentRounding: 'NONE' } as const;

/** The Commission's own examples are the eu_aprc vectors under test/vectors. */
describe('euAprc', () => {
  test('1,200 for 1,000 after a year and a half (Directive 98/7/EC, annex)', () => {
    const aprc = euAprc(
      [{ periods: 0, amount: exact(1_000) }],
      [{ periods: exact(546).div(365), amount: exact(1_200) }],
    );
    expect(aprc.times(100).toFixed(2)).toBe('12.96');
    expect(disclosedAprc(aprc)).toBe('13.0');
  });

  test.each([
    ['3.054', 2, '3.05'],
    ['3.055', 2, '3.06'],
    ['-3.055', 2, '-3.06'],
    ['12.96', 1, '13.0'],
    ['7', 0, '7'],
  ])('%s with %d decimals is %s', (value, decimals, expected) => {
    expect(roundHalfUp(exact(value), decimals)).toBe(expected);
  });

  test.each([-1, 0.5])('refuses %d decimals', (decimals) => {
    expect(() => roundHalfUp(exact(1), decimals)).toThrow(/decimals is/);
  });
});

describe('planCost', () => {
  test('without costs a nominal rate of 1 % a month is its effective rate', () => {
    const { payments, totalCost, aprc } = planCost(TERMS, NONE);
    expect(payments[0]?.toFixed(2)).toBe('112.00');
    expect(totalCost.toFixed(2)).toBe('78.00');
    expect(aprc.times(100).toFixed(4)).toBe('12.6825');
  });

  test('costs stand in their period and make it dearer', () => {
    const extraCosts = [{ period: 3, amount: exact(5) }];
    const { payments, totalCost, aprc } = planCost(TERMS, { ...NONE, feeAtStart: exact(10), extraCosts });
    expect(payments[2]?.toFixed(2)).toBe('115.00');
    expect(totalCost.toFixed(2)).toBe('93.00');
    expect(aprc.gt(planCost(TERMS, NONE).aprc)).toBe(true);
  });

  test('payments are rounded before the costs are added', () => {
    const terms = { ...TERMS, principal: exact(1_000) };
    const rounded = planCost(terms, {
      ...NONE,
      paymentRounding: 'CENTS',
      extraCosts: [{ period: 1, amount: exact('0.005') }],
    });
    expect(rounded.payments[0]?.toString()).toBe('93.335');
    expect(rounded.payments.slice(1).every((payment) => payment.times(100).isInteger())).toBe(true);
  });

  test('a longer first period moves every payment', () => {
    const firstPeriodYears = new Exact(1).div(6);
    const { aprc } = planCost({ ...TERMS, rate: { kind: 'EFFECTIVE', annual: '0' }, firstPeriodYears }, NONE);
    expect(aprc.isZero()).toBe(true);
    const withFee = { ...NONE, feeAtStart: exact(10) };
    const late = planCost({ ...TERMS, rate: { kind: 'EFFECTIVE', annual: '0' }, firstPeriodYears }, withFee);
    const soon = planCost({ ...TERMS, rate: { kind: 'EFFECTIVE', annual: '0' } }, withFee);
    expect(late.aprc.lt(soon.aprc)).toBe(true);
  });

  test('refuses a cost of a period that there is not', () => {
    expect(() => planCost(TERMS, { ...NONE, extraCosts: [{ period: 13, amount: exact(1) }] })).toThrow(/period 13/);
  });
});
