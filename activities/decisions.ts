import { ApplicationFailure } from '@temporalio/common';
import { dateAt } from '../domain/calendar/zone.js';
import type { ZoneTable } from '../domain/calendar/zone.js';
import { linePreset } from '../plans/presets.js';
import { ageOn } from '../scoring/age.js';
import { decideApplication } from '../scoring/decision.js';
import type { DecisionRecord } from '../scoring/decision-record.js';
import type { DecisionFacts } from '../scoring/facts.js';
import type { ApplicationFeatures } from '../scoring/features.js';

/** Keeps the records of decisions, written once. */
export interface DecisionKeeper {
  find(decisionId: string): Promise<DecisionRecord | null>;
  /** Another content under a stored id is a violation. */
  save(record: DecisionRecord): Promise<void>;
}

export interface DecisionDeps {
  readonly store: {
    /** Null: unknown, or erased. */
    readonly customers: { find(customerId: string): Promise<{ readonly birthOn: string } | null> };
    readonly decisions: DecisionKeeper;
  };
}

export interface DecideApplication {
  /** Derived from the application's position: every attempt writes the same record. */
  readonly decisionId: string;
  readonly applicationId: string;
  readonly customerId: string;
  readonly lenderId: string;
  readonly currency: string;
  readonly requestedLimitMinor: number;
  readonly billDay: number;
  readonly zone: ZoneTable;
  readonly preset: string;
  readonly features: ApplicationFeatures;
  readonly identity: DecisionFacts['identity'];
  /** The application's clock, epoch milliseconds: this process's clock may be months behind it. */
  readonly asOf: number;
}

export type DecisionFailureType = 'customer-unknown' | 'decision-impossible';

export interface DecisionActivities {
  /**
   * Decides, and stores the record before it is acted upon. A repeat returns the stored record.
   *
   * @throws ApplicationFailure of DecisionFailureType, not worth repeating; the store's errors, which are
   */
  readonly decideApplication: (input: DecideApplication) => Promise<DecisionRecord>;
}

export function createDecisionActivities({ store }: DecisionDeps): DecisionActivities {
  return {
    async decideApplication(input) {
      // The first attempt may have stored its decision and lost the answer: that decision stands.
      const stored = await store.decisions.find(input.decisionId);
      if (stored !== null) return stored;
      const customer = await store.customers.find(input.customerId);
      if (customer === null) throw impossible('customer-unknown', 'The customer is not known: a person has to decide.');
      const record = decided(input, customer.birthOn);
      await store.decisions.save(record);
      return record;
    },
  };
}

function decided(input: DecideApplication, birthOn: string): DecisionRecord {
  const { decisionId, applicationId, customerId, lenderId, currency, requestedLimitMinor, identity, asOf } = input;
  try {
    const { lenderType } = linePreset(input.preset, input);
    const ageYears = ageOn(birthOn, dateAt(input.zone, asOf));
    const facts = { ...input.features, ageYears, identity, lenderType, currency, requestedLimitMinor };
    return decideApplication({ decisionId, subject: { applicationId, customerId, lenderId }, asOf, facts });
  } catch (thrown) {
    if (thrown instanceof RangeError) throw impossible('decision-impossible', thrown.message);
    throw thrown;
  }
}

function impossible(type: DecisionFailureType, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}
