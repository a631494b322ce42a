import { Schema, type Connection, type Model } from 'mongoose';
import { hashOf } from '../domain/ledger/journal.js';
import type { PlanTerms } from '../domain/plan/plan-terms.js';
import { RecordConflict } from './errors.js';
import { AS_GIVEN, isDuplicateKey, defineModel } from './mongo.js';

/** A launched plan version: immutable. */
export interface PlanVersion {
  readonly terms: PlanTerms;
  /** Of the terms. */
  readonly hash: string;
  /** Epoch ms. */
  readonly publishedAt: number;
}

interface PlanVersionDocument extends PlanVersion {
  /** `planId@version` */
  readonly _id: string;
  readonly planId: string;
  readonly version: number;
}

function toPlanVersion({ terms, hash, publishedAt }: PlanVersionDocument): PlanVersion {
  return { terms, hash, publishedAt };
}

function inOrder(a: PlanVersion, b: PlanVersion): number {
  if (a.terms.planId !== b.terms.planId) return a.terms.planId < b.terms.planId ? -1 : 1;
  return a.terms.version - b.terms.version;
}

/** The catalogue of plans. */
export class PlanVersions {
  readonly #model: Model<PlanVersionDocument>;

  constructor(connection: Connection) {
    this.#model = defineModel(connection, {
      collection: 'planVersions',
      fields: {
        _id: String,
        planId: String,
        version: Number,
        terms: Schema.Types.Mixed,
        hash: String,
        publishedAt: Number,
      },
      indexes: [[{ planId: 1 }]],
    });
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /**
   * Publishes a version; the same terms again change nothing, also not the time of publication.
   *
   * @throws RecordConflict when the version has other terms: publish the next version instead
   */
  async publish(terms: PlanTerms, publishedAt: number): Promise<PlanVersion> {
    const { planId, version } = terms;
    const document = { _id: `${planId}@${version}`, planId, version, terms, hash: hashOf(terms), publishedAt };
    try {
      await this.#model.insertMany([document], { lean: true, ...AS_GIVEN });
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      const stored = await this.find(planId, version);
      if (stored?.hash !== document.hash) throw new RecordConflict('planVersions', document._id);
      return stored;
    }
    return toPlanVersion(document);
  }

  async find(planId: string, version: number): Promise<PlanVersion | null> {
    const found = await this.#model.findOne({ _id: `${planId}@${version}` }).lean<PlanVersionDocument>();
    return found === null ? null : toPlanVersion(found);
  }

  /** Ordered by plan and version. A catalogue is small: it is read whole. */
  async list({ planId }: { readonly planId?: string } = {}): Promise<readonly PlanVersion[]> {
    const found = await this.#model.find(planId === undefined ? {} : { planId }).lean<PlanVersionDocument[]>();
    return found.map(toPlanVersion).sort(inOrder);
  }
}
