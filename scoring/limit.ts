import { exact } from '../domain/money/decimal.js';
import { GRADES, type Grade, type LendingGrade } from '../domain/limits/grade.js';
import type { RiskPolicy } from './policy.js';

/**
 * The grade of a probability of default; one that equals a bound has the worse grade.
 *
 * @param pd decimal share
 * @see risk.md section 6.1, `gradePdBounds`
 */
export function gradeOf(pd: string, policy: Pick<RiskPolicy, 'gradePdBounds'>): Grade {
  const at = policy.gradePdBounds.findIndex((bound) => exact(pd).lt(bound));
  return GRADES[at === -1 ? GRADES.length - 1 : at] ?? 'E';
}

export interface LimitFacts {
  readonly grade: LendingGrade;
  readonly monthlyIncomeMinor: number;
  readonly hasIncomeProof: boolean;
  readonly requestedLimitMinor: number;
}

export interface FirstLimit {
  /** Minor units, a multiple of the policy's step; 0 when not even one step fits. */
  readonly limitMinor: number;
  /** What made it so low; REQUEST when the applicant asked for no more. */
  readonly boundBy: 'REQUEST' | 'GRADE' | 'INCOME';
}

/**
 * The first limit: low by grade, growing later by behavior; never above what the income carries or what was asked for.
 * Rounded down to the policy's step.
 *
 * @see risk.md section 6.1, `firstLimit`
 */
export function firstLimit(facts: LimitFacts, policy: RiskPolicy): FirstLimit {
  const byGrade = facts.hasIncomeProof ? policy.gradeLimitsMinor : policy.gradeLimitsWithoutProofMinor;
  const gradeMinor = byGrade[facts.grade];
  const incomeMinor = exact(facts.monthlyIncomeMinor).times(policy.incomeMultiple).floor().toNumber();
  const lowestMinor = Math.min(facts.requestedLimitMinor, gradeMinor, incomeMinor);
  const limitMinor = lowestMinor - (lowestMinor % policy.limitStepMinor);
  if (lowestMinor === facts.requestedLimitMinor) return { limitMinor, boundBy: 'REQUEST' };
  return { limitMinor, boundBy: lowestMinor === gradeMinor ? 'GRADE' : 'INCOME' };
}
