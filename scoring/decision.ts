import { isAtLeastAsBad, type Grade, type LendingGrade } from '../domain/limits/grade.js';
import type { DecisionOutcome, DecisionRecord, RuleHit } from './decision-record.js';
import { eligibilityHits } from './eligibility.js';
import { checkedFacts, factsOf, inputsOf } from './facts.js';
import type { DecisionFacts } from './facts.js';
import { firstLimit, gradeOf } from './limit.js';
import type { FirstLimit } from './limit.js';
import { policyRef, RISK_POLICY_1 } from './policy.js';
import type { RiskPolicy } from './policy.js';
import { scoreReasons } from './reasons.js';
import type { Reason } from './reasons.js';
import { EXPERT_1, scoreOf, scorecardRef } from './scorecard.js';
import type { Scorecard, Score } from './scorecard.js';

const DAY_MS = 86_400_000;

/** What decides: one version of each. */
export interface DecisionRules {
  readonly policy: RiskPolicy;
  readonly model: Scorecard;
}

export const CURRENT_RULES: DecisionRules = { policy: RISK_POLICY_1, model: EXPERT_1 };

export interface DecisionRequest {
  readonly decisionId: string;
  readonly subject: DecisionRecord['subject'];
  /** Epoch milliseconds of the application's clock. */
  readonly asOf: number;
  readonly facts: DecisionFacts;
}

type Finding = Pick<
  DecisionRecord,
  'model' | 'ruleHits' | 'points' | 'score' | 'pd' | 'grade' | 'outcome' | 'limitMinor' | 'reasons'
>;

/**
 * Decides on an application: eligibility, identity, score, then grade and limit. The first stage that declines ends it,
 * with all of that stage's reasons; what only needs a person's eye is gathered and refers at the end, so that a person
 * never gets a case that the rules decline anyway.
 *
 * @throws RangeError for facts on which nothing may be decided
 * @see risk.md section 7
 */
export function decideApplication(request: DecisionRequest, rules: DecisionRules = CURRENT_RULES): DecisionRecord {
  const { policy } = rules;
  const facts = checkedFacts(request.facts);
  return {
    decisionId: request.decisionId,
    kind: 'APPLICATION',
    subject: request.subject,
    asOf: request.asOf,
    expiresAt: request.asOf + policy.decisionTtlDays * DAY_MS,
    decidedBy: 'ENGINE',
    reviewer: null,
    reviewReason: null,
    fallback: null,
    inputs: inputsOf(facts),
    policy: policyRef(policy),
    limitMaxMinor: policy.limitMaxMinor,
    ...findingOn(facts, rules),
  };
}

/**
 * Decides a record again from its own inputs.
 *
 * @param rules the versions that the record names
 * @throws RangeError for a record of other versions, or one that no engine made
 * @see risk.md section 7: "Re-running a record gives the same outcome"
 */
export function redecide(record: DecisionRecord, rules: DecisionRules = CURRENT_RULES): DecisionRecord {
  if (record.decidedBy !== 'ENGINE' || record.fallback !== null) {
    throw new RangeError('decidedBy: only a decision of the engine can be made again');
  }
  const isOther = record.policy?.hash !== policyRef(rules.policy).hash;
  if (isOther || (record.model !== null && record.model.hash !== scorecardRef(rules.model).hash)) {
    throw new RangeError('rules: give the policy and model that the record names');
  }
  const { decisionId, subject, asOf } = record;
  return decideApplication({ decisionId, subject, asOf, facts: factsOf(record.inputs) }, rules);
}

function findingOn(facts: DecisionFacts, { policy, model }: DecisionRules): Finding {
  const refused = eligibilityHits(facts, policy);
  if (refused.length > 0) return unscored(refused, policy);
  const unknown = identityHit(facts);
  if (unknown?.effect === 'DECLINE') return unscored([unknown], policy);
  const score = scoreOf(model, inputValues(facts));
  const grade = gradeOf(score.pd, policy);
  const scored = { model: scorecardRef(model), score: score.score, pd: score.pd, points: score.points, grade };
  if (grade === 'E') {
    const facts = { grade, pd: score.pd };
    const hit = { stage: 'SCORE', rule: 'gradePdBounds', code: 'grade-too-low', effect: 'DECLINE', facts } as const;
    const reasons = scoreReasons(model, score.points, policy.maxReasons);
    return { ...scored, ruleHits: [hit], outcome: 'DECLINE', limitMinor: 0, reasons };
  }
  const limit = firstLimit({ ...facts, grade }, policy);
  if (limit.limitMinor === 0) return { ...scored, ...tooSmall(facts, policy) };
  const referrals = [...(unknown === null ? [] : [unknown]), ...referralHits(facts, grade, policy)];
  if (referrals.length > 0) {
    return { ...scored, ...referred(referrals, policy), limitMinor: limit.limitMinor };
  }
  return { ...scored, ...approved(facts, limit, score, grade, { policy, model }) };
}

