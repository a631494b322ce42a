import { GRADES, type Grade, type LendingGrade } from '../domain/limits/grade.js';
import { exact } from '../domain/money/decimal.js';
import { hashOf } from '../domain/ledger/journal.js';
import type { ArtifactRef } from './decision-record.js';
import policyV1 from './policies/risk-policy-1.json' with { type: 'json' };

/**
 * The numbers of the decision, as a version that never changes: a new number is a new version. Amounts in minor units,
 * shares as decimals.
 *
 * @see risk.md sections 6.1 and 7; regulation.md CNB-14, CNB-17, CML-8
 */
export interface RiskPolicy {
  readonly id: string;
  readonly version: number;
  readonly currency: string;
  readonly ageMinYears: number;
  /** Inclusive: refused from the next birthday on. */
  readonly ageMaxYears: number;
  readonly studentsRefusedBy: readonly string[];
  readonly minMonthlyIncomeMinor: number;
  readonly maxDebtServiceShare: string;
  /** Four rising bounds; a PD at a bound belongs to the worse grade. */
  readonly gradePdBounds: readonly string[];
  readonly gradeLimitsMinor: Readonly<Record<LendingGrade, number>>;
  /** Replaces the grade's limit where income is declared without proof. */
  readonly gradeLimitsWithoutProofMinor: Readonly<Record<LendingGrade, number>>;
  readonly incomeMultiple: string;
  readonly limitStepMinor: number;
  readonly referLateOf6: number;
  /** The best grade at which so many late cycles are referred. */
  readonly referLateFromGrade: Grade;
  readonly referRequestAboveMinor: number;
  /** The most that a person may grant (CNI-1, CML-3). */
  readonly limitMaxMinor: number;
  readonly maxReasons: number;
  readonly decisionTtlDays: number;
}

export const RISK_POLICY_1: RiskPolicy = checkedPolicy(policyV1);

/** Names a policy by its content. */
export function policyRef(policy: RiskPolicy): ArtifactRef {
  return { id: policy.id, version: policy.version, hash: hashOf(policy) };
}

/**
 * Refuses a policy that could not mean anything.
 *
 * @throws RangeError naming the field: a mistake in a shipped file
 */
export function checkedPolicy(policy: PolicyFile): RiskPolicy {
  const bounds = policy.gradePdBounds.map((bound) => exact(bound));
  const rising = bounds.every((bound, at) => at === 0 || bound.gt(bounds[at - 1] ?? bound));
  if (bounds.length !== GRADES.length - 1 || !rising) throw new RangeError('gradePdBounds: give four rising shares');
  if (!(Number.isSafeInteger(policy.limitStepMinor) && policy.limitStepMinor > 0)) {
    throw new RangeError('limitStepMinor: give a whole number of minor units above 0');
  }
  if (policy.ageMinYears > policy.ageMaxYears) throw new RangeError('ageMinYears: is above ageMaxYears');
  if (exact(policy.maxDebtServiceShare).lt(0) || exact(policy.incomeMultiple).lt(0)) {
    throw new RangeError('maxDebtServiceShare, incomeMultiple: give a share of 0 or more');
  }
  const referLateFromGrade = GRADES.find((grade) => grade === policy.referLateFromGrade);
  if (referLateFromGrade === undefined) throw new RangeError('referLateFromGrade: give a grade from A to E');
  return { ...policy, referLateFromGrade };
}

type PolicyFile = Omit<RiskPolicy, 'referLateFromGrade'> & { readonly referLateFromGrade: string };
