import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  log,
  proxyActivities,
  setHandler,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { JournalActivities } from '../../activities/journal.js';
import { Attributes } from './attributes.js';
import { Line } from './line.js';
import { lineUpdates, nudgeSignal, resumeUpdate } from './messages.js';
import type { CommandEnvelope, CommandReply, CreditLineInput, LineRefusal, ResumeReply } from './messages.js';
import type { Halt } from './state.js';
import { Outbox } from './outbox.js';
import { answerQueries } from './queries.js';
import { continueAsNew, RunMeter } from './renewal.js';
import { restorePlans } from './shared-plans.js';

/**
 * Retries are safe: the store takes an entry twice. They go on for ever: a line without a journal waits for it.
 *
 * Not a local activity, although that would be five events a command cheaper: a local one writes before the task that
 * decided is itself recorded. If that task is then lost (a killed worker, a routing change), the line decides again, at
 * another instant or in another order, and the journal already holds what never happened.
 */
const { saveEntries } = proxyActivities<JournalActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

setWorkflowOptions({ versioningBehavior: 'PINNED' }, creditLine);

/** A line's whole life: the single writer of its money. See README.md. */
export async function creditLine(input: CreditLineInput): Promise<void> {
  const build = workflowInfo().currentDeploymentVersion?.buildId ?? null;
  const line =
    'open' in input ? Line.open(input.open, Date.now(), build) : Line.arrive(restorePlans(input), Date.now(), build);
  const meter = new RunMeter();
  const attributes = new Attributes(line);
  const outbox: Outbox = new Outbox(line, settle);
  let reportedHalt: Halt | null = null;

  /** After every change of the line: what follows from it starts in the same task. */
  function settle(): void {
    outbox.issue();
    attributes.refresh();
    if (line.halt !== null && line.halt !== reportedHalt) log.error('the line has halted', { ...line.halt });
    reportedHalt = line.halt;
  }

  answerCommands(line, meter, outbox, settle);
  answerQueries(line, build);
  line.runDueItems(Date.now());
  settle();
  // A cancellation is no way to end a line: it is closed by a command.
  await CancellationScope.nonCancellable(async () => {
    void keepTimer(line, meter, outbox, settle);
    const end = await live(line, meter, outbox, settle);
    if (end === 'RENEWAL') await continueAsNew(line, attributes);
  });
}

/** Every handler is set before the first await. */
function answerCommands(line: Line, meter: RunMeter, outbox: Outbox, settle: () => void): void {
  const handle = async (envelope: CommandEnvelope): Promise<CommandReply> => {
    meter.countMessage();
    const done = line.execute(envelope, Date.now());
    settle();
    if (!done.ok) throw refusalFailure(done.refusal);
    const { seq } = done.reply;
    line.tail.awaitSaved(seq);
    // Answer only what the journal holds. A line that cannot write its journal will never hold it.
    await untouched(async () => {
      await condition(() => line.tail.savedSeq >= seq || line.halt?.reason === 'JOURNAL_CONFLICT');
    });
    const refusal = line.tail.savedSeq >= seq ? null : line.refusalOfHalt();
    if (refusal !== null) throw refusalFailure(refusal);
    return done.reply;
  };
  // By a validator's rejection the server keeps no outcome: the same update can be sent again after the line resumes.
  const validator = (envelope: CommandEnvelope): void => {
    const refusal = line.halts(envelope);
    if (refusal !== null) throw refusalFailure(refusal);
  };
  for (const update of Object.values(lineUpdates)) setHandler(update, handle, { validator });
  setHandler(resumeUpdate, (): ResumeReply => {
    meter.countMessage();
    const refusal = line.resume(Date.now());
    settle();
    if (refusal !== null) throw refusalFailure(refusal);
    return { status: 'RUNNING', seq: line.tail.seq };
  });
  setHandler(nudgeSignal, () => {
    meter.countMessage();
    outbox.expectNoAnswerSoon();
  });
}

/** Until the line is closed and all is done, or it is time for a new run. */
async function live(line: Line, meter: RunMeter, outbox: Outbox, settle: () => void): Promise<'CLOSED' | 'RENEWAL'> {
  const canSave = () => line.halt?.reason !== 'JOURNAL_CONFLICT';
  const hasUnsaved = () => canSave() && line.tail.unsaved.length > 0;
  const isClosed = () => line.waitingFor === 'NOTHING' && outbox.isEmpty;
  const isLeaving = () => isClosed() || isRenewal(line, meter, outbox);
  // Leaving must neither lose an entry nor a caller that waits for its answer.
  const mayLeave = () => isLeaving() && !hasUnsaved() && allHandlersFinished();
  const mustFlush = () => hasUnsaved() && (line.tail.needsFlush() || isLeaving());

  for (;;) {
    await condition(() => mustFlush() || mayLeave());
    if (!mustFlush()) return isClosed() ? 'CLOSED' : 'RENEWAL';
    await flush(line);
    settle();
  }
}

/** Where it can, a line goes on in a new run between intents; else it issues them again there. */
function isRenewal(line: Line, meter: RunMeter, outbox: Outbox): boolean {
  return meter.mustRenew(line) && (outbox.isEmpty || meter.isBuildChanged || meter.isOverlong);
}

/** Writes all that has gathered, in order. */
async function flush(line: Line): Promise<void> {
  const save = line.unsaved(Date.now());
  if (save === null) return;
  try {
    await saveEntries(save);
    line.markSaved(save);
  } catch (thrown) {
    if (!(thrown instanceof ActivityFailure)) throw thrown;
    // The only failure that is not tried again: the store holds another entry under the same number.
    line.haltWith('JOURNAL_CONFLICT', String(thrown.cause), Date.now());
  }
}

/** Items nearer than this are waited for at once, whatever the bank may answer. */
const ANSWER_FIRST_MS = 86_400_000;

/**
 * The line's one timer. It is armed again only when the next item's instant has changed; and not between a question to the
 * bank and its answer, which mostly moves it: that would cost a timer in each cycle. A slow bank's activity nudges.
 */
async function keepTimer(line: Line, meter: RunMeter, outbox: Outbox, settle: () => void): Promise<void> {
  const isAnswerNear = (at: number) => outbox.isAnswerNear && at - Date.now() > ANSWER_FIRST_MS;
  // The next run arms its own.
  const mayArm = () => line.wakeAt !== null && !isAnswerNear(line.wakeAt) && !isRenewal(line, meter, outbox);
  for (;;) {
    if (!mayArm()) await condition(mayArm);
    const at = line.wakeAt;
    if (at === null) continue;
    const hasMoved = await condition(() => line.wakeAt !== at, Math.max(1, at - Date.now()));
    if (hasMoved) continue;
    line.runDueItems(Math.max(at, Date.now())); // the server may fire some milliseconds early
    settle();
  }
}

async function untouched(wait: () => Promise<void>): Promise<void> {
  await CancellationScope.nonCancellable(wait);
}

function refusalFailure(refusal: LineRefusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(refusal.type, refusal.type, refusal);
}
