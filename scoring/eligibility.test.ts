import { eligibilityHits } from './eligibility.js';
import type { EligibilityFacts } from './eligibility.js';
import { RISK_POLICY_1 } from './policy.js';

const ELIGIBLE: EligibilityFacts = {
  ageYears: 30,
  isStudent: false,
  lenderType: 'MICRO_LENDER',
  monthlyIncomeMinor: 1_000_000,
  monthlyDebtServiceMinor: 0,
};

const codes = (change: Partial<EligibilityFacts>) =>
  eligibilityHits({ ...ELIGIBLE, ...change }, RISK_POLICY_1).map(({ code }) => code);

describe('eligibility', () => {
  test.each([
    ['CNB-14: 17 refused', { ageYears: 17 }, ['under-age']],
    ['CNB-14: 18 passes', { ageYears: 18 }, []],
    ['CNB-14: 55 passes', { ageYears: 55 }, []],
    ['CNB-14: 56 refused', { ageYears: 56 }, ['above-product-age']],
    ['CML-8: student and micro-lender refused', { isStudent: true }, ['student']],
    ['CML-8: student and bank pass here', { isStudent: true, lenderType: 'BANK' }, []],
    ['CNB-17: 50.00 % passes', { monthlyDebtServiceMinor: 500_000 }, []],
    ['CNB-17: one fen more refused', { monthlyDebtServiceMinor: 500_001 }, ['debt-service-too-high']],
    ['income at the minimum passes', { monthlyIncomeMinor: 200_000 }, []],
    ['income below the minimum refused', { monthlyIncomeMinor: 199_999 }, ['income-below-minimum']],
    [
      'no income leaves no room for debts',
      { monthlyIncomeMinor: 0, monthlyDebtServiceMinor: 1 },
      ['income-below-minimum', 'debt-service-too-high'],
    ],
  ])('%s', (_name, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  test('whoever fails several gates is told of all of them', () => {
    const all = { ageYears: 17, isStudent: true, monthlyIncomeMinor: 100, monthlyDebtServiceMinor: 100 };
    expect(codes(all)).toEqual(['under-age', 'student', 'income-below-minimum', 'debt-service-too-high']);
  });

  test('a hit names its rule and the facts it used', () => {
    const [hit] = eligibilityHits({ ...ELIGIBLE, ageYears: 17 }, RISK_POLICY_1);
    expect(hit).toMatchObject({ rule: 'CNB-14', effect: 'DECLINE', facts: { ageYears: 17, ageMinYears: 18 } });
  });
});
