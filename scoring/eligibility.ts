import { exact } from '../domain/money/decimal.js';
import type { RuleHit } from './decision-record.js';
import type { RiskPolicy } from './policy.js';

export interface EligibilityFacts {
  /** Whole years on the civil date of the decision in the line's zone. */
  readonly ageYears: number;
  readonly isStudent: boolean;
  readonly lenderType: string;
  readonly monthlyIncomeMinor: number;
  readonly monthlyDebtServiceMinor: number;
}

type Gate = (facts: EligibilityFacts, policy: RiskPolicy) => RuleHit | null;

/** In the order in which their reasons are told. */
const GATES: readonly Gate[] = [refuseUnderAge, refuseOverAge, refuseStudent, refuseLowIncome, refuseHighDebtService];

/**
 * The gates that an applicant does not pass. All are asked: whoever fails one learns of the others at once.
 *
 * @returns none when the applicant is eligible
 * @see regulation.md CNB-14, CNB-17, CML-8; risk.md section 7
 */
export function eligibilityHits(facts: EligibilityFacts, policy: RiskPolicy): RuleHit[] {
  return GATES.map((gate) => gate(facts, policy)).filter((hit) => hit !== null);
}

function refuseUnderAge({ ageYears }: EligibilityFacts, { ageMinYears }: RiskPolicy): RuleHit | null {
  if (ageYears >= ageMinYears) return null;
  return hit('CNB-14', 'under-age', { ageYears, ageMinYears });
}

function refuseOverAge({ ageYears }: EligibilityFacts, { ageMaxYears }: RiskPolicy): RuleHit | null {
  if (ageYears <= ageMaxYears) return null;
  return hit('CNB-14', 'above-product-age', { ageYears, ageMaxYears });
}

function refuseStudent({ isStudent, lenderType }: EligibilityFacts, policy: RiskPolicy): RuleHit | null {
  if (!isStudent || !policy.studentsRefusedBy.includes(lenderType)) return null;
  return hit('CML-8', 'student', { isStudent, lenderType });
}

function refuseLowIncome({ monthlyIncomeMinor }: EligibilityFacts, policy: RiskPolicy): RuleHit | null {
  const { minMonthlyIncomeMinor } = policy;
  if (monthlyIncomeMinor >= minMonthlyIncomeMinor) return null;
  return hit('minMonthlyIncome', 'income-below-minimum', { monthlyIncomeMinor, minMonthlyIncomeMinor });
}

function refuseHighDebtService(facts: EligibilityFacts, { maxDebtServiceShare }: RiskPolicy): RuleHit | null {
  const { monthlyDebtServiceMinor, monthlyIncomeMinor } = facts;
  // As a product, not a quotient: exact to the last minor unit, and no income means no room for any debt service.
  if (exact(monthlyDebtServiceMinor).lte(exact(monthlyIncomeMinor).times(maxDebtServiceShare))) return null;
  return hit('CNB-17', 'debt-service-too-high', { monthlyDebtServiceMinor, monthlyIncomeMinor, maxDebtServiceShare });
}

function hit(rule: string, code: string, facts: RuleHit['facts']): RuleHit {
  return { stage: 'ELIGIBILITY', rule, code, effect: 'DECLINE', facts };
}
