import { minor } from '../money/minor.js';
import { REGULAR_SHAPE } from '../schedule/schedule-terms.js';
import { buildSchedule } from '../schedule/schedule.js';
import type { ScheduleRow } from '../schedule/schedule.js';
import { CASH, FLAT } from '../line/testing.js';
import { restatedPrincipal } from './cost-policy.js';
import type { OtherCharge } from './cost-policy.js';
import { costTable } from './cost-table.js';
import { faultOfCost } from './plan-cost.js';
import { scheduleTermsOf } from './plan-schedule.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

const LEVEL: PlanTerms = {
  ...CASH,
  ...REGULAR_SHAPE,
  amortization: 'LEVEL_PAYMENT',
  prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.12' }],
};
const PRINCIPAL = minor(1_000_000);

const priceOf = ({ prices: [price] }: PlanTerms): TenorPrice => {
  if (price === undefined) throw new Error('no price');
  return price;
};
const rowsOf = (plan: PlanTerms, principalMinor = PRINCIPAL): readonly ScheduleRow[] =>
  buildSchedule(scheduleTermsOf(plan, priceOf(plan)), principalMinor, priceOf(plan).periods);
const tableOf = (plan: PlanTerms) => costTable(plan, PRINCIPAL, rowsOf(plan));
const faultOf = (plan: PlanTerms) => faultOfCost(plan, priceOf(plan));
const charging = (...otherCharges: readonly OtherCharge[]): PlanTerms => ({ ...LEVEL, otherCharges });
const guarantee = (rate: string): OtherCharge => ({
  component: 'GUARANTEE_FEE',
  payee: 'guarantor_1',
  method: 'RATE_PER_PERIOD',
  rate,
});
const percent = (fraction: string) => (Number(fraction) * 100).toFixed(2);

describe('costTable', () => {
  test('names every component, its method and payee, and adds up', () => {
    const table = tableOf(charging(guarantee('0.0057')));
    expect(table.components).toEqual([
      { component: 'INTEREST', payee: 'LENDER', method: 'LEVEL_PAYMENT', rate: '0.12', totalMinor: 66_186 },
      {
        component: 'GUARANTEE_FEE',
        payee: 'guarantor_1',
        method: 'RATE_PER_PERIOD',
        rate: '0.0057',
        totalMinor: 68_400,
      },
    ]);
    expect(table).toMatchObject({
      principalMinor: 1_000_000,
      receivedMinor: 1_000_000,
      totalCostMinor: 134_586,
      totalDueMinor: 1_134_586,
      annualCostMethod: 'NOMINAL_IRR',
      annualCostTiming: 'PERIODIC',
    });
    expect(table.dueMinor).toEqual([...new Array<number>(11).fill(88_849 + 5_700), 88_847 + 5_700]);
  });

  test.each([
    ['0.0057', '23.98', null],
    ['0.0058', '24.18', 'annualCap'],
    ['0.006', '24.60', 'annualCap'],
    ['0.01', '32.76', 'annualCap'],
  ])('SCH-8: a guarantee fee of %s a month makes it %s %%', (rate, expected, rule) => {
    const plan = charging(guarantee(rate));
    expect(percent(tableOf(plan).annualCost)).toBe(expected);
    const fault = faultOf(plan);
    expect(fault?.rule ?? null).toBe(rule);
    if (fault !== null) expect([fault.cap, percent(fault.figure)]).toEqual(['0.24', expected]);
  });

  test('SCH-7: 3 % kept back is refused though it is under the cap, or makes 9,700 the principal', () => {
    const kept: OtherCharge = { component: 'SERVICE_FEE', payee: 'LENDER', method: 'DEDUCTED_UPFRONT', rate: '0.03' };
    const plan = charging(kept);
    // The rule's 17.82 is of payments before rounding; in whole fen it is 17.825 and a trifle.
    expect(Number(tableOf(plan).annualCost)).toBeCloseTo(0.1782, 4);
    const fault = faultOf(plan);
    expect(fault).toMatchObject({ rule: 'upfrontDeduction', param: 'otherCharges', cap: '0.24' });
    expect(percent(fault?.figure ?? '0')).toBe('17.82');
    expect(restatedPrincipal(plan, PRINCIPAL)).toBe(1_000_000);
    const restating: PlanTerms = { ...plan, upfrontDeduction: 'RESTATE_PRINCIPAL' };
    expect(faultOf(restating)).toBeNull();
    const restatedMinor = restatedPrincipal(restating, PRINCIPAL);
    expect(restatedMinor).toBe(970_000);
    const table = costTable(restating, restatedMinor, rowsOf(restating, restatedMinor));
    expect(table).toMatchObject({ receivedMinor: 970_000, annualCost: expect.stringMatching(/^0\.1200/) as string });
    expect(table.components.map(({ component }) => component)).toEqual(['INTEREST']);
  });

  test.each([
    ['PERIODIC', { regime: 'ORDER' }, '23.53', null],
    ['DATED_WORST_CASE', { regime: 'ORDER' }, '23.71', null],
    [
      'DATED_WORST_CASE',
      { regime: 'STATEMENT', billDay: 3, dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 } },
      '26.61',
      'annualCap',
    ],
  ] as const)('SCH-10: 1.10 %% in 12, %s %o: %s %%', (capTiming, capCalendar, expected, rule) => {
    const prices = [{ periods: 12, feeRatePerPeriod: '0.0110', annualRate: '0' }];
    const plan: PlanTerms = { ...FLAT, prices, capTiming, capCalendar };
    expect(percent(tableOf(plan).annualCost)).toBe(expected);
    const fault = faultOf(plan);
    expect(fault?.rule ?? null).toBe(rule);
    if (fault !== null) expect(fault.claim).toMatch(/costs 0\.266\d+ a year .* above the cap of 0\.24/);
  });

  test('the effective rate of SCH-4 is 12.68 %', () => {
    expect(percent(tableOf({ ...LEVEL, capMethod: 'EFFECTIVE_IRR' }).annualCost)).toBe('12.68');
  });
});
