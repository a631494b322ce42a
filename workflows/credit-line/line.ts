import { nextItem } from '../../domain/line/agenda.js';
import { decide, decideOutcome, openLine, refold, runDueItems } from '../../domain/line/engine.js';
import { InvariantViolation } from '../../domain/ledger/invariant.js';
import { agreementViews, positionHash } from '../../domain/line/view.js';
import type { SaveEntries } from '../../activities/journal.js';
import type { IntentOutcome } from '../../domain/line/commands.js';
import type { EntryCause } from '../../domain/ledger/journal.js';
import type { Decision, OpenLine } from '../../domain/line/engine.js';
import type { LineState } from '../../domain/line/state.js';
import type { AgendaItem } from '../../domain/line/views.js';
import { JournalTail } from './journal-tail.js';
import { noticeOf } from './notices.js';
import { Projections } from './projections.js';
import { requestsOf } from './movements.js';
import type { DueMovement } from './movements.js';
import { bodyHashOf, recall, remember } from './replies.js';
import { migrate, STATE_V } from './state.js';
import type { CommandEnvelope, CommandReply, ExplainedEvent, LineRefusal, WaitingFor } from './messages.js';
import type { DueNotice, Envelope, Halt } from './state.js';

/** Events that `explain` can show. */
const RECENT_EVENTS_MAX = 20;
/** More are not kept: a notifier that has been away so long has worse to catch up with. The journal has the events. */
const DUE_NOTICES_MAX = 50;

/** Keeps a write below the server's 2 MB for a payload. */
const ENTRIES_PER_SAVE_MAX = 500;

export type Executed =
  { readonly ok: true; readonly reply: CommandReply } | { readonly ok: false; readonly refusal: LineRefusal };

/**
 * The single writer of a line's state: applies decisions, seals their entries, remembers replies, and stops the line's
 * money when something cannot be true. Everything here is synchronous and knows no Temporal, so there is never an await
 * between reading the state and changing it.
 */
export class Line {
  #state: LineState;
  #next: AgendaItem | null;
  #replies: Envelope['replies'];
  #dueNotices: readonly DueNotice[];
  #requests: Envelope['requests'];
  #recent: readonly ExplainedEvent[];
  #halt: Halt | null;
  /** While the line is halted, the hash that it has to come back to. */
  #sealedPositionHash: string;
  #cyclesInRun = 0;
  readonly #build: string | null;
  readonly #projections: Projections;
  readonly tail: JournalTail;

  private constructor(envelope: Envelope, build: string | null, projections: Projections) {
    this.#state = envelope.state;
    this.#next = nextItem(envelope.state);
    this.#replies = envelope.replies;
    this.#dueNotices = envelope.dueNotices;
    this.#requests = envelope.requests;
    this.#recent = envelope.recent;
    this.#halt = envelope.halt;
    this.#sealedPositionHash = envelope.positionHash;
    this.#build = build;
    this.#projections = projections;
    this.tail = new JournalTail(envelope);
  }

  static open(input: OpenLine, nowMs: number, build: string | null): Line {
    const opened = openLine(input, { nowMs });
    const line = new Line(
      {
        v: STATE_V,
        state: opened.state,
        journal: new JournalTail().sealed().journal,
        unsaved: [],
        replies: [],
        dueNotices: [],
        requests: {},
        recent: [],
        positionHash: positionHash(opened.state),
        halt: null,
        build,
      },
      build,
      new Projections([]),
    );
    line.#apply(opened, null);
    return line;
  }

