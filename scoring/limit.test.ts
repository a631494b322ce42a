import fc from 'fast-check';
import { isAtLeastAsBad } from '../domain/limits/grade.js';
import { firstLimit, gradeOf } from './limit.js';
import type { LimitFacts } from './limit.js';
import { checkedPolicy, RISK_POLICY_1 } from './policy.js';

describe('gradeOf', () => {
  test.each([
    ['0', 'A'],
    ['0.019999', 'A'],
    ['0.02', 'B'],
    ['0.049999', 'B'],
    ['0.05', 'C'],
    ['0.099999', 'C'],
    ['0.10', 'D'],
    ['0.199999', 'D'],
    ['0.20', 'E'],
    ['1', 'E'],
  ])('a PD of %s is grade %s', (pd, grade) => {
    expect(gradeOf(pd, RISK_POLICY_1)).toBe(grade);
  });

  test('grades compare by badness', () => {
    expect(isAtLeastAsBad('C', 'C')).toBe(true);
    expect(isAtLeastAsBad('B', 'C')).toBe(false);
    expect(isAtLeastAsBad('E', 'C')).toBe(true);
  });
});

describe('firstLimit', () => {
  const FACTS: LimitFacts = {
    grade: 'A',
    monthlyIncomeMinor: 5_000_000,
    hasIncomeProof: true,
    requestedLimitMinor: 1_000_000,
  };

  test.each([
    ['grade A 5,000', { grade: 'A' }, 500_000, 'GRADE'],
    ['grade B 3,000', { grade: 'B' }, 300_000, 'GRADE'],
    ['grade C 1,000', { grade: 'C' }, 100_000, 'GRADE'],
    ['grade D 500', { grade: 'D' }, 50_000, 'GRADE'],
    ['grade D without proof 300', { grade: 'D', hasIncomeProof: false }, 30_000, 'GRADE'],
    ['grade C without proof keeps 1,000', { grade: 'C', hasIncomeProof: false }, 100_000, 'GRADE'],
    ['once the income, down to full 100 yuan', { monthlyIncomeMinor: 219_999 }, 210_000, 'INCOME'],
    ['no more than asked for', { requestedLimitMinor: 120_000 }, 120_000, 'REQUEST'],
    ['a request rounds down too', { requestedLimitMinor: 129_999 }, 120_000, 'REQUEST'],
    ['below one step there is none', { requestedLimitMinor: 9_999 }, 0, 'REQUEST'],
  ] as const)('%s', (_name, change, limitMinor, boundBy) => {
    expect(firstLimit({ ...FACTS, ...change }, RISK_POLICY_1)).toEqual({ limitMinor, boundBy });
  });

  test('never above the request, the income or the grade, always whole steps', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('A', 'B', 'C', 'D'),
        fc.nat(10_000_000),
        fc.boolean(),
        fc.nat(20_000_000),
        (grade, monthlyIncomeMinor, hasIncomeProof, requestedLimitMinor) => {
          const facts = { grade, monthlyIncomeMinor, hasIncomeProof, requestedLimitMinor };
          const { limitMinor } = firstLimit(facts, RISK_POLICY_1);
          const most = Math.min(requestedLimitMinor, monthlyIncomeMinor, RISK_POLICY_1.gradeLimitsMinor[grade]);
          return limitMinor >= 0 && limitMinor <= most && limitMinor % 10_000 === 0;
        },
      ),
    );
  });
});

describe('checkedPolicy', () => {
  test.each([
    ['gradePdBounds', { gradePdBounds: ['0.02', '0.05', '0.05', '0.2'] }],
    ['gradePdBounds', { gradePdBounds: ['0.02'] }],
    ['limitStepMinor', { limitStepMinor: 0 }],
    ['ageMinYears', { ageMinYears: 60 }],
    ['maxDebtServiceShare', { maxDebtServiceShare: '-0.1' }],
    ['referLateFromGrade', { referLateFromGrade: 'F' }],
  ])('refuses a mistake in %s', (field, change) => {
    expect(() => checkedPolicy({ ...RISK_POLICY_1, ...change })).toThrow(field);
  });
});
