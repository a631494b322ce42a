import { Schema, type Connection, type Model } from 'mongoose';
import type { ApplicationDecision } from '../domain/application/application-view.js';
import type { Json } from '../domain/ledger/canonical-json.js';
import { insertOnce } from './insert-once.js';
import { defineModel } from './mongo.js';

/** The evidence of one credit decision: enough to make it again and get the same outcome. Holds no personal data. */
export interface DecisionRecord {
  readonly applicationId: string;
  /** Epoch ms. */
  readonly decidedAt: number;
  readonly decision: ApplicationDecision;
  /** Version of every model, table and pack that took part. */
  readonly versions: Readonly<Record<string, string>>;
  readonly inputs: Json;
  /** What the rules saw and concluded, step by step. */
  readonly trace: Json;
}

interface DecisionDocument {
  readonly _id: string;
  readonly applicationId: string;
  readonly record: DecisionRecord;
}

export class Decisions {
  readonly #model: Model<DecisionDocument>;

  constructor(connection: Connection) {
    this.#model = defineModel(connection, {
      collection: 'decisions',
      fields: { _id: String, applicationId: String, record: Schema.Types.Mixed },
      indexes: [[{ applicationId: 1 }]],
    });
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /** @throws RecordConflict when other evidence is stored for that decision */
  async record(record: DecisionRecord): Promise<void> {
    await insertOnce(this.#model, { _id: record.decision.decisionId, applicationId: record.applicationId, record });
  }

  async find(decisionId: string): Promise<DecisionRecord | null> {
    const found = await this.#model.findOne({ _id: decisionId }).lean<DecisionDocument>();
    return found?.record ?? null;
  }

  /** The decisions on an application, in the order they were made. */
  async ofApplication(applicationId: string): Promise<readonly DecisionRecord[]> {
    const found = await this.#model.find({ applicationId }).lean<DecisionDocument[]>();
    return found.map(({ record }) => record).sort((a, b) => a.decidedAt - b.decidedAt);
  }
}
