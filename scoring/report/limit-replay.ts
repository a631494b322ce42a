import { plainDate } from '../../domain/calendar/plain-date.js';
import { GRADES, type Grade } from '../../domain/limits/grade.js';
import type { CycleConduct, LimitReviewFacts } from '../../domain/limits/review/review-facts.js';
import { reviewLimit } from '../../domain/limits/review/review-limit.js';
import { LIMIT_REVIEW_POLICY_1, REVIEW_CYCLES } from '../../domain/limits/review/review-policy.js';
import type { LimitReviewPolicy } from '../../domain/limits/review/review-policy.js';
import { minor, type Minor, ZERO } from '../../domain/money/minor.js';
import type { CsvTable } from '../data/csv.js';
import { gradeOf } from '../limit.js';

/** Customers of one outcome. */
export interface ReplayedGroup {
  readonly customers: number;
  readonly share: number;
  readonly badShare: number;
}

export interface LimitReplay {
  readonly customers: number;
  readonly increased: ReplayedGroup;
  readonly decreased: ReplayedGroup;
  readonly frozen: ReplayedGroup;
  readonly kept: ReplayedGroup;
  /** What later defaulters could still have spent: how much less of it there is, as a share. */
  readonly openToBuyOnBads: { readonly byCutsAndFreezes: number; readonly withIncreases: number };
  /** Bad share by grade, best first. */
  readonly badShareByGrade: Readonly<Record<Grade, number>>;
}

/** The shipped rules without caps by grade, which are for limits in yuan. */
const REPLAY_POLICY: LimitReviewPolicy = { ...LIMIT_REVIEW_POLICY_1, gradeCapsMinor: null };
/** Grades of this book (risk.md section 6.1). */
const REPLAY_GRADES = { gradePdBounds: ['0.08', '0.12', '0.18', '0.28'] };
/** The file's last month of conduct is September 2005. */
const REVIEWED_ON = plainDate('2005-10-01');
const OPENED_ON = plainDate('2004-01-01');
const CYCLES = Array.from({ length: REVIEW_CYCLES }, (_, ago) => ago);
const MINOR_PER_UNIT = 100;
const DAYS_PER_MONTH = 30;

interface Tally {
  customers: number;
  bads: number;
}

/**
 * Reviews the limits of the credit card customers by the rules that review lines, after their six months. Whether a
 * customer defaulted in the month after is looked at by the figures alone.
 *
 * @param pd of each row from models that have not seen the row
 * @see risk.md section 6.3, "Acceptance"
 */
export function replayLimits(csv: CsvTable, pd: Float64Array): LimitReplay {
  const isBad = csv.number('Y');
  const series = (first: number) => CYCLES.map((ago) => csv.number(`X${first + ago}`));
  const columns = { limit: csv.number('X1'), status: series(6), bill: series(12) };
  const groups = { increased: tally(), decreased: tally(), frozen: tally(), kept: tally() };
  const grades: Record<Grade, Tally> = { A: tally(), B: tally(), C: tally(), D: tally(), E: tally() };
  const open = { before: 0, lowered: 0, managed: 0 };
  for (let row = 0; row < csv.rows; row += 1) {
    const bad = isBad[row] ?? 0;
    const facts = factsOfRow(columns, row, gradeOf(String(pd[row] ?? 1), REPLAY_GRADES));
    const { action, limitMinor, isFrozen } = reviewLimit(facts, REPLAY_POLICY);
    if (facts.grade !== null) count(grades[facts.grade], bad);
    count(groups[action === 'INCREASE' ? 'increased' : action === 'DECREASE' ? 'decreased' : 'kept'], bad);
    if (isFrozen) count(groups.frozen, bad);
    if (bad === 0) continue;
    const left = (limit: number): number => (isFrozen ? 0 : Math.max(0, limit - facts.inUseMinor));
    open.before += Math.max(0, facts.limitMinor - facts.inUseMinor);
    open.lowered += left(Math.min(limitMinor, facts.limitMinor));
    open.managed += left(limitMinor);
  }
  const group = ({ customers, bads }: Tally): ReplayedGroup => {
    return { customers, share: customers / csv.rows, badShare: shareOf(bads, customers) };
  };
  return {
    customers: csv.rows,
    increased: group(groups.increased),
    decreased: group(groups.decreased),
    frozen: group(groups.frozen),
    kept: group(groups.kept),
    openToBuyOnBads: {
      byCutsAndFreezes: 1 - open.lowered / open.before,
      withIncreases: 1 - open.managed / open.before,
    },
    badShareByGrade: Object.fromEntries(
      GRADES.map((grade) => [grade, shareOf(grades[grade].bads, grades[grade].customers)]),
    ) as Record<Grade, number>, // one entry for each grade
  };
}

interface Columns {
  readonly limit: Float64Array;
  /** Latest first, as all series. */
  readonly status: readonly Float64Array[];
  readonly bill: readonly Float64Array[];
}

function factsOfRow(columns: Columns, row: number, grade: Grade): LimitReviewFacts {
  const limitMinor = amount(columns.limit[row]);
  const cycles = CYCLES.map((ago): CycleConduct => {
    const billedMinor = amount(columns.bill[ago]?.[row]);
    return {
      monthsLate: Math.max(0, columns.status[ago]?.[row] ?? 0),
      billedMinor,
      limitMinor,
      paidMinimumOnly: columns.status[ago]?.[row] === 0,
      cashMinor: ZERO,
    };
  });
  const monthsLate = cycles[0]?.monthsLate ?? 0;
  return {
    on: REVIEWED_ON,
    openedOn: OPENED_ON,
    limitMinor,
    inUseMinor: amount(columns.bill[0]?.[row]),
    daysPastDue: monthsLate === 0 ? 0 : (monthsLate - 1) * DAYS_PER_MONTH + 1,
    cycles,
    grade,
    changes: [],
    lastUsedOn: REVIEWED_ON, // six months cannot show a year of disuse
    blockers: [],
    debtServiceShare: null,
    packCapMinor: null,
  };
}

/** A bill below zero is a credit balance: nothing is in use. */
const amount = (units: number | undefined): Minor => minor(Math.max(0, Math.round((units ?? 0) * MINOR_PER_UNIT)));

const tally = (): Tally => ({ customers: 0, bads: 0 });

function count(into: Tally, bad: number): void {
  into.customers += 1;
  into.bads += bad;
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
