import { plainDate } from '../../domain/calendar/plain-date.js';
import type { CycleConduct, LimitReviewFacts } from '../../domain/limits/review/review-facts.js';
import { reviewLimit } from '../../domain/limits/review/review-limit.js';
import { LIMIT_REVIEW_POLICY_1, REVIEW_GRADES } from '../../domain/limits/review/review-policy.js';
import type { LimitReviewPolicy, ReviewGrade } from '../../domain/limits/review/review-policy.js';
import { minor, type Minor, ZERO } from '../../domain/money/minor.js';
import type { CsvTable } from '../data/csv.js';

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
  readonly badShareByGrade: Readonly<Record<ReviewGrade, number>>;
}

/** The shipped rules without caps by grade, which are for limits in yuan. */
const REPLAY_POLICY: LimitReviewPolicy = { ...LIMIT_REVIEW_POLICY_1, gradeCapsMinor: null };
/** Grades of this book (risk.md section 6.1). */
const REPLAY_PD_BOUNDS = [0.08, 0.12, 0.18, 0.28] as const;
/** The file's last month of conduct is September 2005. */
const REVIEWED_ON = plainDate('2005-10-01');
const OPENED_ON = plainDate('2004-01-01');
const CYCLES = [0, 1, 2, 3, 4, 5] as const;
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
  const columns = { limit: csv.number('X1'), status: series(6), bill: series(12), paid: series(18) };
  const groups = { increased: tally(), decreased: tally(), frozen: tally(), kept: tally() };
  const grades: Record<ReviewGrade, Tally> = { A: tally(), B: tally(), C: tally(), D: tally(), E: tally() };
  const open = { before: 0, lowered: 0, managed: 0 };
  for (let row = 0; row < csv.rows; row += 1) {
    const bad = isBad[row] ?? 0;
    const facts = factsOfRow(columns, row, gradeOf(pd[row] ?? 1));
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
      REVIEW_GRADES.map((grade) => [grade, shareOf(grades[grade].bads, grades[grade].customers)]),
    ) as Record<ReviewGrade, number>, // one entry for each grade
  };
}

interface Columns {
  readonly limit: Float64Array;
  /** Latest first, as all series. */
  readonly status: readonly Float64Array[];
  readonly bill: readonly Float64Array[];
  readonly paid: readonly Float64Array[];
}

function factsOfRow(columns: Columns, row: number, grade: ReviewGrade): LimitReviewFacts {
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
    isFrozenAsOverdue: false,
    cycles,
    grade,
    changes: [],
    lastUsedOn: REVIEWED_ON, // six months cannot show a year of disuse
    blockers: [],
    debtServiceShare: null,
    packCapMinor: null,
  };
}

function gradeOf(pd: number): ReviewGrade {
  const at = REPLAY_PD_BOUNDS.findIndex((bound) => pd < bound);
  return REVIEW_GRADES[at === -1 ? REPLAY_PD_BOUNDS.length : at] ?? 'E';
}

/** A bill below zero is a credit balance: nothing is in use. */
const amount = (units: number | undefined): Minor => minor(Math.max(0, Math.round((units ?? 0) * MINOR_PER_UNIT)));

const tally = (): Tally => ({ customers: 0, bads: 0 });

function count(into: Tally, bad: number): void {
  into.customers += 1;
  into.bads += bad;
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
