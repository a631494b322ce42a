import type { Connection, Model } from 'mongoose';
import { isDuplicateKey, defineModel } from './mongo.js';

/** That a notice was sent, and nothing of what it said or where it went. */
export interface NoticeRecord {
  readonly noticeId: string;
  /** `<lineId>:<seq>:<kind>` of the entry that caused it. */
  readonly idempotencyKey: string;
  readonly lineId: string;
  readonly template: string;
  readonly status: 'SENT' | 'UNDELIVERABLE';
  /** Epoch ms. */
  readonly at: number;
}

type NoticeDocument = Omit<NoticeRecord, 'noticeId'> & { readonly _id: string };

function toRecord({ _id, ...rest }: NoticeDocument): NoticeRecord {
  return { noticeId: _id, ...rest };
}

export class Notices {
  readonly #model: Model<NoticeDocument>;

  constructor(connection: Connection) {
    this.#model = defineModel(connection, {
      collection: 'notices',
      fields: { _id: String, idempotencyKey: String, lineId: String, template: String, status: String, at: Number },
      indexes: [[{ idempotencyKey: 1 }, { unique: true }], [{ lineId: 1 }]],
    });
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /**
   * Stores the evidence. A second one for the same cause (the sender was asked again after a crash) is dropped.
   *
   * @returns what is stored for the cause
   */
  async record({ noticeId, ...rest }: NoticeRecord): Promise<NoticeRecord> {
    try {
      await this.#model.insertMany([{ _id: noticeId, ...rest }], { lean: true });
    } catch (thrown) {
      const first = isDuplicateKey(thrown) ? await this.findByKey(rest.idempotencyKey) : null;
      if (first === null) throw thrown; // not the cause but the notice's id was used before
      return first;
    }
    return { noticeId, ...rest };
  }

  async findByKey(idempotencyKey: string): Promise<NoticeRecord | null> {
    const found = await this.#model.findOne({ idempotencyKey }).lean<NoticeDocument>();
    return found === null ? null : toRecord(found);
  }

  /** The notices of a line, the oldest first. */
  async ofLine(lineId: string): Promise<readonly NoticeRecord[]> {
    const found = await this.#model.find({ lineId }).lean<NoticeDocument[]>();
    return found.map(toRecord).sort((a, b) => a.at - b.at);
  }
}
