import { canonicalJson } from '../domain/ledger/canonical-json.js';
import { agreementViews, lineView } from '../domain/line/view.js';
import type { LineState } from '../domain/line/state.js';
import type { AgreementView, LineView } from '../domain/line/views.js';
import { replayJournal, type Replay } from './replay.js';
import type { IssuedStatement } from './statements.js';
import type { Store } from './store.js';

export type LineCheckName =
  'chain' | 'sequence' | 'balance' | 'fold' | 'books' | 'workflow' | 'line' | 'agreements' | 'statements';

export interface LineCheck {
  readonly name: LineCheckName;
  readonly ok: boolean;
  /** What was found, by number, id and field: never the content. */
  readonly detail: string;
}

export interface LineVerification {
  readonly lineId: string;
  readonly ok: boolean;
  /** Number of the last stored entry; 0 when there is none. */
  readonly seq: number;
  readonly checks: readonly LineCheck[];
}

/** What the line's workflow answers to its `snapshot` query. */
export interface WorkflowSnapshot {
  readonly state: LineState;
  readonly journal: { readonly seq: number; readonly hash: string };
}

export type VerifiedStore = {
  readonly journal: Pick<Store['journal'], 'stream'>;
  readonly lines: Pick<Store['lines'], 'find'>;
  readonly agreements: Pick<Store['agreements'], 'ofLine'>;
  readonly statements: Pick<Store['statements'], 'ofLine'>;
};

const FINDINGS_MAX = 5;

/** The figures of a line's projection that do not depend on the day of the look. */
const TIMELESS = [
  ...(['lineId', 'customerId', 'applicationId', 'lenderId', 'currency', 'zone', 'status', 'freezeCauses'] as const),
  ...(['openedOn', 'closedAt', 'limitMinor', 'heldMinor', 'selfCapMinor', 'billDay', 'statementCount'] as const),
  ...(['autopay', 'authorizations', 'pending', 'planIds', 'ledger', 'seq', 'positionHash'] as const),
] as const satisfies readonly (keyof LineView)[];

