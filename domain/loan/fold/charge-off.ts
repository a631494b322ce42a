import { daysBetween, plainDate } from '../../calendar/plain-date.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { exact } from '../../money/decimal.js';
import { minor, sumMinor } from '../../money/minor.js';
import type { Minor } from '../../money/minor.js';
import { roundToMinor } from '../../money/rounding.js';
import { LOAN_COMPONENTS } from '../loan-agreement-terms.js';
import { accrueTo } from './interest-clock.js';
import { addTransaction, openOf, openOfLoan, openOfRow } from './loan-draft.js';
import type { InstallmentDraft, LoanDraft, PartDraft } from './loan-draft.js';

const FOREVER = plainDate('2199-12-31');

/** Writes a loan off: reshapes its table as the terms say and books everything open. Nothing open books nothing. */
export function chargeOff(draft: LoanDraft, entryId: string, onDate: PlainDate): void {
  if (draft.terms.chargeOff === 'ZERO_INTEREST') stopInterest(draft, onDate);
  if (draft.terms.chargeOff === 'ACCELERATE_MATURITY') accelerate(draft, onDate);
  const amounts = LOAN_COMPONENTS.map((component) => openOfLoan(draft, component));
  const amountMinor = sumMinor(amounts);
  if (amountMinor === 0) return;
  const transaction = addTransaction(draft, { entryId, type: 'CHARGE_OFF', onDate, amountMinor });
  for (const component of LOAN_COMPONENTS) transaction.split[component] = openOfLoan(draft, component);
}

/** Recalculated interest ends with the day by itself, and the last unpaid installment evens it out. */
function endInterest(draft: LoanDraft, onDate: PlainDate): void {
  draft.model?.pauses.push({ fromOn: onDate, toOn: FOREVER });
  accrueTo(draft, onDate);
}

/** No interest after a day: what the payments held of it turns to principal, and the last open one evens that out. */
function stopInterest(draft: LoanDraft, onDate: PlainDate): void {
  if (draft.model !== null) {
    endInterest(draft, onDate);
    return;
  }
  const open = runningAndLater(draft, onDate).filter((row) => openOfRow(row) > 0);
  let turnedMinor = 0;
  for (const row of open) {
    const { PRINCIPAL, INTEREST } = row.parts;
    const lostMinor = minor(openOf(INTEREST) - earnedInterest(row, onDate));
    INTEREST.dueMinor = minor(INTEREST.dueMinor - lostMinor);
    PRINCIPAL.dueMinor = minor(PRINCIPAL.dueMinor + lostMinor);
    turnedMinor += lostMinor;
  }
  for (const { parts } of open.toReversed()) {
    const takenMinor = Math.min(turnedMinor, openOf(parts.PRINCIPAL));
    parts.PRINCIPAL.dueMinor = minor(parts.PRINCIPAL.dueMinor - takenMinor);
    turnedMinor -= takenMinor;
  }
}

/** The running installment falls due on the day with all that was to come; interest of later periods is not owed. */
function accelerate(draft: LoanDraft, onDate: PlainDate): void {
  const [running, ...later] = runningAndLater(draft, onDate);
  if (running === undefined) return;
  if (draft.model === null) {
    const lostMinor = openOf(running.parts.INTEREST) - earnedInterest(running, onDate);
    running.parts.INTEREST.dueMinor = minor(running.parts.INTEREST.dueMinor - lostMinor);
    for (const { parts } of later) parts.INTEREST.dueMinor = parts.INTEREST.paidMinor;
  } else {
    endInterest(draft, onDate);
    draft.model = null;
  }
  running.dueOn = onDate;
  for (const row of later) {
    for (const component of LOAN_COMPONENTS) addPart(running.parts[component], row.parts[component]);
    running.charges.push(...row.charges);
  }
  draft.rows.splice(0, draft.rows.length, ...draft.rows.filter((row) => !later.includes(row)));
}

function addPart(to: PartDraft, from: PartDraft): void {
  to.dueMinor = minor(to.dueMinor + from.dueMinor);
  to.paidMinor = minor(to.paidMinor + from.paidMinor);
  to.waivedMinor = minor(to.waivedMinor + from.waivedMinor);
  to.paidInAdvanceMinor = minor(to.paidInAdvanceMinor + from.paidInAdvanceMinor);
  to.paidLateMinor = minor(to.paidLateMinor + from.paidLateMinor);
}

/** Installments whose period, (from, due], holds the day or comes after it. */
function runningAndLater(draft: LoanDraft, onDate: PlainDate): readonly InstallmentDraft[] {
  return draft.rows.filter(({ kind, dueOn }) => kind === 'INSTALLMENT' && dueOn >= onDate);
}

/** The part of an installment's open interest that its days up to a day have earned. */
function earnedInterest({ parts, fromOn, dueOn }: InstallmentDraft, onDate: PlainDate): Minor {
  const days = Math.max(0, daysBetween(fromOn, onDate));
  return roundToMinor(exact(openOf(parts.INTEREST)).times(days).div(daysBetween(fromOn, dueOn)), 'HALF_EVEN');
}
