import { fileURLToPath } from 'node:url';
import express from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import { pino } from 'pino';
import supertest from 'supertest';
import { openApiDocument } from '../../contracts/openapi.js';
import { SCOPES, type Scope } from '../../contracts/scopes.js';
import type { ApplicationView } from '../../domain/application/application-view.js';
import { plainDate } from '../../domain/calendar/plain-date.js';
import type { Posting } from '../../domain/ledger/reports.js';
import { minor } from '../../domain/money/minor.js';
import type { JournalEntry } from '../../domain/ledger/journal.js';
import { PLAN_VERSIONS } from '../../plans/catalogue.js';
import { RecordConflict } from '../../storage/errors.js';
import type { Customer } from '../../storage/customers.js';
import type { StartApplication } from '../../workflows/application/messages.js';
import type { CommandEnvelope } from '../../workflows/credit-line/messages.js';
import { createApp } from '../app.js';
import type { ApiDeps, Applications, Lines } from '../deps.js';
import { planCatalogue } from '../plans/catalogue.js';
import { createMetrics } from '../platform/metrics.js';
import { A_LINE, A_STATEMENT, ACCOUNT_REF, AN_AGREEMENT, aJournal, CUSTOMER_ID, LINE_ID, NOW_MS } from './fake-line.js';

export const CALLBACK_SECRET = 'a secret of at least 32 characters!';
const STORED_DOCUMENT = fileURLToPath(new URL('../openapi.json', import.meta.url));
/** Both are built once for all apps of a test file: they take longer than all of its requests. */
const document = openApiDocument();
const checkAnswers = OpenApiValidator.middleware({
  apiSpec: STORED_DOCUMENT,
  validateRequests: false,
  validateResponses: true,
  validateSecurity: false,
  ignoreUndocumented: true,
});
// Compiled at the first request: here, so that it is not counted as part of the first test.
await supertest(express().use(checkAnswers)).get('/');

/** The key that has exactly these scopes. */
export const keyWith = (...scopes: readonly Scope[]): string =>
  `ws_${scopes.join('-').replaceAll(':', '_')}-0123456789`;
export const ALL_SCOPES = keyWith(...SCOPES);

/** What the fakes were asked to do. */
export interface Seen {
  readonly commands: (CommandEnvelope & { readonly lineId: string })[];
  readonly started: StartApplication[];
  readonly logged: string[];
}

export interface Bench {
  readonly api: ReturnType<typeof supertest>;
  /** The app without the check of its answers. */
  readonly bare: ReturnType<typeof supertest>;
  readonly deps: ApiDeps;
  readonly seen: Seen;
  readonly journal: JournalEntry[];
}

const notFaked = (): never => {
  throw new Error('not faked');
};

/** An API on fakes; every answer is checked against the stored OpenAPI document. */
export function bench(overrides: Partial<ApiDeps> = {}): Bench {
  const seen: Seen = { commands: [], started: [], logged: [] };
  const journal = [...aJournal()];
  const deps = { ...fakeDeps(seen, journal), ...overrides };
  const bare = createApp(deps);
  return { api: supertest(express().use(checkAnswers).use(bare)), bare: supertest(bare), deps, seen, journal };
}

function fakeDeps(seen: Seen, journal: JournalEntry[]): ApiDeps {
  return {
    settings: {
      mode: 'sandbox',
      callbackSecret: CALLBACK_SECRET,
      answerTimeoutMs: 1_000,
      requestsPerMinute: 10_000,
      lenderId: 'whiteslip',
    },
    reads: fakeReads(journal),
    lines: fakeLines(seen),
    applications: fakeApplications(seen),
    customers: fakeCustomers(),
    keys: {
      findActive: async (key) => {
        const scopes = SCOPES.filter((scope) => key.includes(scope.replace(':', '_')));
        const keyId = Buffer.from(key).toString('hex');
        return Promise.resolve(
          key.includes('unknown') ? null : { keyId, name: 'test', scopes, createdAt: 0, revokedAt: null },
        );
      },
    },
    plans: planCatalogue(PLAN_VERSIONS),
    completeMovement: async () => Promise.resolve('COMPLETED'),
    sandbox: {
      advanceLine: async () => Promise.resolve({ kind: 'MOVED', fromAt: 1, toAt: 2, on: '2026-03-11' }),
      advanceApplication: async () => Promise.resolve({ kind: 'UNKNOWN' }),
      mailbox: async () => Promise.resolve([]),
    },
    readiness: async () => Promise.resolve({ status: 'ok', mode: 'sandbox', checks: { store: 'ok' } }),
    metrics: createMetrics(),
    document,
    log: pino({ level: 'debug' }, { write: (line: string) => void seen.logged.push(line) }),
    now: () => NOW_MS,
  };
}