function check(name: LineCheckName, findings: readonly string[], fine: string): LineCheck {
  const more = findings.length - FINDINGS_MAX;
  const shown = findings.slice(0, FINDINGS_MAX).join('; ');
  return {
    name,
    ok: findings.length === 0,
    detail: findings.length === 0 ? fine : more > 0 ? `${shown}; and ${more} more` : shown,
  };
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

/** Names of the members in which two records differ. */
function differences(a: object, b: object): readonly string[] {
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((name) => !isSame(left.get(name), right.get(name)))
    .sort();
}

function booksFindings({ sums }: Replay, state: LineState): readonly string[] {
  const { ledger } = state.book.position;
  const balances = new Map<string, number>(Object.entries(ledger));
  const accounts = [...new Set([...sums.keys(), ...balances.keys()])].sort();
  return accounts
    .filter((account) => (sums.get(account) ?? 0) !== (balances.get(account) ?? 0))
    .map((account) => `the postings on ${account} do not add up to its balance`);
}

function workflowFindings(
  { last }: Replay,
  state: LineState,
  { state: held, journal }: WorkflowSnapshot,
): readonly string[] {
  if (journal.seq !== last?.seq)
    return [
      `the workflow is at entry ${journal.seq}, the journal at ${last?.seq ?? 0}; while a line is being written, verify again`,
    ];
  return [
    ...(journal.hash === last.hash ? [] : ['the workflow has another hash of the last entry']),
    ...differences(held, state).map((name) => `state.${name} differs`),
  ];
}

function lineFindings(stored: LineView | null, state: LineState, nowMs: number): readonly string[] {
  if (stored === null) return ['the line is not stored'];
  const replayed = lineView(state, nowMs);
  return TIMELESS.filter((name) => !isSame(stored[name], replayed[name])).map((name) => `${name} differs`);
}

function agreementFindings(stored: readonly AgreementView[], replay: Replay, state: LineState): readonly string[] {
  const replayed = new Map(agreementViews(state).map((view) => [view.agreementId, view]));
  const found = new Map(stored.map((view) => [view.agreementId, view]));
  const missing = [...replay.agreementIds].filter((id) => !found.has(id)).map((id) => `${id} is not stored`);
  const wrong = stored.flatMap((view) => {
    const { agreementId } = view;
    if (!replay.agreementIds.has(agreementId)) return [`${agreementId} is not in the journal`];
    const now = replayed.get(agreementId);
    // An agreement that has left the state is over: nothing may be open on it.
    if (now === undefined) return view.outstandingMinor === 0 ? [] : [`${agreementId}: outstandingMinor differs`];
    // An unchanged agreement is not stored again, so its number is older than the line's.
    return differences({ ...view, seq: now.seq }, now).map((name) => `${agreementId}: ${name} differs`);
  });
  return [...missing, ...wrong];
}

function statementFindings(stored: readonly IssuedStatement[], { statements }: Replay): readonly string[] {
  const found = new Map(stored.map((issued) => [issued.statement.statementId, issued]));
  const ids = new Set(statements.map(({ statement }) => statement.statementId));
  const extra = [...found.keys()].filter((id) => !ids.has(id)).map((id) => `${id} is not in the journal`);
  const wrong = statements.flatMap((issued) => {
    const { statementId } = issued.statement;
    const copy = found.get(statementId);
    if (copy === undefined) return [`${statementId} is not stored`];
    return isSame(copy, issued) ? [] : [`${statementId} differs from what was issued`];
  });
  return [...extra, ...wrong];
}

function againstState(
  replay: Replay,
  stored: { readonly line: LineView | null; readonly agreements: readonly AgreementView[] },
  workflow: WorkflowSnapshot | null,
): readonly LineCheck[] {
  const { state, last } = replay;
  if (state === null || last === null) {
    const unknown = ['there is no replayed state to compare with'];
    return (['books', 'workflow', 'line', 'agreements'] as const).map((name) => check(name, unknown, ''));
  }
  const inWorkflow = workflow === null ? [] : workflowFindings(replay, state, workflow);
  return [
    check('books', booksFindings(replay, state), 'the postings add up to the balances'),
    check(
      'workflow',
      inWorkflow,
      workflow === null ? 'no workflow is open: nothing to compare with' : 'equals the replay',
    ),
    check('line', lineFindings(stored.line, state, last.event.bookedAt), 'equals the replay'),
    check(
      'agreements',
      agreementFindings(stored.agreements, replay, state),
      `${replay.agreementIds.size} equal the replay`,
    ),
  ];
}

/**
 * Proves for one line that its journal is whole, that workflow, replay and projections agree, and that its books balance.
 *
 * @param workflow the line's own answer, or null when its workflow has ended
 */
export async function verifyLine(input: {
  readonly store: VerifiedStore;
  readonly lineId: string;
  readonly workflow: WorkflowSnapshot | null;
}): Promise<LineVerification> {
  const { store, lineId, workflow } = input;
  const replay = await replayJournal(store.journal.stream(lineId));
  const [line, agreements, statements] = await Promise.all([
    store.lines.find(lineId),
    store.agreements.ofLine(lineId),
    store.statements.ofLine(lineId),
  ]);
  const { faults, last } = replay;
  const empty = last === null && faults.chain.length === 0 ? ['there is no entry'] : [];
  const checks = [
    check('chain', [...empty, ...faults.chain], 'whole, every entry is sealed'),
    check('sequence', faults.sequence, 'no gaps'),
    check('balance', faults.balance, 'every event balances'),
    check('fold', faults.fold, 'every event follows from those before'),
    ...againstState(replay, { line, agreements }, workflow),
    check('statements', statementFindings(statements, replay), `${replay.statements.length} equal what was issued`),
  ];
  return { lineId, ok: checks.every(({ ok }) => ok), seq: last?.seq ?? 0, checks };
}
