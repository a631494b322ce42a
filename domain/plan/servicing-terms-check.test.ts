import { CASH, DAILY, FLAT } from '../line/testing.js';
import { PLAN_VERSIONS } from '../../plans/catalogue.js';
import type { PlanTerms } from './plan-terms.js';
import { faultOfServicing } from './servicing-terms-check.js';

const changed = (change: object, plan: PlanTerms = FLAT): PlanTerms => ({ ...plan, ...change });

describe('faultOfServicing', () => {
  test.each(PLAN_VERSIONS.map((plan) => [plan.planId, plan] as const))('%s: nothing', (_planId, plan) => {
    expect(faultOfServicing(plan)).toBeNull();
  });

  test.each([
    ['one strategy that always holds', changed({ settlementStrategies: ['ALL_REMAINING_FEES'] })],
    ['the day of the purchase before it', changed({ settlementStrategies: ['SAME_DAY_FREE', 'INTEREST_TO_DATE'] })],
    ['settlementDailyRate 0', changed({ settlementDailyRate: '0' })],
    ['settlementDailyRate 36 % a year', changed({ settlementDailyRate: '0.000986' })],
    ['dailyRate 0.02 %', changed({ dailyRate: '0.0002' }, DAILY)],
    ['dailyRate 0.05 %', changed({ dailyRate: '0.0005' }, DAILY)],
    ['dailyRate that nothing uses', changed({ dailyRate: '0' })],
    ['cashDrawFeeRate 2 %', changed({ cashDrawFeeRate: '0.02' }, DAILY)],
    ['downPaymentRate 0.9', changed({ downPaymentRate: '0.9' })],
    ['merchantFeeShare 1', changed({ merchantFeeShare: '1' })],
  ])('%s is allowed', (_case, plan) => {
    expect(faultOfServicing(plan)).toBeNull();
  });

  test.each([
    ['settlementStrategies', changed({ settlementStrategies: [] })],
    ['settlementStrategies', changed({ settlementStrategies: ['SAME_DAY_FREE'] })],
    ['settlementStrategies', changed({ settlementStrategies: ['INTEREST_TO_DATE', 'SAME_DAY_FREE'] })],
    ['settlementStrategies', changed({ settlementStrategies: ['INTEREST_TO_DATE', 'ALL_REMAINING_FEES'] })],
    [
      'settlementStrategies',
      changed({ settlementStrategies: ['SAME_DAY_FREE', 'SAME_DAY_FREE', 'ALL_REMAINING_FEES'] }),
    ],
    ['settlementStrategies', changed({ settlementStrategies: ['FREE'] })],
    ['settlementDailyRate', changed({ settlementDailyRate: '0.000987' })],
    ['settlementDailyRate', changed({ settlementDailyRate: '-0.0001' })],
    ['settlementDailyRate', changed({ settlementDailyRate: 'much' })],
    ['dailyRate', changed({ dailyRate: '0.000199' }, DAILY)],
    ['dailyRate', changed({ dailyRate: '0.000501' }, DAILY)],
    ['cashDrawFeeRate', changed({ cashDrawFeeRate: '0.0201' }, DAILY)],
    ['settlementFeeOffset', changed({ settlementFeeOffset: 'NONE' })],
    ['partialPrepay', changed({ partialPrepay: 'ANY' })],
    ['refundAllocation', changed({ refundAllocation: 'FIRST' })],
    ['refundPaidSlice', changed({ refundPaidSlice: 'CASH' })],
    ['openFeePolicy', changed({ openFeePolicy: 'DROP' })],
    ['chargedFeePolicy', changed({ chargedFeePolicy: 'RETURN' })],
    ['couponPolicy', changed({ couponPolicy: 'RETURNED' })],
    ['merchantFeeShare', changed({ merchantFeeShare: '0.5' })],
    ['merchantFeeShare', changed({ merchantFeeShare: '1' }, CASH)],
    ['merchantFeeShare', changed({ merchantFeeShare: '1', subProduct: 'ORDER_INSTALLMENT' }, DAILY)],
    ['downPaymentRate', changed({ downPaymentRate: '0.91' })],
    ['downPaymentRate', changed({ downPaymentRate: '0.1' }, CASH)],
  ])('%s outside what is allowed is named', (param, plan) => {
    expect(faultOfServicing(plan)).toMatchObject({ rule: param, param });
  });
});
