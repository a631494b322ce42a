import fc from 'fast-check';
import type { Account } from '../ledger/accounts.js';
import { accountTotals } from '../ledger/ledger.js';
import { sumMinor } from '../money/minor.js';
import type { Fact } from './facts.js';
import { emptyPosition, compareFacts, foldFacts } from './fold/fold-facts.js';
import { makeMove, type Move } from './random-life.js';
import { anyLifeOf } from './random-moves.js';
import { TERMS, TestLine } from './testing.js';

const anyLife = anyLifeOf(fc);
const CHARGES = ['FEE', 'INTEREST', 'CARRY', 'PENALTY'] as const;

/** A line that keeps all of its facts for two years, after some moves. */
function lived(moves: readonly Move[]): TestLine {
  const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, correctionWindowMonths: 24 });
  moves.forEach((move, nr) => makeMove(line, move, nr));
  return line;
}

/** What may come to be known long after its day. */
const BACK_DATED: readonly Fact['kind'][] = ['PAYMENT', 'REFUND', 'WAIVER', 'CHARGE_OFF'];

const inForce = ({ state }: TestLine): readonly Fact[] => state.book.facts.filter((fact) => fact.reversedBy === null);

const amountsOf = (facts: readonly Fact[], ...kinds: readonly Fact['kind'][]): number =>
  facts.reduce(
    (sum, fact) => sum + (kinds.includes(fact.kind) && 'amountMinor' in fact ? (fact.amountMinor ?? 0) : 0),
    0,
  );

describe('the facts of any life', () => {
  test('whatever came in is on a component, in the credit or paid out: nothing is lost and nothing made', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const line = lived(moves);
        const facts = inForce(line);
        const totals = accountTotals(line.state.book.position.ledger);
        const on = (account: Account): number => totals[account] ?? 0;
        const lentMinor = facts.reduce(
          (sum, fact) => sum + (fact.kind === 'AGREEMENT_FORMED' ? fact.principalMinor : 0),
          0,
        );
        const served = {
          PRINCIPAL: lentMinor - on('PRINCIPAL_WAIVED') - on('PRINCIPAL_LOSS') - on('PRINCIPAL_RECEIVABLE'),
          ...Object.fromEntries(
            CHARGES.map((each) => [
              each,
              0 - on(`${each}_INCOME`) - on(`${each}_WAIVED`) - on(`${each}_LOSS`) - on(`${each}_RECEIVABLE`),
            ]),
          ),
        };
        for (const paidMinor of Object.values(served)) expect(paidMinor).toBeGreaterThanOrEqual(0);
        const cameInMinor = amountsOf(facts, 'PAYMENT', 'SETTLEMENT', 'PREPAYMENT', 'REFUND');
        const servedMinor = Object.values(served).reduce((sum, paidMinor) => sum + paidMinor, 0);
        const { creditMinor } = line.state.book.position;
        const paidOutMinor = amountsOf(facts, 'PAYOUT');
        expect(servedMinor + creditMinor + paidOutMinor - on('RECOVERY_INCOME')).toBe(cameInMinor);
      }),
      { numRuns: 60 },
    );
  });

  test('fold to the same position in whatever order they come to be known', () => {
    fc.assert(
      fc.property(anyLife, fc.array(fc.nat(1_000), { minLength: 7, maxLength: 7 }), (moves, keys) => {
        const line = lived(moves);
        const { facts, position, base } = line.state.book;
        expect(base).toEqual(emptyPosition(line.state.openedOn));
        // Debts are counted in the order in which they were made, and what is priced upon a day is booked on it.
        const renumbered = facts.map((fact, at) =>
          !BACK_DATED.includes(fact.kind)
            ? fact
            : { ...fact, seq: 100_000 + (keys[at % keys.length] ?? 0) * 1_000 + at },
        );
        const folded = foldFacts(base, renumbered.sort(compareFacts), line.state.terms);
        expect(folded).toEqual(position);
      }),
      { numRuns: 60 },
    );
  });

  test('a payment, whatever it is for, is allocated to the last cent', () => {
    fc.assert(
      fc.property(anyLife, (moves) => {
        const line = lived(moves);
        for (const { type, entries, ...event } of line.events) {
          if (type !== 'paymentReceived' && type !== 'agreementSettled' && type !== 'prepaid') continue;
          const { amountMinor } = event as { readonly amountMinor: number };
          const bank = entries.filter(({ account }) => account === 'BANK');
          expect(sumMinor(bank.map((entry) => entry.amountMinor))).toBe(amountMinor);
        }
      }),
      { numRuns: 20 },
    );
  });
});
