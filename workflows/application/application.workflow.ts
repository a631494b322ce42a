import {
  allHandlersFinished,
  condition,
  proxyActivities,
  setHandler,
  setWorkflowOptions,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { ActivityFailure, ApplicationFailure, defineSearchAttributeKey } from '@temporalio/common';
import type { ApplicationActivities } from '../../activities/applications.js';
import type { DecisionActivities } from '../../activities/decisions.js';
import type { IdentityActivities } from '../../activities/identity.js';
import type { ApplicationStatus, ApplicationView } from '../../domain/application/application-view.js';
import type { DecisionRecord } from '../../scoring/decision-record.js';
import { lineWorkflowId } from '../credit-line/ids.js';
import { TASK_QUEUES } from '../task-queues.js';
import { execute, runDue, takeDecision, takeIdentity, takeOpening } from './decide.js';
import type { ApplicationCommand } from './decide.js';
import { applicationDecisionId } from './ids.js';
import { accept, decide, explain, status, withdraw } from './messages.js';
import type { ApplicationReply, StartApplication } from './messages.js';
import { fallbackReferral, isMadeHere } from './person-decision.js';
import { applicationView, deadlineAt, isOpen, startedApplication } from './state.js';
import type { ApplicationState, IdentityResult } from './state.js';
import { malformed } from './validate.js';

setWorkflowOptions({ versioningBehavior: 'PINNED' }, application);

// An identity check and a decision have keys of their own: the checker answers a repeated key with its first answer,
// and a stored decision is returned, not made again. After the bounds a person looks, so nobody waits for ever.
const BOUNDED = {
  taskQueue: TASK_QUEUES.decisions,
  startToCloseTimeout: '10 s',
  scheduleToCloseTimeout: '2 min',
  retry: { initialInterval: '500 ms', backoffCoefficient: 2, maximumInterval: '20 s', maximumAttempts: 5 },
} as const;
const { checkIdentity } = proxyActivities<IdentityActivities>(BOUNDED);
const { decideApplication } = proxyActivities<DecisionActivities>(BOUNDED);

// Storing and opening are wanted until they succeed: both do nothing when done before.
const { saveApplication, openCreditLine } = proxyActivities<ApplicationActivities>({
  taskQueue: TASK_QUEUES.decisions,
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '200 ms', backoffCoefficient: 2, maximumInterval: '1 min' },
});

const WAITING_FOR = defineSearchAttributeKey('WaitingFor', 'KEYWORD');
const LENDER_ID = defineSearchAttributeKey('LenderId', 'KEYWORD');

/** The one place of what changes. Read and written without an await in between, so that no change is lost. */
interface Live {
  state: ApplicationState;
  /** Everything up to here is stored. */
  savedSeq: number;
}

/**
 * One application, from its intake to an open line or to the reason why there is none.
 *
 * @returns the final view
 */
export async function application(input: StartApplication): Promise<ApplicationView> {
  const live: Live = { state: startedApplication(input, Date.now()), savedSeq: 0 };
  setHandlers(live);
  upsertSearchAttributes([{ key: LENDER_ID, value: input.lenderId }]);
  const saving = keepSaved(live);
  while (isOpen(live.state)) await step(live);
  await saving;
  await condition(allHandlersFinished);
  return applicationView(live.state);
}

function setHandlers(live: Live): void {
  async function handle(command: ApplicationCommand): Promise<ApplicationReply> {
    const done = execute(live.state, command, Date.now());
    live.state = done.state;
    if (!done.ok) throw refusal(done.refusal);
    await condition(() => live.savedSeq >= done.reply.seq); // answer only what the store holds
    return done.reply;
  }
  setHandler(status, () => applicationView(live.state));
  setHandler(explain, () => {
    const { decisions, withdrawnFor } = live.state;
    return { application: applicationView(live.state), decisions, withdrawnFor };
  });
  setHandler(accept, (command) => handle({ type: 'accept', ...command }), { validator: checked('accept') });
  setHandler(withdraw, (command) => handle({ type: 'withdraw', ...command }), { validator: checked('withdraw') });
  setHandler(decide, (command) => handle({ type: 'decide', ...command }), { validator: checked('decide') });
}

/** Does what the present status asks for, or waits; a command may change the status meanwhile. */
async function step(live: Live): Promise<void> {
  const { status: at } = live.state;
  switch (at) {
    case 'IDENTITY': {
      const result = await unlessLeft(live, at, identified(live.state));
      if (result !== null) live.state = takeIdentity(live.state, result, Date.now());
      return;
    }
    case 'DECIDING': {
      const record = await unlessLeft(live, at, decided(live.state));
      if (record !== null) live.state = takeDecision(live.state, record, Date.now());
      return;
    }
    case 'OPENING':
      await openLine(live.state);
      live.state = takeOpening(live.state, Date.now());
      return;
    default:
      await deadlineOrChange(live);
      live.state = runDue(live.state, Date.now());
  }
}

