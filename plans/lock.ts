import { addMonths, plainDate } from '../domain/calendar/plain-date.js';
import { hashOf } from '../domain/ledger/journal.js';
import { emptyPosition, foldFacts, positionOn } from '../domain/line/fold/fold-facts.js';
import type { Fact } from '../domain/line/facts.js';
import { ASIA_SHANGHAI } from '../domain/calendar/zone.js';
import { BASE } from '../domain/limits/buckets.js';
import { minor, type Minor } from '../domain/money/minor.js';
import { costTableHashOf } from '../domain/line/agreed-cost.js';
import { agreedDates } from '../domain/line/agreed-due.js';
import { scheduleOf } from '../domain/plan/plan-schedule.js';
import { assertPlanTerms } from '../domain/plan/plan-terms-check.js';
import type { PlanTerms } from '../domain/plan/plan-terms.js';
import { agreedPlan } from '../domain/plan/price-of.js';
import type { ScheduleDates } from '../domain/schedule/schedule-terms.js';
import { linePreset } from './presets.js';

/** What a launched plan version is held to. Hashes, in hex. */
export interface PlanLock {
  readonly terms: string;
  /** Of the schedules of a few amounts, by tenor. */
  readonly schedules: Readonly<Record<string, string>>;
  /** Of the position that a scripted life folds to, by tenor: what the program does with the terms. */
  readonly folds: Readonly<Record<string, string>>;
}

export type PlansLock = Readonly<Record<string, PlanLock>>;

/** Even amounts, and odd ones whose cents do not divide. */
const AMOUNTS: readonly Minor[] = [minor(120_000), minor(100_001), minor(3_333_333)];

export const nameOf = ({ planId, version }: PlanTerms): string => `${planId}@${version}`;

/** Where the script of the golden life begins: a month end, so that anchors are clamped. */
const FORMED_ON = plainDate('2025-01-31');

const TERMS = linePreset('cnPayLaterStatement', { zone: ASIA_SHANGHAI, billDay: 3, lenderId: 'lender_golden' });

const datesOf = (plan: PlanTerms): ScheduleDates => agreedDates(FORMED_ON, plan, TERMS);

/** What a plan version does, as hashes. A later build that does otherwise cannot serve the agreements in force. */
export function lockOf(plan: PlanTerms): PlanLock {
  const byTenor = (hash: (periods: number) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(plan.prices.map(({ periods }) => [String(periods), hash(periods)]));
  return {
    terms: hashOf(plan),
    schedules: byTenor((periods) =>
      hashOf(AMOUNTS.map((amountMinor) => scheduleOf(plan, amountMinor, periods, datesOf(plan)))),
    ),
    folds: byTenor((periods) => hashOf(goldenFold(plan, periods))),
  };
}

/**
 * A life with every step that the terms of a plan decide: formed, billed, its first bill paid late, refunded in part
 * where that may be, and settled in its second month.
 */
function goldenFold(plan: PlanTerms, periods: number): unknown {
  const terms = TERMS;
  const agreementId = 'agr_golden';
  const principalMinor = minor(100_001);
  const [firstBillOn, secondBillOn] = [plainDate('2025-02-03'), plainDate('2025-03-03')];
  const cut = (seq: number, valueOn: typeof firstBillOn, nr: number): Fact => ({
    kind: 'BILL_CUT',
    seq,
    valueOn,
    reversedBy: null,
    dueOn: plainDate(`${valueOn.slice(0, 8)}12`),
    timelyUntilOn: plainDate(`${valueOn.slice(0, 8)}12`),
    toleranceMinor: minor(0),
    minDueMinor: minor(1_000),
    balanceMinor: minor(100_001),
    percentSpendMinor: minor(0),
    rows: [{ agreementId, nr }],
  });
  const { firstDueOn } = datesOf(plan);
  const agreed = agreedPlan(plan, { periods, grade: null, on: FORMED_ON }) ?? plan;
  const base = { seq: 1, valueOn: FORMED_ON, reversedBy: null };
  const shares = [{ ...BASE, amountMinor: principalMinor }];
  const costTableHash = costTableHashOf({ ...TERMS, plan: agreed, periods, principalMinor, formedOn: FORMED_ON });
  const formed = {
    ...base,
    agreementId,
    firstDueOn,
    costTableHash,
    plan: agreed,
    periods,
    principalMinor,
    shares,
    downPaymentMinor: minor(0),
    funding: null,
  };
  const facts: Fact[] = [
    { kind: 'AGREEMENT_FORMED', ...formed },
    cut(2, firstBillOn, 1),
    payment(3, '2025-02-20', 5_000),
    ...(plan.subProduct === 'CASH_DRAW' || plan.subProduct === 'STATEMENT_INSTALLMENT'
      ? []
      : [refund(4, agreementId, '2025-02-25', 20_000)]),
    ...(periods > 1 ? [cut(5, secondBillOn, 2)] : []),
  ];
  const position = foldFacts(emptyPosition(FORMED_ON), facts, terms);
  const settled: Fact = {
    kind: 'SETTLEMENT',
    source: 'TRANSFER',
    seq: 6,
    valueOn: addMonths(secondBillOn, 1),
    reversedBy: null,
    paymentId: 'pay_golden_6',
    agreementIds: [agreementId],
    accountRef: null,
    amountMinor: minor(200_000),
  };
  return [positionOn(position, plainDate('2025-03-20'), terms), foldFacts(position, [settled], terms)];
}

const payment = (seq: number, on: string, amount: number): Fact => ({
  kind: 'PAYMENT',
  source: 'TRANSFER',
  seq,
  valueOn: plainDate(on),
  reversedBy: null,
  paymentId: `pay_golden_${seq}`,
  accountRef: null,
  amountMinor: minor(amount),
});

const refund = (seq: number, agreementId: string, on: string, amount: number): Fact => ({
  kind: 'REFUND',
  seq,
  valueOn: plainDate(on),
  reversedBy: null,
  refundId: `rfd_golden_${seq}`,
  agreementId,
  amountMinor: minor(amount),
});

/**
 * The lock after a launch: new versions added, none that is there touched.
 *
 * @throws RangeError naming what has changed, PlanTermsError for a new version that cannot be published
 */
export function withNewVersions(lock: PlansLock, plans: readonly PlanTerms[]): PlansLock {
  const changed = changedVersions(lock, plans);
  if (changed.length > 0)
    throw new RangeError(`${changed.join(', ')} differ from what was launched; put the terms back and add a version`);
  const launched = plans.filter((plan) => !(nameOf(plan) in lock));
  launched.forEach(assertPlanTerms);
  const added = launched.map((plan) => [nameOf(plan), lockOf(plan)] as const);
  return { ...lock, ...Object.fromEntries(added) };
}

/** Launched versions that are missing, or would now do something else. */
export function changedVersions(lock: PlansLock, plans: readonly PlanTerms[]): readonly string[] {
  const now = new Map(plans.map((plan) => [nameOf(plan), plan]));
  return Object.entries(lock).flatMap(([name, launched]) => {
    const plan = now.get(name);
    return plan !== undefined && hashOf(lockOf(plan)) === hashOf(launched) ? [] : [name];
  });
}
