import fc from 'fast-check';
import { balanceOf, type Entry, type Ledger } from '../ledger/ledger.js';
import { minor, sumMinor } from '../money/minor.js';
import { LENDER, splitAmongFunders } from '../plan/funding-shares.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import { makeMove } from './random-life.js';
import { anyLifeOf } from './random-moves.js';
import { FLAT, PAY_LATER, TERMS, TestLine } from './testing.js';

const SHARES = [
  { funderId: LENDER, share: '0.30' },
  { funderId: 'bank_b', share: '0.70' },
];
const CO_LENT: PlanTerms = { ...PAY_LATER, fundingShares: SHARES };
const CO_LENT_FLAT: PlanTerms = { ...FLAT, fundingShares: SHARES };

/** The lender's and the partner's part of an account. */
const partsOf = (ledger: Ledger, key: string): readonly number[] => [ledger[key] ?? 0, ledger[`${key}|bank_b`] ?? 0];
const ofFunder = (entries: readonly Entry[], funder: string | undefined): number =>
  sumMinor(entries.filter((entry) => entry.funder === funder).map((entry) => entry.amountMinor));

describe('a purchase that a partner funds at 30/70', () => {
  test('100.01: the debt is 30.00 + 70.01, and so is its payment', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 10_001, CO_LENT);
    expect(partsOf(line.state.book.position.ledger, 'PRINCIPAL_RECEIVABLE|PURCHASE')).toEqual([3_000, 7_001]);
    expect(line.events.at(-1)?.entries).toContainEqual({
      account: 'PRINCIPAL_RECEIVABLE',
      product: 'PURCHASE',
      funder: 'bank_b',
      amountMinor: 7_001,
    });
    line.advance('2025-02-04');
    line.pay(10_001);
    const { ledger } = line.state.book.position;
    expect(partsOf(ledger, 'PRINCIPAL_RECEIVABLE|PURCHASE')).toEqual([0, 0]);
    // The lender has got 100.01 and owes the partner 70.01 of it.
    expect(line.balance('BANK')).toBe(10_001);
    expect(partsOf(ledger, 'FUNDER_SETTLEMENT|PURCHASE')).toEqual([-7_001, 7_001]);
  });

  test('paid cent by cent the split does not drift', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 10_001, CO_LENT);
    line.advance('2025-02-04');
    for (let openMinor = 10_001; openMinor > 9_900; openMinor -= 1) {
      expect(partsOf(line.state.book.position.ledger, 'PRINCIPAL_RECEIVABLE|PURCHASE')).toEqual(
        splitAmongFunders(minor(openMinor), SHARES),
      );
      line.pay(1);
    }
  });

  test('late charges go to those whose debt bore them', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000, CO_LENT);
    line.buy('o2', 100_000, FLAT, 3);
    line.advance('2025-02-22');
    line.pay(1);
    const { ledger } = line.state.book.position;
    // Due on 12 February, ten days late: 1000.00 and a first installment of 333.33 at 0.05 %: 6.67 by debt, 5.00 + 1.67.
    expect(line.balance('CARRY_INCOME')).toBe(-667);
    expect(partsOf(ledger, 'CARRY_INCOME|PURCHASE')).toEqual([-150, -350]);
    expect(ledger['CARRY_INCOME|ORDER_INSTALLMENT']).toBe(-167);
  });

  test('a refund and a settlement are split too', () => {
    const line = new TestLine('2025-01-05');
    const refunded = line.buy('o1', 10_001, CO_LENT);
    line.refund(refunded, 1);
    expect(partsOf(line.state.book.position.ledger, 'MERCHANT_PAYABLE|PURCHASE')).toEqual([-3_000, -7_000]);
    const settled = line.buy('o2', 120_000, CO_LENT_FLAT, 12);
    line.advance('2025-01-20');
    line.settle(settled, line.payoff(settled) ?? 0);
    const { ledger } = line.state.book.position;
    const feeMinor = balanceOf(ledger, 'FEE_INCOME');
    expect(feeMinor).toBeLessThan(0);
    expect(partsOf(ledger, 'FEE_INCOME|ORDER_INSTALLMENT')).toEqual(splitAmongFunders(feeMinor, SHARES));
  });

  test('any life: every event balances for each funder, and the totals are those of a lender alone', () => {
    fc.assert(
      fc.property(anyLifeOf(fc), (moves) => {
        const alone = new TestLine('2025-01-05', 1_000_000, TERMS);
        const shared = new TestLine('2025-01-05', 1_000_000, TERMS);
        moves.forEach((move, nr) => {
          makeMove(alone, move, nr);
          makeMove(shared, move, nr, (plan) => ({ ...plan, fundingShares: SHARES }));
        });
        expect(shared.view().ledger).toMatchObject(alone.view().ledger);
        for (const { entries } of shared.events) {
          expect([ofFunder(entries, undefined), ofFunder(entries, 'bank_b')]).toEqual([0, 0]);
        }
      }),
      { numRuns: 40 },
    );
  });
});
