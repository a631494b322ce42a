import { exact } from '../money/decimal.js';
import { datedWorstCost, maxFeeUnderDatedCap, worstTiming } from './dated-worst-case.js';
import type { DueCalendar } from './dated-worst-case.js';

const ORDER: DueCalendar = { regime: 'ORDER' };
const STATEMENT: DueCalendar = {
  regime: 'STATEMENT',
  billDay: 3,
  dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
};

/** products.md section 3, "Largest fee per period under a cap": the two dated rows, percent. */
describe('the largest fee under a cap of 24 % on the worst purchase date', () => {
  test.each([
    ['order regime', ORDER, 3, '1.2932'],
    ['order regime', ORDER, 6, '1.1631'],
    ['order regime', ORDER, 12, '1.1139'],
    ['order regime', ORDER, 24, '1.1156'],
    ['bill 3, due 12', STATEMENT, 3, '0.8530'],
    ['bill 3, due 12', STATEMENT, 6, '0.9308'],
    ['bill 3, due 12', STATEMENT, 12, '0.9893'],
    ['bill 3, due 12', STATEMENT, 24, '1.0459'],
  ] as const)('%s', (_name, calendar, periods, percent) => {
    expect(maxFeeUnderDatedCap(periods, '0.24', 'NOMINAL_IRR', calendar).times(100).toFixed(4)).toBe(percent);
  });
});

describe('SCH-10, a fee of 1.10 % in 12 periods', () => {
  test.each([
    ['order regime', ORDER, '23.71'],
    ['bill 3, due 12', STATEMENT, '26.61'],
  ] as const)('%s', (_name, calendar, percent) => {
    const payments = new Array(12).fill(exact(1).div(12).plus('0.011'));
    const timing = worstTiming(payments, '0.24', 'NOMINAL_IRR', calendar);
    expect(datedWorstCost(exact(1), payments, timing, 'NOMINAL_IRR').times(100).toFixed(2)).toBe(percent);
  });
});
