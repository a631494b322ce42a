import { daysBetween, type PlainDate } from '../../calendar/plain-date.js';
import { accrue, NO_ACCRUAL, type LateTerms } from '../../delinquency/late-charge.js';
import { minor, sumMinor, type Minor } from '../../money/minor.js';
import type { LineTerms, PlanTerms } from '../../plan/plan-terms.js';
import type { AgreementPosition, BillAccrual, Installment } from '../position-types.js';
import { bear, type ChargeDraft, type Draft, type DraftBill } from './draft.js';
import { isPaused } from './lateness.js';
import { isMissing, openFee, openInterest, openOfBill, openPrincipal } from './open-amounts.js';
import { segmentOf } from './segment.js';

const LINE_REGIME = 'LINE';

/**
 * Judges the bills whose last timely day the draft has reached, with everything that was valued on it, and keeps of what
 * they have accrued the outcome that came true.
 *
 * @see products.md section 5: `graceDays`, `toleranceAmount`; section 4, `carryAccrualStart`
 */
export function judgeMinimums(draft: ChargeDraft): void {
  for (const bill of draft.bills) {
    if (bill.isMinimumMet !== null || bill.timelyUntilOn > draft.asOn) continue;
    const openMinor = openOfBill(draft, bill);
    bill.isMinimumMet = !isMissing(draft, bill);
    bill.isTolerated = bill.isMinimumMet && openMinor <= bill.toleranceMinor;
    const outcome = !bill.isMinimumMet ? 'ifMissed' : bill.isTolerated ? 'accrual' : 'ifCarried';
    bill.accruals = bill.accruals.map((each) => ({
      ...each,
      accrual: each[outcome],
      ifCarried: NO_ACCRUAL,
      ifMissed: NO_ACCRUAL,
    }));
  }
}

interface Row {
  readonly plan: PlanTerms;
  readonly installment: Installment;
}

/** Counts the days until the next stop for everything that stands on a bill. */
export function accrueBill(draft: ChargeDraft, bill: DraftBill, stopOn: PlainDate, terms: LineTerms): void {
  const days = daysBetween(draft.asOn, stopOn);
  const rows = rowsOn(draft.agreements, bill).filter(({ installment }) => mayBear(draft, bill, installment, terms));
  const broughtMinor = terms.carryCompounding === 'MONTHLY' ? openBrought(bill) : minor(0);
  if (rows.length === 0 && broughtMinor === 0) return;
  const span: Span = { days, isPastDue: bill.dueOn <= draft.asOn, isPaused: isPaused(draft.pauses, draft.asOn) };
  const regimes = new Set([...rows.map(({ plan }) => regimeOf(plan)), ...(broughtMinor > 0 ? [LINE_REGIME] : [])]);
  for (const regime of regimes) {
    const own = rows.filter(({ plan }) => regimeOf(plan) === regime);
    const before = accrualOf(bill, regime, own[0]?.plan.late ?? terms.late);
    const after = accrued(before, bill, own, regime === LINE_REGIME ? broughtMinor : minor(0), span);
    keepAccrual(bill, after);
  }
  bear(draft, bill, baseDaysOf(rows, days));
}

/** Before the due date rows bear only when they were carried here, or when what is carried bears back from the bill. */
function mayBear(draft: ChargeDraft, bill: DraftBill, { isCarried }: Installment, terms: LineTerms): boolean {
  if (isCarried) return true;
  if (bill.isMinimumMet !== null) return !bill.isTolerated;
  return bill.dueOn <= draft.asOn || terms.carryAccrualStart !== 'DUE_DATE';
}

interface Span {
  readonly days: number;
  readonly isPastDue: boolean;
  readonly isPaused: boolean;
}