  /** Goes on from an earlier run: folds the position again and compares it with what that run had sealed. */
  static arrive(sealed: Envelope, nowMs: number, build: string | null): Line {
    const envelope = migrate(sealed);
    // A new build may show more of an agreement: then all of them are written again with the next entry.
    const stored = envelope.build === build ? agreementViews(envelope.state) : [];
    const line = new Line(envelope, build, new Projections(stored));
    if (line.#halt === null) line.#checkPosition(nowMs);
    return line;
  }

  get state(): LineState {
    return this.#state;
  }

  get halt(): Halt | null {
    return this.#halt;
  }

  get recent(): readonly ExplainedEvent[] {
    return this.#recent;
  }

  get dueNotices(): readonly DueNotice[] {
    return this.#dueNotices;
  }

  get nextItem(): AgendaItem | null {
    return this.#next;
  }

  /** Bill cuts in this run. */
  get cyclesInRun(): number {
    return this.#cyclesInRun;
  }

  /** When the line has to act by itself; null: never, as things stand. Epoch ms. */
  get wakeAt(): number | null {
    return this.#halt === null ? (this.#next?.at ?? null) : null;
  }

  get waitingFor(): WaitingFor {
    if (this.#halt !== null) return 'OPERATOR';
    if (this.#state.pending.length > 0) return 'BANK';
    if (this.#state.closedAt !== null) return 'NOTHING';
    return this.#next === null ? 'COMMAND' : 'TIME';
  }

  /** What the bank is asked for, and with what. */
  get dueMovements(): readonly DueMovement[] {
    if (this.#halt !== null) return [];
    return this.#state.pending.flatMap((pending) => {
      const request = this.#requests[pending.seq];
      return request === undefined ? [] : [{ ...pending, ...request }];
    });
  }

  /** Whether the command can get past a halt: a repeat still gets its first answer. */
  halts(envelope: CommandEnvelope): LineRefusal | null {
    return recall(this.#replies, envelope).kind === 'NEW' ? this.refusalOfHalt() : null;
  }

  refusalOfHalt(): LineRefusal | null {
    return this.#halt && { type: 'line-halted', reason: this.#halt.reason, detail: this.#halt.detail };
  }

  /** A repeat gets the first answer; what was due before the command happens before it. */
  execute(envelope: CommandEnvelope, nowMs: number): Executed {
    const recalled = recall(this.#replies, envelope);
    if (recalled.kind === 'KEY_REUSED') return { ok: false, refusal: { type: 'idempotency-key-reused' } };
    if (recalled.kind === 'REPEATED') return answered(recalled.first.reply, recalled.first.seq);
    this.runDueItems(nowMs);
    const decided = this.#guard(nowMs, () => decide(this.#state, envelope.command, { nowMs }));
    if (decided === null) return { ok: false, refusal: this.#requireHalt() };
    if (!decided.ok) return decided;
    const { events, reply } = decided.value;
    const { commandId, body } = envelope;
    const seq = events.at(-1)?.seq ?? this.tail.seq;
    this.#apply(decided.value, { commandId, body, reply: { ...reply, seq } });
    this.#replies = remember(this.#replies, { commandId, bodyHash: bodyHashOf(envelope), reply, seq });
    return answered(reply, seq);
  }

  /** Everything that is due, in order, each with its own due date. */
  runDueItems(nowMs: number): void {
    if (this.wakeAt === null || this.wakeAt > nowMs) return;
    const decided = this.#guard(nowMs, () => runDueItems(this.#state, { nowMs }));
    if (decided === null) return;
    this.#apply(decided, null);
    // Otherwise the timer would fire again at once, for ever.
    if (this.#next !== null && this.#next.at <= nowMs)
      this.haltWith('INVARIANT_VIOLATED', `${this.#next.kind} stays due after it ran`, nowMs);
  }

  /**
   * Books what the bank answered. A halted line books nothing: the movement stays pending, the bank keeps the outcome
   * under its key, and it is asked again when the line goes on.
   */
  answer(pendingSeq: number, outcome: IntentOutcome, nowMs: number): void {
    this.runDueItems(nowMs);
    const decided = this.#guard(nowMs, () => decideOutcome(this.#state, pendingSeq, outcome, { nowMs }));
    if (decided !== null) this.#apply(decided, null);
  }

  noticeDone(seq: number): void {
    this.#dueNotices = this.#dueNotices.filter((notice) => notice.seq !== seq);
  }

  /** What to write next, with the projections as they are now; null: everything is known to be stored. */
  unsaved(nowMs: number): SaveEntries | null {
    const entries = this.tail.unsaved.slice(0, ENTRIES_PER_SAVE_MAX);
    return entries.length === 0 ? null : this.#projections.write(this.#state, entries, nowMs);
  }

  markSaved(written: SaveEntries): void {
    this.#projections.markStored(written);
    this.tail.markSaved(written.entries.at(-1)?.seq ?? 0);
  }

  /** Stops the line's money: no command, no due item, no call to the bank, until an operator resumes it. */
  haltWith(reason: Halt['reason'], detail: string, nowMs: number): void {
    if (this.#halt !== null) return;
    this.#sealedPositionHash = positionHash(this.#state);
    this.#halt = { reason, detail, haltedAt: nowMs, build: this.#build };
  }

  /** Checks again, and goes on if the position is what it was sealed to be. @returns why it does not, or null */
  resume(nowMs: number): LineRefusal | null {
    if (this.#halt === null) return null;
    this.#halt = null;
    this.#checkPosition(nowMs);
    this.runDueItems(nowMs);
    return this.refusalOfHalt();
  }

  seal(): Envelope {
    return {
      v: STATE_V,
      state: this.#state,
      ...this.tail.sealed(),
      replies: this.#replies,
      dueNotices: this.#dueNotices,
      requests: this.#requests,
      recent: this.#recent,
      positionHash: this.#halt === null ? positionHash(this.#state) : this.#sealedPositionHash,
      halt: this.#halt,
      build: this.#build,
    };
  }

  #apply({ state, events }: Decision, cause: EntryCause | null): void {
    const before = this.#state;
    this.#state = state;
    this.#next = nextItem(state);
    this.tail.append(state.lineId, events, cause);
    this.#cyclesInRun += events.filter(({ type }) => type === 'statementCut').length;
    const notices = events.flatMap((event) => noticeOf(event, before) ?? []);
    this.#dueNotices = [...this.#dueNotices, ...notices].slice(-DUE_NOTICES_MAX);
    this.#requests = requestsOf(state.pending, events, this.#requests);
    const explained = events.map(({ seq, type, bookedAt: at, entries }, index) => {
      return { seq, type, bookedAt: at, entries, commandId: index === 0 ? (cause?.commandId ?? null) : null };
    });
    this.#recent = [...this.#recent, ...explained].slice(-RECENT_EVENTS_MAX);
  }

  #checkPosition(nowMs: number): void {
    const folded = this.#guard(nowMs, () => positionHash(refold(this.#state)));
    if (folded === null || folded === this.#sealedPositionHash) return;
    this.#halt = {
      reason: 'POSITION_DIFFERS',
      detail: `sealed ${this.#sealedPositionHash}, folded ${folded}: serve the line with a build that folds as sealed`,
      haltedAt: nowMs,
      build: this.#build,
    };
  }

  /** A broken rule of the books stops this line, loudly; any other error is a bug and fails the workflow task. */
  #guard<T>(nowMs: number, step: () => T): T | null {
    if (this.#halt !== null) return null;
    try {
      return step();
    } catch (thrown) {
      if (!(thrown instanceof InvariantViolation)) throw thrown;
      this.haltWith('INVARIANT_VIOLATED', thrown.message, nowMs);
      return null;
    }
  }

  #requireHalt(): LineRefusal {
    const refusal = this.refusalOfHalt();
    if (refusal === null) throw new Error('not halted');
    return refusal;
  }
}

function answered(reply: Envelope['replies'][number]['reply'], seq: number): Executed {
  return { ok: true, reply: { ...reply, seq } };
}
