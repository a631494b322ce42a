import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { QueryDefinition, UpdateDefinition } from '@temporalio/common';
import type { Json } from '../../domain/ledger/canonical-json.js';
import type { LineCommand, LineCommandType } from '../../domain/line/commands.js';
import type { OpenLine } from '../../domain/line/engine.js';
import type { Entry } from '../../domain/ledger/ledger.js';
import type { LineEventType } from '../../domain/line/events.js';
import type { Preview } from '../../domain/line/preview.js';
import type { Refusal, Result } from '../../domain/line/refusals.js';
import type { QuoteRequest } from '../../domain/line/settlement-quote.js';
import type { LineState, PendingMovement } from '../../domain/line/state.js';
import type { AgendaItem, AgreementView, LineView, SettlementQuote } from '../../domain/line/views.js';
import type { SharedEnvelope } from './shared-plans.js';
import type { Halt } from './state.js';

/** The workflow type: a wire contract, like every name in this file. */
export const CREDIT_LINE_TYPE = 'creditLine';

/** A new line, or one that goes on from its last run. */
export type CreditLineInput = { readonly open: OpenLine } | SharedEnvelope;

/** A command with what makes it safe to send again. */
export interface CommandEnvelope {
  /** The client's idempotency key; also the update id, so that a resend within one run costs nothing. */
  readonly commandId: string;
  /** What the client sent. The same key with another body is refused as `idempotency-key-reused`. */
  readonly body: Json;
  readonly command: LineCommand;
}

/** What the command's decision answers, and the last journal position that it wrote (or that it found). */
export type CommandReply = Readonly<Record<string, Json>> & { readonly seq: number };

/**
 * Why an update failed: `type` of the ApplicationFailure; the whole value is `details[0]`. Nothing was booked.
 *
 * `line-halted`: the line has stopped its money until an operator resumes it.
 */
export type LineRefusal =
  Refusal | { readonly type: 'line-halted'; readonly reason: Halt['reason']; readonly detail: string };

/** Asks a halted line to check itself again and, if it agrees with its journal, to go on. */
export interface ResumeLine {
  readonly commandId: string;
}

export interface ResumeReply {
  /** RUNNING: the line was not halted, or is not any more. */
  readonly status: 'RUNNING';
  readonly seq: number;
}

type CommandUpdate = UpdateDefinition<CommandReply, [CommandEnvelope]>;

const commandUpdate = (name: LineCommandType): CommandUpdate => defineUpdate<CommandReply, [CommandEnvelope]>(name);

/** One update for each command, under the command's own name. */
export const lineUpdates: Readonly<Record<LineCommandType, CommandUpdate>> = {
  authorize: commandUpdate('authorize'),
  capture: commandUpdate('capture'),
  voidAuthorization: commandUpdate('voidAuthorization'),
  adjustAuthorization: commandUpdate('adjustAuthorization'),
  draw: commandUpdate('draw'),
  pay: commandUpdate('pay'),
  reversePayment: commandUpdate('reversePayment'),
  refund: commandUpdate('refund'),
  settle: commandUpdate('settle'),
  reverseFact: commandUpdate('reverseFact'),
  correct: commandUpdate('correct'),
  waive: commandUpdate('waive'),
  chargeOff: commandUpdate('chargeOff'),
  changeBillDay: commandUpdate('changeBillDay'),
  convertStatement: commandUpdate('convertStatement'),
  pauseDelinquency: commandUpdate('pauseDelinquency'),
  resumeDelinquency: commandUpdate('resumeDelinquency'),
  reAge: commandUpdate('reAge'),
  reAmortize: commandUpdate('reAmortize'),
  prepay: commandUpdate('prepay'),
  cancelRefund: commandUpdate('cancelRefund'),
  setAutopay: commandUpdate('setAutopay'),
  changeLimit: commandUpdate('changeLimit'),
  grantTemporaryLimit: commandUpdate('grantTemporaryLimit'),
  revokeTemporaryLimit: commandUpdate('revokeTemporaryLimit'),
  setSceneLimit: commandUpdate('setSceneLimit'),
  setSelfCap: commandUpdate('setSelfCap'),
  freeze: commandUpdate('freeze'),
  unfreeze: commandUpdate('unfreeze'),
  close: commandUpdate('close'),
};

export const resumeUpdate = defineUpdate<ResumeReply, [ResumeLine]>('resume');

/** A hint without content: look whether there is something to do, such as moving to a new build. */
export const nudgeSignal = defineSignal('nudge');

/**
 * What a line waits for. NOTHING: closed. OPERATOR: halted. BANK: an answer about money. TIME: the agenda's next item.
 * COMMAND: nothing is planned.
 */
export type WaitingFor = 'NOTHING' | 'OPERATOR' | 'BANK' | 'TIME' | 'COMMAND';

export interface JournalStatus {
  readonly seq: number;
  /** Hash of the entry `seq`. */
  readonly hash: string;
  /** Everything up to here is known to be stored. */
  readonly savedSeq: number;
}

export interface LineStatusView {
  readonly line: LineView;
  readonly waitingFor: WaitingFor;
  readonly nextItem: AgendaItem | null;
  readonly pendingIntents: readonly PendingMovement[];
  /** Build that serves the line; null on a worker without versioning. */
  readonly build: string | null;
  readonly journal: JournalStatus;
  readonly halt: Halt | null;
}

export interface ExplainedEvent {
  readonly seq: number;
  readonly type: LineEventType;
  /** Epoch ms. */
  readonly bookedAt: number;
  readonly entries: readonly Entry[];
  /** The client's key, when a command caused the event. */
  readonly commandId: string | null;
}

/** Why the line stands where it stands: its latest events, what it will do next, and what it waits for. */
export interface LineExplanation {
  readonly waitingFor: WaitingFor;
  readonly halt: Halt | null;
  /** Oldest first; a bounded number, and none from before the present run. The journal has them all. */
  readonly events: readonly ExplainedEvent[];
  readonly agenda: readonly AgendaItem[];
  readonly pendingIntents: readonly PendingMovement[];
}

export interface LinePosition {
  readonly view: LineView;
  readonly agreements: readonly AgreementView[];
  readonly agenda: readonly AgendaItem[];
}

export interface LineSnapshot {
  readonly state: LineState;
  readonly journal: { readonly seq: number; readonly hash: string };
}

/** `atMs`: the line's clock as `describe` shows it; a query alone knows only the time of the last workflow task. */
export interface AtTime {
  readonly atMs: number;
}

export const statusQuery: QueryDefinition<LineStatusView> = defineQuery('status');
export const explainQuery: QueryDefinition<LineExplanation> = defineQuery('explain');
export const previewQuery: QueryDefinition<Result<Preview>, [AtTime & { readonly command: LineCommand }]> = defineQuery(
  'preview',
);
export const positionQuery: QueryDefinition<LinePosition, [AtTime]> = defineQuery('position');
export const quoteSettlementQuery: QueryDefinition<
  Result<SettlementQuote>,
  [AtTime & { readonly request: QuoteRequest }]
> = defineQuery('quoteSettlement');
export const snapshotQuery: QueryDefinition<LineSnapshot> = defineQuery('snapshot');
