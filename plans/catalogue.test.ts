import { scheduleTotals } from '../domain/schedule/schedule.js';
import { isAboveCap, planAnnualCost } from '../domain/plan/plan-cost.js';
import { assertPlanTerms } from '../domain/plan/plan-terms-check.js';
import { refuseByPlan } from '../domain/line/decide/checks.js';
import { plainDate } from '../domain/calendar/plain-date.js';
import { scheduleOf } from '../domain/plan/plan-schedule.js';
import { PLAN_VERSIONS } from './catalogue.js';
import { nameOf } from './lock.js';

const TENORS = PLAN_VERSIONS.flatMap((plan) =>
  plan.prices.map((price) => [nameOf(plan), price.periods, plan, price] as const),
);

const FORMING = {
  formedOn: plainDate('2025-01-31'),
  billDay: 3,
  dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
} as const;
const DATES = { fromOn: plainDate('2025-01-31'), firstDueOn: plainDate('2025-02-12') };

describe('the shipped plan versions', () => {
  test('have a name each', () => {
    expect(new Set(PLAN_VERSIONS.map(nameOf)).size).toBe(PLAN_VERSIONS.length);
  });

  test.each(TENORS)('publishing rule: %s in %i costs no more than its cap', (_name, _periods, plan, price) => {
    expect(planAnnualCost(plan, price).toNumber()).toBeLessThanOrEqual(Number(plan.annualCap));
    expect(isAboveCap(plan, price)).toBe(false);
    expect(() => assertPlanTerms(plan)).not.toThrow();
  });

  test.each(TENORS)('%s in %i repays its principal and takes its largest amount', (_name, periods, plan) => {
    const schedule = scheduleOf(plan, plan.maxAmountMinor, periods, DATES);
    expect(schedule).toHaveLength(periods);
    expect(scheduleTotals(schedule).principalMinor).toBe(plan.maxAmountMinor);
    expect(refuseByPlan(plan, plan.maxAmountMinor, periods, 'CNY', FORMING)).toBeNull();
  });

  // products.md section 3: nominal annual rates of a flat fee of 0.60 %, in percent
  test.each([
    [3, '10.77'],
    [6, '12.24'],
    [12, '13.03'],
    [24, '13.27'],
  ])('order-flat in %i costs %s %% a year', (periods, percent) => {
    const plan = PLAN_VERSIONS.find(({ planId }) => planId === 'order-flat');
    const price = plan?.prices.find((offer) => offer.periods === periods);
    if (plan === undefined || price === undefined) throw new Error('not offered');
    expect(planAnnualCost(plan, price).times(100).toFixed(2)).toBe(percent);
  });

  test.each([
    ['cash-level', '12.00'],
    ['cash-principal', '12.00'],
    ['cash-bullet', '12.00'],
    ['cash-daily', '18.25'],
    ['pay-later', '0.00'],
    ['order-free', '0.00'],
  ])('%s costs %s %% a year', (planId, percent) => {
    const plan = PLAN_VERSIONS.find((candidate) => candidate.planId === planId);
    const price = plan?.prices[0];
    if (plan === undefined || price === undefined) throw new Error('not offered');
    expect(planAnnualCost(plan, price).times(100).toFixed(2)).toBe(percent);
  });
});
