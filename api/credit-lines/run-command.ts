import type { LineFigures, PreviewBody } from '../../contracts/commands.js';
import type { Json } from '../../domain/ledger/canonical-json.js';
import type { JournalEntry } from '../../domain/ledger/journal.js';
import type { LineCommand } from '../../domain/line/commands.js';
import type { Preview } from '../../domain/line/preview.js';
import type { LineView } from '../../domain/line/views.js';
import type { LineRefusal } from '../../workflows/credit-line/messages.js';
import type { ApiDeps, JsonObject } from '../deps.js';
import type { Answer, Intent } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { firstDifference } from '../keys/first-difference.js';
import { costTableBody } from '../plans/cost-table-body.js';
import { ApiProblem } from '../problems/api-problem.js';
import { lineProblem } from './problems.js';

type CommandDeps = Pick<ApiDeps, 'reads' | 'lines'>;

/** A request for a command of a line, as its route has read it. */
export interface CommandRequest {
  readonly lineId: string;
  readonly intent: Intent;
  /** What the client asked for: kept in the journal, so that a repeat with another body can be told. */
  readonly body: JsonObject;
  /** Made only for a new command: a repeat is answered even when what it names has gone. */
  readonly command: () => LineCommand | Promise<LineCommand>;
}

/**
 * Has a command carried out once for its key, or previewed.
 *
 * @param Reply what the route answers; the line's reply has that form (`workflows/credit-line/messages.ts`)
 * @throws ApiProblem for every refusal
 */
export async function runCommand<Reply>(
  deps: CommandDeps,
  request: CommandRequest,
): Promise<Answer<Reply | PreviewBody>> {
  const { lineId, intent, body } = request;
  if (intent.kind === 'DRY_RUN') return { body: await previewed(deps, lineId, await request.command()) };
  const commandId = intent.key;
  const before = await deps.reads.journal.findByCommand(lineId, commandId);
  if (before !== null) return { body: repeated(before, body) as Reply, replayed: true };
  const answer = await deps.lines.execute(lineId, { commandId, body, command: await request.command() });
  switch (answer.kind) {
    case 'DONE':
      return { body: answer.value as Reply };
    case 'REFUSED':
      throw await refused(deps, request, commandId, answer.refusal);
    case 'UNKNOWN':
      throw await notOpen(deps, lineId);
  }
}

/** The first answer to the key; another request under it is refused, naming what differs. */
function repeated(entry: JournalEntry, body: JsonObject): Json {
  const first = entry.cause;
  const param = first === null ? null : firstDifference(first.body, body);
  if (first === null || param !== null) throw keyReused(param);
  return first.reply;
}

async function refused(
  { reads }: CommandDeps,
  { lineId, body }: CommandRequest,
  commandId: string,
  refusal: LineRefusal,
): Promise<ApiProblem> {
  if (refusal.type !== 'idempotency-key-reused') return lineProblem(refusal);
  // Two requests under one key at the same time: the journal tells which field they differ in.
  const first = await reads.journal.findByCommand(lineId, commandId);
  return keyReused(first?.cause ? firstDifference(first.cause.body, body) : null);
}

/** The problem of a key that was used for another request. */
export function keyReused(param: string | null): ApiProblem {
  const what = param === null ? 'another request' : `another ${param}`;
  return new ApiProblem(
    'idempotency-key-reused',
    `The key was used with ${what}: send another request under another key.`,
    param === null ? {} : { param },
  );
}

/** The problem of a line that has no open workflow: it is closed, or it never was. */
export async function notOpen({ reads }: Pick<ApiDeps, 'reads'>, lineId: string): Promise<ApiProblem> {
  const line = await reads.lines.find(lineId);
  if (line === null) return unknownProblem('lineId');
  return lineProblem({ type: 'line-not-active', status: 'CLOSED', causes: [] });
}

async function previewed(deps: CommandDeps, lineId: string, command: LineCommand): Promise<PreviewBody> {
  const answer = await deps.lines.preview(lineId, command);
  if (answer.kind === 'UNKNOWN') throw await notOpen(deps, lineId);
  if (answer.kind === 'REFUSED') throw lineProblem(answer.refusal);
  return previewBody(answer.value);
}

function previewBody({ reply, events, difference, components, costTable, before, after }: Preview): PreviewBody {
  return {
    dryRun: true,
    reply: { ...reply },
    events: events.map(({ type }) => type),
    difference: [...difference],
    components: [...components],
    costTable: costTable === null ? null : costTableBody(costTable),
    before: figuresOf(before),
    after: figuresOf(after),
  };
}

function figuresOf(view: LineView): LineFigures {
  const { status, limitMinor, usedMinor, heldMinor, availableMinor, billedMinor, overdueMinor, creditMinor } = view;
  return { status, limitMinor, usedMinor, heldMinor, availableMinor, billedMinor, overdueMinor, creditMinor };
}
