import { decimalOf } from '../calendar/day-count/fraction.js';
import { yearFraction } from '../calendar/day-count.js';
import { plainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import { effectiveAnnual, nominalAnnual } from './annual-cost.js';
import { disclosedAprc, euAprc } from './eu-aprc.js';
import { monthlyIrr } from './irr.js';
import { monthlyCostOf } from './price-cost.js';
import { usActuarialApr } from './us-actuarial-apr.js';

/** The figures of docs/concepts/annual-cost.md. */
describe('annual-cost.md', () => {
  const PAYMENTS = [...new Array<number>(11).fill(88_849), 88_847];

  test('nominal, effective and European rate of one loan', () => {
    const monthly = monthlyIrr(1_000_000, PAYMENTS);
    expect(nominalAnnual(monthly).times(100).toFixed(2)).toBe('12.00');
    expect(effectiveAnnual(monthly).times(100).toFixed(2)).toBe('12.68');
    const payments = PAYMENTS.map((amount, index) => ({ amount: exact(amount), periods: exact(index + 1).div(12) }));
    expect(disclosedAprc(euAprc([{ periods: 0, amount: exact(1_000_000) }], payments))).toBe('12.7');
  });

  test('with 300.00 kept back, before rounding and in whole cents', () => {
    const monthly = monthlyCostOf({
      periods: 12,
      repayment: { kind: 'LEVEL_PAYMENT', annualRate: '0.12' },
      feeRatePerPeriod: '0',
      deductionRate: '0.03',
    });
    expect(nominalAnnual(monthly).times(100).toFixed(2)).toBe('17.82');
    expect(nominalAnnual(monthlyIrr(970_000, PAYMENTS)).times(100).toFixed(3)).toBe('17.825');
  });

  test('the single payment of Regulation Z', () => {
    const apr = usActuarialApr({
      unitPeriod: { unit: 'TERM', count: 1 },
      advances: [{ on: plainDate('1978-01-03'), amount: exact('1000') }],
      payments: [{ on: plainDate('1978-09-15'), amount: exact('1080') }],
      prepaidFinanceCharge: exact(0),
    });
    expect(apr.toFixed(10)).toBe(exact('0.08').times(365).div(255).toFixed(10));
    expect(apr.times(100).toFixed(2)).toBe('11.45');
  });

  test.each([
    ['ACT/365F', exact(62).div(365)],
    ['ACT/ACT_ISDA', exact(11_317).div(66_795)],
    ['30E/360', exact(1).div(6)],
  ] as const)('%s', (dayCount, expected) => {
    const span = { startOn: plainDate('2011-12-28'), endOn: plainDate('2012-02-28') };
    expect(decimalOf(yearFraction(dayCount, span)).toString()).toBe(expected.toString());
  });
});
