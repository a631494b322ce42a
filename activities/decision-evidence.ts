import type { Json } from '../domain/ledger/canonical-json.js';
import type { ArtifactRef, DecisionRecord } from '../scoring/decision-record.js';
import type { DecisionRecord as DecisionEvidence } from '../storage/decisions.js';

/** Keeps the evidence of decisions, written once. */
export interface DecisionKeeper {
  find(decisionId: string): Promise<DecisionEvidence | null>;
  /** Another content under a stored id is a violation. */
  record(evidence: DecisionEvidence): Promise<void>;
}

/** A decision as it is stored: what people look for by name, and the rest of the record as its trace. */
export function evidenceOf(record: DecisionRecord): DecisionEvidence {
  const { inputs, ...trace } = record;
  const { decisionId, outcome, grade, score, limitMinor, reasons, decidedBy } = record;
  return {
    applicationId: record.subject.applicationId,
    decidedAt: record.asOf,
    decision: { decisionId, outcome, grade, score, limitMinor, reasons, decidedBy },
    versions: { ...named('policy', record.policy), ...named('model', record.model) },
    inputs: inputs as unknown as Json, // records hold JSON only
    trace: trace as unknown as Json,
  };
}

/** The decision that was stored. */
export function recordOf({ inputs, trace }: DecisionEvidence): DecisionRecord {
  return { ...(trace as object), inputs } as unknown as DecisionRecord; // written by `evidenceOf`
}

function named(what: string, artifact: ArtifactRef | null): Readonly<Record<string, string>> {
  return artifact === null ? {} : { [what]: `${artifact.id}@${String(artifact.version)}#${artifact.hash}` };
}
