import type { Logger } from 'pino';
import type { PlanTerms } from '../domain/plan/plan-terms.js';
import type { Json } from '../domain/ledger/canonical-json.js';
import type { LineCommand } from '../domain/line/commands.js';
import type { Preview } from '../domain/line/preview.js';
import type { ApplicationView } from '../domain/application/application-view.js';
import type { QuoteRequest } from '../domain/line/settlement-quote.js';
import type { SettlementQuote } from '../domain/line/views.js';
import type { MovementCallback } from '../gateways/ports.js';
import type { Store } from '../storage/store.js';
import type { ApplicationAnswer } from '../workflows/application/client.js';
import type { DecideReferral, StartApplication } from '../workflows/application/messages.js';
import type {
  CommandEnvelope,
  CommandReply,
  LineExplanation,
  LinePosition,
  LineRefusal,
  ResumeReply,
} from '../workflows/credit-line/messages.js';
import type { OpenApiDocument } from '../contracts/openapi.js';
import type { Readiness } from '../contracts/health.js';
import type { Metrics } from './platform/metrics.js';

/** What the API reads: projections and the journal. */
export interface Reads {
  readonly lines: Pick<Store['lines'], 'find' | 'list'>;
  readonly agreements: Pick<Store['agreements'], 'find' | 'ofLine'>;
  readonly statements: Pick<Store['statements'], 'find' | 'list'>;
  readonly applications: Pick<Store['applications'], 'find' | 'list'>;
  readonly journal: Pick<Store['journal'], 'findByCommand' | 'read' | 'stream' | 'postings'>;
}

/** The customers' personal data: the API writes it and never answers with it. */
export type Customers = Pick<Store['customers'], 'create' | 'find' | 'resolveAccount' | 'addAccount'>;

/** What a line answers. UNKNOWN: no workflow of it is open, because it never was or because it is closed. */
export type LineAnswer<T> =
  | { readonly kind: 'DONE'; readonly value: T }
  | { readonly kind: 'REFUSED'; readonly refusal: LineRefusal }
  | { readonly kind: 'UNKNOWN' };

/** The lines' workflows. Every call has a deadline; beyond it `Unavailable` is thrown and the outcome is not known. */
export interface Lines {
  execute(lineId: string, envelope: CommandEnvelope): Promise<LineAnswer<CommandReply>>;
  preview(lineId: string, command: LineCommand): Promise<LineAnswer<Preview>>;
  quoteSettlement(lineId: string, request: QuoteRequest): Promise<LineAnswer<SettlementQuote>>;
  position(lineId: string): Promise<LineAnswer<LinePosition & { readonly clockAt: number }>>;
  explain(lineId: string): Promise<LineAnswer<LineExplanation>>;
  resume(lineId: string, commandId: string): Promise<LineAnswer<ResumeReply>>;
}

/** The applications' workflows. */
export interface Applications {
  /** EXISTS: an application of this id was started before. */
  start(input: StartApplication): Promise<'STARTED' | 'EXISTS'>;
  /** Fresh from the workflow; null: the server knows no such application (any more). */
  status(applicationId: string): Promise<ApplicationView | null>;
  /** What the application of this id was started with; null: the server has forgotten it. */
  startedWith(applicationId: string): Promise<StartApplication | null>;
  accept(applicationId: string, commandId: string, offerLimitMinor: number | null): Promise<ApplicationAnswer | null>;
  withdraw(applicationId: string, commandId: string, reason: string): Promise<ApplicationAnswer | null>;
  decide(applicationId: string, decision: DecideReferral): Promise<ApplicationAnswer | null>;
}

/** Who calls: an API key that has been proven. */
export interface Caller {
  /** Names the key without giving it away. */
  readonly keyId: string;
  readonly scopes: readonly string[];
}

export type ApiKeys = Pick<Store['apiKeys'], 'findActive'>;

/** The clocks and the mailbox of the sandbox. */
export interface Sandbox {
  /** Moves the clock on to `toAt` (or by so much) through everything due on the way. */
  advanceLine(lineId: string, target: ClockTarget): Promise<ClockAnswer>;
  advanceApplication(applicationId: string, target: ClockTarget): Promise<ClockAnswer>;
  mailbox(filter: {
    readonly to: string | null;
    readonly template: string | null;
    readonly limit: number;
  }): Promise<readonly Notice[]>;
}

export type ClockTarget = { readonly days: number } | { readonly to: string };

export type ClockAnswer =
  | { readonly kind: 'MOVED'; readonly fromAt: number; readonly toAt: number; readonly on: string }
  | { readonly kind: 'UNKNOWN' }
  | { readonly kind: 'ENDED' }
  | { readonly kind: 'OUT_OF_RANGE'; readonly fromAt: number }
  | { readonly kind: 'STUCK'; readonly at: number };

export interface Notice {
  readonly noticeId: string;
  readonly channel: 'SMS' | 'EMAIL' | 'PUSH';
  readonly to: string;
  readonly template: string;
  readonly language: 'zh' | 'en';
  readonly text: string;
  readonly sentAt: number;
}

export interface Plans {
  /** Latest version of each plan. */
  latest(): readonly PlanTerms[];
  /** @param ref `planId` (its latest version) or `planId@version` */
  find(ref: string): PlanTerms | null;
}

export interface Settings {
  readonly mode: 'sandbox' | 'production';
  readonly callbackSecret: string;
  /** Handed to every line: how long one try of a bank call waits for its callback. */
  readonly answerTimeoutMs: number;
  readonly requestsPerMinute: number;
  readonly lenderId: string;
}

/** Everything that the API stands on. */
export interface ApiDeps {
  readonly settings: Settings;
  readonly reads: Reads;
  readonly lines: Lines;
  readonly applications: Applications;
  readonly customers: Customers;
  readonly keys: ApiKeys;
  readonly plans: Plans;
  readonly completeMovement: (callback: MovementCallback) => Promise<'COMPLETED' | 'NOT_WAITING'>;
  /** null in production. */
  readonly sandbox: Sandbox | null;
  readonly readiness: () => Promise<Readiness>;
  readonly metrics: Metrics;
  /** What is served as /v1/openapi.json and shown at /v1/docs. */
  readonly document: OpenApiDocument;
  readonly log: Logger;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
}

export type JsonObject = Readonly<Record<string, Json>>;
