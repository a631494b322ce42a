import { dueDateOf, firstBillDateAfter } from '../calendar/billing-calendar.js';
import { addDays, addMonths } from '../calendar/plain-date.js';
import type { LineCommand } from './commands.js';
import type { Move } from './random-life.js';
import type { TestLine } from './testing.js';

export type CorrectionMove = Extract<
  Move,
  { kind: 'WAIVE' | 'CHARGE_OFF' | 'REVERSE_FACT' | 'CORRECT' | 'RE_AGE' | 'RE_AMORTIZE' }
>;

const chosen = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];
const reason = 'chance';

/** The correction or concession that a move means for a line as it is now. */
export function correctionOf(line: TestLine, move: CorrectionMove): LineCommand | undefined {
  const { facts, position } = line.state.book;
  const today = line.view().asOn;
  const agreementId = chosen(position.agreements, move.pick)?.agreementId;
  switch (move.kind) {
    case 'WAIVE': {
      const { component, percent } = move;
      const isOfBill = component === 'CARRY' || component === 'PENALTY';
      const billOn = isOfBill ? (chosen(position.bills, move.pick)?.billOn ?? null) : null;
      const of = isOfBill ? null : (agreementId ?? null);
      const amountMinor = percent >= 100 ? null : percent;
      return { type: 'waive', agreementId: of, billOn, component, amountMinor, valueOn: null, reason };
    }
    case 'CHARGE_OFF':
      return { type: 'chargeOff', agreementId: move.isWholeLine ? null : (agreementId ?? null), valueOn: null, reason };
    case 'REVERSE_FACT': {
      const fact = chosen(facts, move.pick);
      return fact && { type: 'reverseFact', factSeq: fact.seq, reason };
    }
    case 'CORRECT': {
      const fact = chosen(facts, move.pick);
      if (fact === undefined) return undefined;
      const amountMinor = 'amountMinor' in fact && fact.amountMinor !== null ? fact.amountMinor : 0;
      const corrected = Math.max(1, Math.floor((amountMinor * move.percent) / 100));
      const valueOn = addDays(today, 0 - move.daysAgo);
      return { type: 'correct', factSeq: fact.seq, valueOn, amountMinor: corrected, reason };
    }
    case 'RE_AGE': {
      const { billDay, dueRule } = line.state.terms;
      const newDueOn = dueDateOf(addMonths(firstBillDateAfter(today, billDay), move.months), dueRule);
      return agreementId === undefined ? undefined : { type: 'reAge', agreementId, newDueOn };
    }
    case 'RE_AMORTIZE':
      return agreementId === undefined ? undefined : { type: 'reAmortize', agreementId, periods: move.periods };
  }
}