function fakeReads(journal: JournalEntry[]): ApiDeps['reads'] {
  const onePage = async <Item>(item: Item) => Promise.resolve({ items: [item], nextCursor: null });
  const found = async <Item>(item: Item, isIt: boolean) => Promise.resolve(isIt ? item : null);
  return {
    lines: { find: (lineId) => found(A_LINE, lineId === LINE_ID), list: () => onePage(A_LINE) },
    agreements: {
      find: (id) => found(AN_AGREEMENT, id === AN_AGREEMENT.agreementId),
      ofLine: async () => Promise.resolve([AN_AGREEMENT]),
    },
    statements: {
      find: (id) => found({ statement: A_STATEMENT, seq: 3 }, id === A_STATEMENT.statementId),
      list: () => onePage({ statement: A_STATEMENT, seq: 3 }),
    },
    applications: { find: async () => Promise.resolve(null), list: () => onePage(AN_APPLICATION) },
    journal: {
      findByCommand: async (_lineId, commandId) =>
        Promise.resolve(journal.find(({ cause }) => cause?.commandId === commandId) ?? null),
      read: async (_lineId, { afterSeq, limit }) =>
        Promise.resolve(journal.filter(({ seq }) => seq > afterSeq).slice(0, limit)),
      // eslint-disable-next-line @typescript-eslint/require-await -- the real ones wait for the store
      stream: async function* () {
        yield* journal;
      },
      // eslint-disable-next-line @typescript-eslint/require-await -- as above
      postings: async function* () {
        yield* A_BOOK;
      },
    },
  };
}

export const AN_APPLICATION: ApplicationView = {
  applicationId: 'app_1',
  customerId: CUSTOMER_ID,
  lenderId: 'whiteslip',
  status: 'OFFERED',
  currency: 'CNY',
  requestedLimitMinor: 1_000_000,
  createdAt: NOW_MS,
  updatedAt: NOW_MS,
  identity: 'PASS',
  decision: null,
  offer: { limitMinor: 1_000_000, currency: 'CNY', billDay: 1, expiresAt: NOW_MS },
  lineId: null,
  waitingFor: { what: 'ACCEPTANCE', who: 'APPLICANT', until: NOW_MS },
  seq: 4,
};

/** A line that accepts everything. */
function fakeLines(seen: Seen): Lines {
  return {
    execute: async (lineId, envelope) => {
      seen.commands.push({ lineId, ...envelope });
      if (lineId !== LINE_ID) return Promise.resolve({ kind: 'UNKNOWN' });
      return Promise.resolve({ kind: 'DONE', value: { ...REPLIES[envelope.command.type], seq: 6 } });
    },
    preview: notFaked,
    quoteSettlement: notFaked,
    position: notFaked,
    explain: notFaked,
    resume: async () => Promise.resolve({ kind: 'DONE', value: { status: 'RUNNING', seq: 6 } }),
  };
}