function accrued(
  before: BillAccrual,
  bill: DraftBill,
  rows: readonly Row[],
  broughtMinor: Minor,
  span: Span,
): BillAccrual {
  const { late } = before;
  const { days } = span;
  const carried = rows.filter(({ installment }) => installment.isCarried);
  const carryOf = (bearing: readonly Row[]) => minor(broughtMinor + principalOf(bearing));
  const penaltyBaseMinor = span.isPastDue ? penaltyBaseOf(rows, late) : minor(0);
  const none = minor(0);
  if (bill.isMinimumMet === null) {
    return {
      ...before,
      accrual: accrue(before.accrual, { carryBaseMinor: carryOf(carried), penaltyBaseMinor: none, days }, late),
      ifCarried: accrue(before.ifCarried, { carryBaseMinor: carryOf(rows), penaltyBaseMinor: none, days }, late),
      ifMissed:
        span.isPastDue && span.isPaused
          ? before.ifMissed
          : accrue(before.ifMissed, { carryBaseMinor: carryOf(rows), penaltyBaseMinor, days }, late),
    };
  }
  if (bill.isMinimumMet) {
    return {
      ...before,
      accrual: accrue(before.accrual, { carryBaseMinor: carryOf(rows), penaltyBaseMinor: none, days }, late),
    };
  }
  if (span.isPaused) return before;
  return {
    ...before,
    accrual: accrue(before.accrual, { carryBaseMinor: carryOf(rows), penaltyBaseMinor, days }, late),
  };
}

/**
 * Under PURCHASE_DATE what is carried bears back from the purchase: notes the days of those purchases that the cut has
 * just billed, for the case that they are not paid in full.
 */
export function bearFromPurchase(draft: Draft, bill: DraftBill, terms: LineTerms): void {
  if (terms.carryAccrualStart !== 'PURCHASE_DATE') return;
  for (const { plan, formedOn, installments } of draft.agreements) {
    const rows = installments.filter((row) => row.billOn === bill.billOn && !row.isCarried);
    const carryBaseMinor = sumMinor(rows.map(openPrincipal));
    if (plan.subProduct !== 'PURCHASE' || carryBaseMinor === 0) continue;
    const span = { carryBaseMinor, penaltyBaseMinor: minor(0), days: daysBetween(formedOn, bill.billOn) };
    const late = plan.late ?? terms.late;
    const before = accrualOf(bill, regimeOf(plan), late);
    keepAccrual(bill, {
      ...before,
      ifCarried: accrue(before.ifCarried, span, late),
      ifMissed: accrue(before.ifMissed, span, late),
    });
  }
}

const regimeOf = ({ late, planId, version }: PlanTerms): string =>
  late === null ? LINE_REGIME : `${planId}@${version}`;

function accrualOf(bill: DraftBill, regime: string, late: LateTerms): BillAccrual {
  const found = bill.accruals.find((each) => each.regime === regime);
  return found ?? { regime, late, accrual: NO_ACCRUAL, ifCarried: NO_ACCRUAL, ifMissed: NO_ACCRUAL };
}

/** In the order of their names, so that positions that owe the same are written the same. */
function keepAccrual(bill: DraftBill, accrual: BillAccrual): void {
  const others = bill.accruals.filter((each) => each.regime !== accrual.regime);
  bill.accruals = [...others, accrual].sort((a, b) => (a.regime < b.regime ? -1 : 1));
}

const rowsOn = (agreements: readonly AgreementPosition[], bill: DraftBill): readonly Row[] =>
  agreements.flatMap(({ plan, installments }) =>
    installments.filter((row) => row.billOn === bill.billOn).map((installment) => ({ plan, installment })),
  );

const principalOf = (rows: readonly Row[]): Minor =>
  sumMinor(rows.map(({ installment }) => openPrincipal(installment)));

function penaltyBaseOf(rows: readonly Row[], { penaltyBase }: LateTerms): Minor {
  if (penaltyBase === 'PRINCIPAL') return principalOf(rows);
  const chargesMinor = rows.map(({ installment }) => minor(openFee(installment) + openInterest(installment)));
  return sumMinor([principalOf(rows), ...chargesMinor]);
}

/** Carry fees of earlier bills that came along unpaid; what is paid of the fee is paid on them first. */
const openBrought = (bill: DraftBill): Minor =>
  minor(Math.max(0, Math.min(bill.carryBroughtMinor, bill.carryMinor) - bill.carryPaidMinor));

function baseDaysOf(rows: readonly Row[], days: number): Readonly<Record<string, number>> {
  const baseDays: Record<string, number> = {};
  for (const { plan, installment } of rows) {
    const baseMinor = openPrincipal(installment);
    if (baseMinor > 0) baseDays[segmentOf(plan)] = (baseDays[segmentOf(plan)] ?? 0) + baseMinor * days;
  }
  return baseDays;
}