/** What the work gives, or null as soon as the status is another one: a withdrawal does not wait for a slow check. */
async function unlessLeft<T>(live: Live, at: ApplicationStatus, work: Promise<T>): Promise<T | null> {
  return Promise.race([work, condition(() => live.state.status !== at).then(() => null)]);
}

async function identified(state: ApplicationState): Promise<IdentityResult> {
  const { applicationId, customerId } = state.input;
  try {
    const idempotencyKey = `${applicationId}:${state.seq}:identity`;
    const { outcome, checkId, checkedAt } = await checkIdentity({ idempotencyKey, customerId });
    return { outcome, checkId, checkedAt };
  } catch (thrown) {
    if (!(thrown instanceof ActivityFailure)) throw thrown;
    return { outcome: 'UNAVAILABLE', checkId: null, checkedAt: null };
  }
}

async function decided(state: ApplicationState): Promise<DecisionRecord> {
  const { input } = state;
  const { applicationId, customerId, lenderId, currency, requestedLimitMinor, billDay, zone, preset, features } = input;
  const subject = { applicationId, customerId, lenderId };
  const terms = { currency, requestedLimitMinor, billDay, zone, preset };
  const decisionId = applicationDecisionId(applicationId, state.seq + 1);
  const identity = state.identity?.outcome ?? 'UNAVAILABLE';
  const asOf = Date.now();
  try {
    return await decideApplication({ decisionId, ...subject, ...terms, features, identity, asOf });
  } catch (thrown) {
    if (!(thrown instanceof ActivityFailure)) throw thrown;
    return fallbackReferral(state, causeOf(thrown), Date.now());
  }
}

/** The type of the failure: its message may hold what does not belong into a record. */
function causeOf(failure: ActivityFailure): string {
  return failure.cause instanceof ApplicationFailure ? (failure.cause.type ?? 'error') : 'timeout';
}

async function openLine(state: ApplicationState): Promise<void> {
  const { input, offer, lineId } = state;
  if (offer === null || lineId === null) throw new Error('a line is opened on an accepted offer only');
  const { applicationId, customerId, lenderId, billDay, zone, preset, answerTimeoutMs } = input;
  const place = { lineId, workflowId: lineWorkflowId(lineId), taskQueue: workflowInfo().taskQueue };
  const parties = { applicationId, customerId, lenderId };
  const { limitMinor } = offer;
  // A person who decides gives no grade: the engine's stands.
  const priceGrade = state.decisions.findLast(({ grade }) => grade !== null)?.grade ?? null;
  await openCreditLine({ ...place, ...parties, limitMinor, billDay, zone, preset, priceGrade, answerTimeoutMs });
}

/** Waits for the deadline as an absolute instant: however long the wait was interrupted, it does not drift. */
async function deadlineOrChange(live: Live): Promise<void> {
  const { status: at } = live.state;
  const until = deadlineAt(live.state);
  if (until === null) throw new Error(`${at} has no deadline`);
  while (live.state.status === at && Date.now() < until) {
    await condition(() => live.state.status !== at, until - Date.now());
  }
}

/**
 * Stores each change, in order, until the final one is stored. What has gathered meanwhile is stored at once: the
 * projection holds the latest view only.
 */
async function keepSaved(live: Live): Promise<void> {
  let savedDecisions = 0;
  let shownFor: string | null = null;
  while (isOpen(live.state) || live.savedSeq < live.state.seq) {
    await condition(() => live.state.seq > live.savedSeq);
    const { state } = live;
    const view = applicationView(state);
    const waitingFor = view.waitingFor?.who ?? null;
    if (waitingFor !== shownFor) upsertSearchAttributes([{ key: WAITING_FOR, value: waitingFor }]);
    shownFor = waitingFor;
    await saveApplication({ application: view, decisions: state.decisions.slice(savedDecisions).filter(isMadeHere) });
    savedDecisions = state.decisions.length;
    live.savedSeq = state.seq;
  }
}

function checked(type: ApplicationCommand['type']): (command: unknown) => void {
  return (command) => {
    const complaint = malformed(type, command);
    if (complaint !== null) throw ApplicationFailure.nonRetryable(complaint, 'malformed');
  };
}

function refusal(details: { readonly type: string }): ApplicationFailure {
  return ApplicationFailure.nonRetryable(`Refused: ${details.type}.`, details.type, details);
}