const REPLIES = {
  authorize: { authorizationId: 'aut_1', status: 'OPEN', expiresAt: NOW_MS, agreementId: null, downPaymentMinor: 0 },
  capture: { authorizationId: 'aut_1', agreementId: 'agr_1', capturedMinor: 1, openMinor: 0 },
  voidAuthorization: { authorizationId: 'aut_1', releasedMinor: 1 },
  adjustAuthorization: { authorizationId: 'aut_1', amountMinor: 1, openMinor: 1 },
  draw: { agreementId: 'agr_1', status: 'PENDING' },
  pay: { paymentId: 'pay_1', status: 'BOOKED' },
  reversePayment: { paymentId: 'pay_1' },
  refund: {
    refundId: 'ref_1',
    restoredMinor: 1,
    creditedMinor: 0,
    downPaymentMinor: 0,
    lineMinor: 1,
    funderMinor: 0,
    returnedCouponId: null,
  },
  settle: { paymentId: 'pay_1', agreementId: 'agr_1', status: 'BOOKED', payoffMinor: 1 },
  reverseFact: { factSeq: 2, kind: 'PAYMENT' },
  correct: { factSeq: 2, replacedBy: 6 },
  waive: { waiverId: 'wvr_1', component: 'FEE', waivedMinor: 1 },
  chargeOff: { writtenOffMinor: 1 },
  changeBillDay: { billDay: 20, nextBillOn: '2026-04-20', nextDueOn: '2026-04-29' },
  convertStatement: { agreementId: 'agr_1', convertedMinor: 1, firstDueOn: '2026-04-12', minDueMinor: 0 },
  pauseDelinquency: { fromOn: '2026-03-01', untilOn: '2026-04-01' },
  resumeDelinquency: { resumedOn: '2026-03-10' },
  reAge: { agreementId: 'agr_1', billOn: '2026-04-03', dueOn: '2026-04-12' },
  reAmortize: { agreementId: 'agr_1', periods: 6 },
  prepay: { paymentId: 'pay_1', agreementId: 'agr_1', status: 'BOOKED' },
  cancelRefund: { refundId: 'rfd_1' },
  setAutopay: {},
  changeLimit: { limitMinor: 1 },
  grantTemporaryLimit: { grantId: 'tmp_1', amountMinor: 1, expiresAt: NOW_MS },
  revokeTemporaryLimit: { grantId: 'tmp_1', excessMinor: 0 },
  setSceneLimit: { scene: 'phone', amountMinor: 1 },
  setSelfCap: { selfCapMinor: null },
  freeze: { status: 'FROZEN', causes: ['CUSTOMER'] },
  unfreeze: { status: 'ACTIVE', causes: [] },
  close: { status: 'CLOSED', payoutMinor: 0 },
} as const;

function fakeApplications(seen: Seen): Applications {
  const reply = { applicationId: 'app_1', status: 'OPENING', offerLimitMinor: 1, lineId: LINE_ID, seq: 5 } as const;
  return {
    start: async (input) => {
      const isRepeat = seen.started.some(({ applicationId }) => applicationId === input.applicationId);
      if (!isRepeat) seen.started.push(input);
      return Promise.resolve(isRepeat ? 'EXISTS' : 'STARTED');
    },
    status: async () => Promise.resolve(null),
    startedWith: async (id) => Promise.resolve(seen.started.find(({ applicationId }) => applicationId === id) ?? null),
    accept: async () => Promise.resolve({ ok: true, reply }),
    withdraw: async () => Promise.resolve({ ok: true, reply }),
    decide: async () => Promise.resolve({ ok: true, reply }),
  };
}

function fakeCustomers(): ApiDeps['customers'] {
  const person = { name: 'A', documentNumber: '1', birthOn: '1990-01-01', phone: '1', language: 'zh' };
  const account = { accountRef: ACCOUNT_REF, accountNumber: '6200000000000000000' };
  const stored = new Map<string, Customer>([[CUSTOMER_ID, { customerId: CUSTOMER_ID, person, accounts: [account] }]]);
  return {
    create: async (customer) => {
      const known = stored.get(customer.customerId);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(customer))
        throw new RecordConflict('customers', customer.customerId);
      stored.set(customer.customerId, customer);
      return Promise.resolve();
    },
    find: async (customerId) => Promise.resolve(stored.get(customerId) ?? null),
    resolveAccount: async (accountRef) => {
      const owner = [...stored.values()].find(({ accounts }) =>
        accounts.some((known) => known.accountRef === accountRef),
      );
      return Promise.resolve(owner === undefined ? null : { customerId: owner.customerId, accountNumber: '1' });
    },
    addAccount: async (customerId, added) => {
      const owner = stored.get(customerId);
      const same = owner?.accounts.find(({ accountRef }) => accountRef === added.accountRef);
      if (same !== undefined && same.accountNumber !== added.accountNumber)
        throw new RecordConflict('customers', added.accountRef);
      if (owner !== undefined && same === undefined)
        stored.set(customerId, { ...owner, accounts: [...owner.accounts, added] });
      return Promise.resolve(owner !== undefined);
    },
  };
}

const POSTED = {
  lineId: LINE_ID,
  seq: 3,
  type: 'captured',
  bookedOn: plainDate('2026-03-05'),
  valueOn: plainDate('2026-03-05'),
};

/** A purchase of 1200.00. */
const A_BOOK: readonly Posting[] = [
  { ...POSTED, account: 'PRINCIPAL_RECEIVABLE', product: 'ORDER_INSTALLMENT', amountMinor: minor(120_000) },
  { ...POSTED, account: 'MERCHANT_PAYABLE', product: 'ORDER_INSTALLMENT', amountMinor: minor(-120_000) },
];
