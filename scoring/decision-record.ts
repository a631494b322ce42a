import type { ApplicationDecision } from '../domain/application/application-view.js';

export type DecisionOutcome = ApplicationDecision['outcome'];

/** The order in which a decision is made; a stage that stops leaves the later ones out. */
export type DecisionStage = 'ELIGIBILITY' | 'IDENTITY' | 'SCORE' | 'LIMIT' | 'REVIEW';

export type InputValue = string | number | boolean | null;

/** One value that the decision used, and where it came from. */
export interface DecisionInput {
  readonly value: InputValue;
  readonly source: 'DECLARED' | 'CUSTOMER_RECORD' | 'IDENTITY_CHECK' | 'APPLICATION' | 'LINE_TERMS' | 'PERSON';
}

/** A rule that spoke, with the facts it used. */
export interface RuleHit {
  readonly stage: DecisionStage;
  readonly rule: string;
  readonly code: string;
  readonly effect: 'DECLINE' | 'REFER' | 'LIMIT';
  readonly facts: Readonly<Record<string, InputValue>>;
}

/** Names one version of a model or policy; the hash is that of its canonical JSON. */
export interface ArtifactRef {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

export interface CharacteristicPoints {
  readonly characteristic: string;
  readonly bin: string;
  readonly points: number;
}

/**
 * The evidence of one decision, written once and never changed. With the same artifacts its inputs give the same
 * outcome again. Holds no personal data but the age in whole years.
 *
 * @see risk.md section 7
 */
export interface DecisionRecord {
  readonly decisionId: string;
  readonly kind: 'APPLICATION';
  readonly subject: { readonly applicationId: string; readonly customerId: string; readonly lenderId: string };
  /** Epoch milliseconds of the application's clock. */
  readonly asOf: number;
  readonly expiresAt: number;
  readonly decidedBy: 'ENGINE' | 'PERSON';
  readonly reviewer: string | null;
  readonly reviewReason: string | null;
  /** Why the engine did not come to a decision, such as `decision-unavailable`; null when it did. */
  readonly fallback: string | null;
  readonly inputs: Readonly<Record<string, DecisionInput>>;
  /** Null only where no engine has decided: by fallback. */
  readonly policy: ArtifactRef | null;
  /** Null when the decision stopped before the score. */
  readonly model: ArtifactRef | null;
  readonly ruleHits: readonly RuleHit[];
  readonly points: readonly CharacteristicPoints[];
  readonly score: number | null;
  /** Probability of default as a decimal, six places. */
  readonly pd: string | null;
  readonly grade: string | null;
  readonly outcome: DecisionOutcome;
  /** Minor units: the limit to offer; for REFER what the engine would offer, or 0. */
  readonly limitMinor: number;
  /** Minor units: the highest limit that a person may grant on this application. */
  readonly limitMaxMinor: number;
  /** At most four, most important first. */
  readonly reasons: readonly { readonly code: string; readonly rule: string }[];
}
