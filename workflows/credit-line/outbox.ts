import { ActivityFailure, ApplicationFailure, isCancellation, log, proxyActivities } from '@temporalio/workflow';
import type { SaveEntries } from '../../activities/journal.js';
import type { NoticeActivities } from '../../activities/notices.js';
import type { PaymentActivities } from '../../activities/payments.js';
import { TASK_QUEUES } from '../task-queues.js';
import { lineWorkflowId, moneyActivityId, noticeActivityId } from './ids.js';
import type { Line } from './line.js';
import type { DueMovement } from './movements.js';
import type { DueNotice } from './state.js';

/**
 * Retries are safe: the bank moves money once for each key, and each try asks it with the same key. So there is no last
 * one: a try that gets no answer within the line's `answerTimeoutMs` is followed by another, in the end once an hour.
 */
const money = proxyActivities<PaymentActivities>({
  taskQueue: TASK_QUEUES.payments,
  startToCloseTimeout: '1 hour',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Retries are safe: the notifier sends once for each key. After some days the news is too old to be sent. */
const notices = proxyActivities<NoticeActivities>({
  taskQueue: TASK_QUEUES.notices,
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10 minutes' },
});

/** Beyond this the entries go by a flush first, and the intent after it: an activity's input stays in the history. */
const CARRIED_ENTRIES_MAX = 40;

/** What an intent's success changes in the line, at an instant of the line's clock. */
type Effect = (nowMs: number) => void;

/**
 * Carries out what follows from the events beside the loop, so that a slow bank never blocks a command. What is to be
 * done is in the line's state until its outcome is an event; here is only what is in flight in this run. After
 * continue-as-new nothing is, and everything open is issued again under the same key and the same activity id.
 */
export class Outbox {
  readonly #line: Line;
  readonly #settle: () => void;
  readonly #inFlight = new Set<string>();
  /** Movements whose answer may come within moments. */
  readonly #fresh = new Set<string>();

  /** @param settle to be called after each change that an outcome brings */
  constructor(line: Line, settle: () => void) {
    this.#line = line;
    this.#settle = settle;
  }

  get isEmpty(): boolean {
    return this.#inFlight.size === 0;
  }

  /** The bank has just been asked, and its answer will probably move the line's next item. */
  get isAnswerNear(): boolean {
    return this.#fresh.size > 0;
  }

  /** The bank takes its time: the activity has said so. */
  expectNoAnswerSoon(): void {
    this.#fresh.clear();
  }

  /** Starts all that is due and not in flight. Called in the task in which the events came to be: nothing is late. */
  issue(): void {
    const line = this.#line;
    if (line.tail.unsaved.length > CARRIED_ENTRIES_MAX) return;
    for (const movement of line.dueMovements) {
      const activityId = moneyActivityId(movement.seq);
      if (!this.#inFlight.has(activityId)) this.#fresh.add(activityId);
      this.#start(activityId, async (save) => await this.#move(movement, save));
    }
    for (const notice of line.dueNotices)
      this.#start(noticeActivityId(notice.seq), async (save) => await this.#notify(notice, save));
  }

  #start(activityId: string, act: (save: SaveEntries | null) => Promise<Effect>): void {
    if (this.#inFlight.has(activityId)) return;
    this.#inFlight.add(activityId);
    void this.#run(activityId, act);
  }

  async #run(activityId: string, act: (save: SaveEntries | null) => Promise<Effect>): Promise<void> {
    const { lineId } = this.#line.state;
    const save = this.#line.unsaved(Date.now());
    this.#line.tail.carry();
    try {
      const effect = await act(save);
      if (save !== null) this.#line.markSaved(save);
      effect(Date.now());
    } catch (thrown) {
      if (!(thrown instanceof ActivityFailure) || isCancellation(thrown)) throw thrown;
      this.#line.tail.uncarry(); // nobody knows what it stored
      log.error('an intent failed', { lineId, activityId, failure: String(thrown.cause) });
      this.#fail(activityId, thrown);
    }
    this.#inFlight.delete(activityId);
    this.#fresh.delete(activityId);
    this.#settle();
  }

  async #move(movement: DueMovement, save: SaveEntries | null): Promise<Effect> {
    const { lineId, terms, answerTimeoutMs } = this.#line.state;
    const { kind, seq, amountMinor, accountRef, purpose, requestedAt } = movement;
    const activityId = moneyActivityId(seq);
    const outcome = await money.moveMoney.executeWithOptions({ activityId, startToCloseTimeout: answerTimeoutMs }, [
      {
        kind,
        idempotencyKey: `${lineId}:${seq}:${kind}`,
        lineId,
        amountMinor,
        currency: terms.currency,
        accountRef,
        purpose,
        callbackReference: `${lineWorkflowId(lineId)}#${activityId}`,
        requestedAt,
        save,
      },
    ]);
    return (nowMs) => this.#line.answer(seq, outcome, nowMs);
  }

  async #notify({ seq, template, parameters, issuedAt }: DueNotice, save: SaveEntries | null): Promise<Effect> {
    const { lineId, customerId, terms } = this.#line.state;
    const language = terms.lenderType === 'NON_CN' ? 'en' : 'zh';
    await notices.sendNotice.executeWithOptions({ activityId: noticeActivityId(seq) }, [
      {
        idempotencyKey: `${lineId}:${seq}:${template}`,
        customerId,
        lineId,
        template,
        parameters,
        language,
        issuedAt,
        save,
      },
    ]);
    return () => this.#line.noticeDone(seq);
  }

  /**
   * A notice that cannot be sent is dropped: its failure stays in the history, and the line goes on. A movement of money
   * never fails by itself, so nobody knows whether it moved: a person has to look.
   */
  #fail(activityId: string, failure: ActivityFailure): void {
    const isConflict = failure.cause instanceof ApplicationFailure && failure.cause.type === 'journal-conflict';
    const notice = this.#line.dueNotices.find(({ seq }) => noticeActivityId(seq) === activityId);
    if (notice !== undefined) this.#line.noticeDone(notice.seq);
    if (isConflict) this.#line.haltWith('JOURNAL_CONFLICT', String(failure.cause), Date.now());
    else if (notice === undefined) this.#line.haltWith('INVARIANT_VIOLATED', `${activityId} failed`, Date.now());
  }
}
