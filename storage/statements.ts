import { Schema, type Connection, type Model } from 'mongoose';
import { hashOf } from '../domain/ledger/journal.js';
import type { Statement } from '../domain/line/statement.js';
import { JournalConflict } from './errors.js';
import { AS_GIVEN, refusedAsDuplicates, defineModel } from './mongo.js';
import { pageOfList, type Page, type PageRequest } from './page.js';

/** A statement and the number of the journal entry that issued it. */
export interface IssuedStatement {
  readonly statement: Statement;
  readonly seq: number;
}

interface StatementDocument {
  readonly _id: string;
  readonly lineId: string;
  readonly seq: number;
  readonly hash: string;
  readonly view: Statement;
}

const toIssued = ({ view, seq }: StatementDocument): IssuedStatement => ({ statement: view, seq });

/** Issued statements (账单): stored once, never changed. */
export class Statements {
  readonly #model: Model<StatementDocument>;

  constructor(connection: Connection) {
    this.#model = defineModel(connection, {
      collection: 'statements',
      fields: { _id: String, lineId: String, seq: Number, hash: String, view: Schema.Types.Mixed },
      indexes: [[{ lineId: 1, seq: 1 }]],
    });
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /** @throws JournalConflict when a statement is stored with other content or from another entry */
  async save(issued: readonly IssuedStatement[]): Promise<void> {
    if (issued.length === 0) return;
    const documents = issued.map(({ statement, seq }) => {
      return {
        _id: statement.statementId,
        lineId: statement.lineId,
        seq,
        hash: hashOf({ statement, seq }),
        view: statement,
      };
    });
    const refused = await refusedAsDuplicates(
      async () => await this.#model.insertMany(documents, { lean: true, ordered: false, ...AS_GIVEN }),
    );
    if (refused.length === 0) return;
    const stored = await this.#model.find({ _id: { $in: documents.map(({ _id }) => _id) } }, { hash: 1 }).lean();
    const hashes = new Map(stored.map(({ _id, hash }) => [_id, hash]));
    const other = documents.find(({ _id, hash }) => hashes.get(_id) !== hash);
    if (other !== undefined) throw new JournalConflict(other.lineId, other.seq, 'CONTENT');
  }

  async find(statementId: string): Promise<IssuedStatement | null> {
    const found = await this.#model.findOne({ _id: statementId }).lean<StatementDocument>();
    return found === null ? null : toIssued(found);
  }

  /** The statements of a line, the oldest first. */
  async ofLine(lineId: string): Promise<readonly IssuedStatement[]> {
    const found = await this.#model.find({ lineId }).sort({ seq: 1 }).lean<StatementDocument[]>();
    return found.map(toIssued);
  }

  /** @throws InvalidPage */
  async list({ lineId }: { readonly lineId: string }, page: PageRequest): Promise<Page<IssuedStatement>> {
    return pageOfList(await this.ofLine(lineId), page, ({ statement }) => statement.statementId);
  }
}
