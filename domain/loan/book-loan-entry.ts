import type { LoanAgreementTerms } from './loan-agreement-terms.js';
import type { InstallmentRule } from '../repayment/allocate-by-rule.js';
import { isRecalculated, PAYMENT_TYPES } from './loan-agreement-terms.js';
import { standingEntries, undoneIds } from './loan-entry.js';
import type { LoanEntry, LoanFact } from './loan-entry.js';
import type { LoanRefusal } from './refusals.js';
import { replayLoan } from './replay-loan.js';

export type BookedLoanEntry =
  { readonly ok: true; readonly entries: readonly LoanEntry[] } | { readonly ok: false; readonly refusal: LoanRefusal };

/**
 * Takes an entry into the books of a loan, or says why not. Entries that it has taken always replay.
 *
 * @param entries those taken so far
 * @see docs/concepts/loan-lifecycle.md, "Entries"
 */
export function bookLoanEntry(
  terms: LoanAgreementTerms,
  entries: readonly LoanEntry[],
  entry: LoanEntry,
): BookedLoanEntry {
  const refusal =
    loanTermsRefusal(terms) ??
    ownRefusal(entries, entry) ??
    referenceRefusal(terms, entries, entry) ??
    dateRefusal(entries, entry);
  if (refusal !== null) return { ok: false, refusal };
  const booked = [...entries, entry];
  const unplaced =
    entry.fact.type === 'DISBURSEMENT' || entry.fact.type === 'UNDO' ? tableRefusal(terms, booked) : null;
  return unplaced === null ? { ok: true, entries: booked } : { ok: false, refusal: unplaced };
}

/** What the engine does not do with a loan's terms; none for a loan that it keeps. */
export function loanTermsRefusal(terms: LoanAgreementTerms): LoanRefusal | null {
  if (!isRecalculated(terms)) return null;
  const { table, allocation } = terms;
  if (allocation.by === 'RULES' && [allocation.default, ...Object.values(allocation.of)].some(isVertical)) {
    return { type: 'recalculation-needs-horizontal-rules', field: 'allocation' };
  }
  const isLevel = table.interestMethod === 'DECLINING' && table.amortization === 'LEVEL_PAYMENT';
  const isShared = table.convention === 'PROGRESSIVE' && table.tranches === 'SHARED_TERM';
  return isLevel && isShared ? null : { type: 'recalculation-needs-level-payments', field: 'table' };
}

function ownRefusal(entries: readonly LoanEntry[], { id, nr, onDate, bookedOn, fact }: LoanEntry): LoanRefusal | null {
  const amountMinor = amountOf(fact);
  if (amountMinor !== null && amountMinor <= 0) {
    return { type: 'amount-not-positive', field: 'amountMinor', amountMinor };
  }
  if (entries.some((other) => other.id === id)) return { type: 'entry-id-taken', field: 'id', id };
  const lastNr = Math.max(0, ...entries.map((other) => other.nr));
  if (nr <= lastNr) return { type: 'not-after-last-entry', field: 'nr', lastNr };
  return onDate > bookedOn ? { type: 'in-the-future', field: 'onDate', bookedOn } : null;
}

function amountOf(fact: LoanFact) {
  if ('amountMinor' in fact) return fact.amountMinor;
  return fact.type === 'CHARGE' && fact.charge.amount.basis === 'FLAT' ? fact.charge.amount.amountMinor : null;
}

/** What an entry refers to has to stand, and be of a type that makes sense. */
function referenceRefusal(
  terms: LoanAgreementTerms,
  entries: readonly LoanEntry[],
  { fact }: LoanEntry,
): LoanRefusal | null {
  // Nothing is paid out on a loan that is written off.
  if (fact.type === 'CHARGE_OFF' || fact.type === 'DISBURSEMENT') {
    const known = standingEntries(entries).find((other) => other.fact.type === 'CHARGE_OFF');
    if (known !== undefined) return { type: 'charged-off', field: 'onDate', chargedOffOn: known.onDate };
  }
  if (fact.type === 'DISBURSEMENT' && isRecalculated(terms) && hasDraw(entries)) {
    return { type: 'recalculation-needs-one-draw', field: 'fact' };
  }
  if (!('ofId' in fact)) return null;
  const found = typeOf(terms, entries, fact.ofId);
  if (found === undefined) return { type: 'unknown-entry', field: 'ofId', id: fact.ofId };
  return isReferable(fact.type, found) ? null : { type: 'entry-of-another-type', field: 'ofId', found };
}

const isVertical = ({ direction }: InstallmentRule): boolean => direction === 'VERTICAL';

const hasDraw = (entries: readonly LoanEntry[]): boolean =>
  standingEntries(entries).some(({ fact }) => fact.type === 'DISBURSEMENT');

function typeOf(terms: LoanAgreementTerms, entries: readonly LoanEntry[], id: string): LoanFact['type'] | undefined {
  if (undoneIds(entries).has(id)) return undefined;
  const entry = standingEntries(entries).find((other) => other.id === id);
  if (entry !== undefined) return entry.fact.type;
  // A down payment that was made by itself has no entry of its own.
  return replayLoan(terms, entries).transactions.some(({ entryId }) => entryId === id) ? 'DOWN_PAYMENT' : undefined;
}

function isReferable(by: LoanFact['type'], found: LoanFact['type']): boolean {
  if (by === 'CHARGE_WAIVER') return found === 'CHARGE';
  if (by === 'CHARGEBACK') return (PAYMENT_TYPES as readonly string[]).includes(found);
  return true;
}

/** Money moves from the first disbursement on; charges and their waivers may be booked before. */
function dateRefusal(entries: readonly LoanEntry[], { onDate, fact }: LoanEntry): LoanRefusal | null {
  const standing = standingEntries(entries);
  const days = (of: readonly LoanEntry[]) => of.map((entry) => entry.onDate).sort();
  const draws = days(standing.filter((entry) => entry.fact.type === 'DISBURSEMENT'));
  const disbursedOn = (fact.type === 'CHARGE_OFF' ? draws.at(-1) : draws[0]) ?? null;
  if (fact.type === 'DISBURSEMENT' || fact.type === 'CHARGE' || fact.type === 'CHARGE_WAIVER') return null;
  if (fact.type === 'UNDO') return undoRefusal(standing, fact.ofId);
  if (disbursedOn !== null && onDate >= disbursedOn) return null;
  return { type: 'before-disbursement', field: 'onDate', disbursedOn };
}

/** A disbursement is taken back only if what is left stays after the first one. */
function undoRefusal(standing: readonly LoanEntry[], ofId: string): LoanRefusal | null {
  const left = standing.filter(({ id }) => id !== ofId);
  if (left.length === standing.length) return null;
  const [disbursedOn = null] = left.flatMap((one) => (one.fact.type === 'DISBURSEMENT' ? [one.onDate] : [])).sort();
  const stranded = left.some(
    ({ fact, onDate }) =>
      fact.type !== 'CHARGE' && fact.type !== 'CHARGE_WAIVER' && (disbursedOn === null || onDate < disbursedOn),
  );
  return stranded ? { type: 'before-disbursement', field: 'onDate', disbursedOn } : null;
}

/** Draws outside the periods make no table. */
function tableRefusal(terms: LoanAgreementTerms, entries: readonly LoanEntry[]): LoanRefusal | null {
  try {
    replayLoan(terms, entries);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return { type: 'outside-periods', field: 'onDate', message: thrown.message };
  }
}
