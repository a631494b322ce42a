import { InvariantViolation } from '../domain/ledger/invariant.js';

/**
 * An entry contradicts the stored journal: its position holds other content (CONTENT), its command already caused
 * another entry (COMMAND), or it does not follow the entry before it (CHAIN). The message names the position and never
 * the content, which may tell about a customer.
 */
export class JournalConflict extends InvariantViolation {
  readonly lineId: string;
  readonly seq: number;
  readonly reason: 'CONTENT' | 'COMMAND' | 'CHAIN';

  constructor(lineId: string, seq: number, reason: JournalConflict['reason']) {
    const what = {
      CONTENT: 'is stored with other content',
      COMMAND: 'is caused by a command that already caused another entry',
      CHAIN: 'does not follow the stored entry before it',
    };
    super(`Journal of line ${lineId}: entry ${seq} ${what[reason]}. Run \`whiteslip verify ${lineId}\`.`);
    this.lineId = lineId;
    this.seq = seq;
    this.reason = reason;
  }
}

/** A stored document cannot be read as what it should be: somebody else wrote or changed it. */
export class DamagedDocument extends InvariantViolation {
  readonly id: string;

  constructor(collection: string, id: string, what: string) {
    super(`${collection} ${id} is damaged: ${what}. Restore it from a backup; projections can be rebuilt.`);
    this.id = id;
  }
}

/** An immutable record (a decision, a plan version, a customer) was stored again with other content. */
export class RecordConflict extends InvariantViolation {
  readonly id: string;

  constructor(collection: string, id: string) {
    super(`${collection} ${id} is already stored with other content, and it never changes. Use a new id.`);
    this.id = id;
  }
}

/** The document store did not answer at start. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable';
}

/** A page was asked for with a cursor or a size that no answer ever gave: the client's mistake. */
export class InvalidPage extends Error {
  override readonly name = 'InvalidPage';
  readonly param: 'cursor' | 'limit';

  constructor(param: 'cursor' | 'limit', message: string) {
    super(message);
    this.param = param;
  }
}
