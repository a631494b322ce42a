import type { LineVerification } from '../../storage/verify.js';
import type { Store } from '../../storage/store.js';
import { CliProblem, EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { eachLimited } from '../limited.js';
import { progressOf } from '../progress.js';
import { amountText, table } from '../table.js';
import type { VerifyOptions } from './command.js';
import { openVerifier, type Verifier } from './verifier.js';

const PAGE_SIZE = 200;

type TrialBalance = Awaited<ReturnType<Store['journal']['trialBalance']>>;

/** Proves one line or all of them, and the whole journal's trial balance. */
export async function showVerify(io: Io, lineId: string | undefined, options: VerifyOptions): Promise<ExitCode> {
  const { all = false, json = false, concurrency } = options;
  if (all === (lineId !== undefined))
    throw new CliProblem(EXIT.usage, 'Say what to verify: a line, as in `verify line_5f0c8a`, or --all.');
  const verifier = await openVerifier(io);
  try {
    const lineIds = lineId === undefined ? await allLineIds(verifier.store) : [lineId];
    const lines = await verifyLines(io, verifier, lineIds, concurrency);
    const trialBalance = await verifier.store.journal.trialBalance();
    const clean = lines.filter(({ ok }) => ok).length;
    const ok =
      clean === lines.length && trialBalance.totalMinor === 0 && Object.keys(trialBalance.unknown).length === 0;
    print(io, json, { ok, checked: lines.length, clean, trialBalance, lines }, () => [
      ...(lineId === undefined ? faultsOf(lines) : checksOf(lines)),
      '',
      ...balanceLines(trialBalance),
      '',
      `${clean} of ${lines.length} lines are clean; the trial balance is ${trialBalance.totalMinor}.`,
    ]);
    return ok ? EXIT.ok : EXIT.failed;
  } finally {
    await verifier.close();
  }
}

/** With progress, so many lines at the same time. */
export async function verifyLines(
  io: Io,
  verifier: Verifier,
  lineIds: readonly string[],
  atOnce: number,
): Promise<readonly LineVerification[]> {
  const progress = progressOf(io, 'verified', lineIds.length);
  try {
    return await eachLimited(lineIds, atOnce, async (lineId) => {
      const verification = await verifier.verify(lineId);
      progress.add(1);
      return verification;
    });
  } finally {
    progress.stop();
  }
}

async function allLineIds(store: Store): Promise<readonly string[]> {
  const lineIds: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['lines']['list']>> = await store.lines.list({}, { limit: PAGE_SIZE, cursor });
    lineIds.push(...page.items.map((line) => line.lineId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return lineIds;
}

interface CheckRow {
  readonly lineId: string;
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const CHECK_COLUMNS = [
  { title: 'CHECK', text: ({ name }: CheckRow) => name },
  { title: 'RESULT', text: ({ ok }: CheckRow) => (ok ? 'ok' : 'FAILED') },
  { title: 'FOUND', text: ({ detail }: CheckRow) => detail },
] as const;

const rowsOf = (lines: readonly LineVerification[]): readonly CheckRow[] =>
  lines.flatMap(({ lineId, checks }) => checks.map((check) => ({ lineId, ...check })));

function checksOf(lines: readonly LineVerification[]): readonly string[] {
  return [...lines.map(({ lineId, seq }) => `${lineId}, ${seq} entries`), ...table(CHECK_COLUMNS, rowsOf(lines))];
}

function faultsOf(lines: readonly LineVerification[]): readonly string[] {
  const faults = rowsOf(lines).filter(({ ok }) => !ok);
  if (faults.length === 0) return ['No fault was found.'];
  return table([{ title: 'LINE', text: ({ lineId }: CheckRow) => lineId }, ...CHECK_COLUMNS], faults);
}

function balanceLines({ accounts, unknown }: TrialBalance): readonly string[] {
  // The books of all lines together; the engine keeps one currency a line, and the shipped plans are in CNY.
  const rows = [...Object.entries(accounts), ...Object.entries(unknown)];
  return table(
    [
      { title: 'ACCOUNT', text: ([account]: readonly [string, number]) => account },
      {
        title: 'BALANCE',
        text: ([, amountMinor]: readonly [string, number]) => amountText(amountMinor, 'CNY'),
        align: 'RIGHT',
      },
    ],
    rows,
  );
}
