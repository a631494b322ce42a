import type { DecisionKeeper } from '../activities/decisions.js';
import type { Json } from '../domain/ledger/canonical-json.js';
import type { DecisionRecord } from '../scoring/decision-record.js';
import type { ActivityStore } from './create-activities.js';

/** Scoring's records in the store: the summary for readers, and the whole record as its trace. */
export function decisionStore({ decisions }: Pick<ActivityStore, 'decisions'>): DecisionKeeper {
  return {
    async find(decisionId) {
      const found = await decisions.find(decisionId);
      return found === null ? null : (found.trace as unknown as DecisionRecord); // written below, and never changed
    },
    async save(record) {
      const { decisionId, outcome, grade, score, limitMinor, reasons, decidedBy } = record;
      await decisions.record({
        applicationId: record.subject.applicationId,
        decidedAt: record.asOf,
        decision: { decisionId, outcome, grade, score, limitMinor, reasons, decidedBy },
        versions: {},
        inputs: record.inputs as unknown as Json,
        trace: record as unknown as Json,
      });
    },
  };
}