function unscored(hits: readonly RuleHit[], policy: RiskPolicy): Finding {
  const reasons = reasonsOf(hits, policy);
  return {
    model: null,
    ruleHits: hits,
    points: [],
    score: null,
    pd: null,
    grade: null,
    outcome: 'DECLINE',
    limitMinor: 0,
    reasons,
  };
}

type Verdict = Pick<Finding, 'ruleHits' | 'outcome' | 'limitMinor' | 'reasons'>;

function tooSmall({ monthlyIncomeMinor, requestedLimitMinor }: DecisionFacts, policy: RiskPolicy): Verdict {
  const facts = { monthlyIncomeMinor, requestedLimitMinor, limitStepMinor: policy.limitStepMinor };
  const hit = { stage: 'LIMIT', rule: 'limitStep', code: 'limit-below-one-step', effect: 'DECLINE', facts } as const;
  return { ruleHits: [hit], outcome: 'DECLINE', limitMinor: 0, reasons: reasonsOf([hit], policy) };
}

function referred(hits: readonly RuleHit[], policy: RiskPolicy): Omit<Verdict, 'limitMinor'> {
  return { ruleHits: hits, outcome: 'REFER', reasons: reasonsOf(hits, policy) };
}

function approved(
  { requestedLimitMinor }: DecisionFacts,
  { limitMinor, boundBy }: FirstLimit,
  score: Score,
  grade: LendingGrade,
  { policy, model }: DecisionRules,
): Verdict {
  const outcome: DecisionOutcome = limitMinor === requestedLimitMinor ? 'APPROVE' : 'APPROVE_LOWER';
  if (outcome === 'APPROVE') return { ruleHits: [], outcome, limitMinor, reasons: [] };
  const facts = { boundBy, grade, limitMinor, requestedLimitMinor };
  const hit = { stage: 'LIMIT', effect: 'LIMIT', facts } as const;
  switch (boundBy) {
    case 'REQUEST':
      return lowered({ ...hit, rule: 'limitStep', code: 'rounded-down-to-step' });
    case 'INCOME':
      return lowered({ ...hit, rule: 'incomeMultiple', code: 'limited-by-income' });
    case 'GRADE': {
      const byScore = scoreReasons(model, score.points, policy.maxReasons);
      return lowered({ ...hit, rule: 'gradeLimit', code: 'first-limit-of-grade' }, byScore);
    }
  }
  function lowered(limited: RuleHit, byScore: readonly Reason[] = []): Verdict {
    // The best applicants have no cause in the score: for them the grade's first limit itself is the reason.
    const reasons = byScore.length > 0 ? byScore : reasonsOf([limited], policy);
    return { ruleHits: [limited], outcome, limitMinor, reasons };
  }
}

function identityHit({ identity }: DecisionFacts): RuleHit | null {
  const hit = { stage: 'IDENTITY', rule: 'identity', facts: { identity } } as const;
  switch (identity) {
    case 'PASS':
      return null;
    case 'FAIL':
      return { ...hit, code: 'identity-not-confirmed', effect: 'DECLINE' };
    case 'MISMATCH':
      return { ...hit, code: 'identity-of-somebody-else', effect: 'DECLINE' };
    default:
      // Whatever else a checker may say is no confirmation: a person has to look.
      return { ...hit, code: 'identity-not-checked', effect: 'REFER' };
  }
}

function referralHits(facts: DecisionFacts, grade: Grade, policy: RiskPolicy): RuleHit[] {
  const { lateOf6, requestedLimitMinor, currency } = facts;
  const hit = { stage: 'LIMIT', effect: 'REFER' } as const;
  const hits: RuleHit[] = [];
  if ((lateOf6 ?? 0) >= policy.referLateOf6 && isAtLeastAsBad(grade, policy.referLateFromGrade)) {
    hits.push({ ...hit, rule: 'referLateOf6', code: 'late-payments-elsewhere', facts: { lateOf6, grade } });
  }
  if (requestedLimitMinor > policy.referRequestAboveMinor) {
    const { referRequestAboveMinor } = policy;
    const high = { requestedLimitMinor, referRequestAboveMinor };
    hits.push({ ...hit, rule: 'referRequestAbove', code: 'high-request', facts: high });
  }
  if (currency !== policy.currency) {
    const other = { currency, policyCurrency: policy.currency };
    hits.push({ ...hit, rule: 'policyCurrency', code: 'currency-without-policy', facts: other });
  }
  return hits;
}

function reasonsOf(hits: readonly RuleHit[], { maxReasons }: RiskPolicy): Reason[] {
  return hits.slice(0, maxReasons).map(({ code, rule }) => ({ code, rule }));
}

function inputValues(facts: DecisionFacts): Readonly<Record<string, string | number | boolean | null>> {
  return { ...facts };
}
