import { addMonths, type PlainDate } from '../calendar/plain-date.js';
import { InvariantViolation } from '../ledger/invariant.js';
import type { LineTerms } from '../plan/plan-terms.js';
import { agreementsNamed, type Fact } from './facts.js';
import { compareFacts, emptyPosition, foldFacts, foldTo } from './fold/fold-facts.js';
import { openOfInstallment } from './fold/open-amounts.js';
import { unrecoveredOf } from './fold/recover.js';
import type { AgreementPosition, Position } from './position-types.js';
import type { Book } from './state.js';

export function openBook(openedOn: PlainDate): Book {
  const position = emptyPosition(openedOn);
  return { base: position, facts: [], position };
}

/** Adds a fact where its value date puts it. Only a fact that belongs before another one folds the book again. */
export function addFact(book: Book, fact: Fact, terms: LineTerms): Book {
  const last = book.facts.at(-1);
  if (last === undefined || compareFacts(last, fact) < 0) {
    const facts = [...book.facts, fact];
    return { ...book, facts, position: foldFacts(book.position, [fact], terms) };
  }
  const facts = [...book.facts, fact].sort(compareFacts);
  return { ...book, facts, position: foldFacts(book.base, facts, terms) };
}

/**
 * Undoes a fact by an event of today and folds the book again as if the fact had never been.
 *
 * @throws InvariantViolation when the fact is not in the book or was undone before: the decision checks it
 */
export function reverseFact(book: Book, seq: number, reversedBy: number, terms: LineTerms): Book {
  const fact = book.facts.find((candidate) => candidate.seq === seq);
  if (fact?.reversedBy !== null) throw new InvariantViolation(`fact ${seq} cannot be undone: not in force`);
  const facts = book.facts.map((candidate) => (candidate === fact ? { ...fact, reversedBy } : candidate));
  return { ...book, facts, position: foldFacts(book.base, facts, terms) };
}

/** Folds the whole book from its base: what the position must be, whatever was stored. */
export function foldAgain(book: Book, terms: LineTerms): Book {
  return { ...book, position: foldFacts(book.base, book.facts, terms) };
}

/** Facts valued before this day can no longer be corrected. */
export const windowStart = (today: PlainDate, terms: LineTerms): PlainDate =>
  addMonths(today, -terms.correctionWindowMonths);

/**
 * Moves the base forward over facts that can no longer be corrected, and lets agreements go on which nothing is open and
 * that no later fact names. What is kept can still be corrected; the journal holds the rest. No figure changes: days
 * add up to the same charges wherever they are cut.
 *
 * @param keepFrom the first day whose facts are kept
 */
export function compact(book: Book, keepFrom: PlainDate, terms: LineTerms): Book {
  const old = book.facts.filter((fact) => fact.valueOn < keepFrom);
  if (old.length === 0) return book;
  const facts = book.facts.filter((fact) => fact.valueOn >= keepFrom);
  const folded = foldTo(book.base, old, keepFrom, terms);
  const stillNamed = new Set(facts.flatMap(agreementsNamed));
  const agreements = folded.agreements.filter(
    (agreement) => isOpen(agreement) || stillNamed.has(agreement.agreementId),
  );
  const base = { ...folded, agreements };
  return { base, facts, position: foldFacts(base, facts, terms) };
}

function isOpen(agreement: AgreementPosition): boolean {
  return unrecoveredOf(agreement) > 0 || agreement.installments.some((row) => openOfInstallment(row) > 0);
}

/** The position without the facts of a day and later: money that came after a cut-off may count for the day of a cut. */
export function positionBefore(book: Book, on: PlainDate, terms: LineTerms): Position {
  if (book.facts.every((fact) => fact.valueOn < on)) return book.position;
  return foldFacts(
    book.base,
    book.facts.filter((fact) => fact.valueOn < on),
    terms,
  );
}
