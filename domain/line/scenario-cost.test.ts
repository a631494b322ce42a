import { hashOf } from '../ledger/journal.js';
import { minor } from '../money/minor.js';
import type { OtherCharge } from '../plan/cost-policy.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import { costTableOf } from './agreed-cost.js';
import type { LineCommand } from './commands.js';
import { preview } from './preview.js';
import { authorization, CASH, FLAT, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const LEVEL: PlanTerms = {
  ...CASH,
  amortization: 'LEVEL_PAYMENT',
  prices: [{ periods: 12, feeRatePerPeriod: '0', annualRate: '0.12' }],
  use: { ...CASH.use, cashSingleMaxMinor: minor(1_000_000) },
};
const charged = (component: OtherCharge['component'], method: OtherCharge['method'], rate: string): PlanTerms => ({
  ...LEVEL,
  otherCharges: [{ component, payee: 'partner_1', method, rate }],
});
const draw = (plan: PlanTerms) =>
  ({ type: 'draw', amountMinor: 1_000_000, currency: 'CNY', plan, periods: 12, accountRef: 'acc_t' }) as const;
const line = () => new TestLine('2025-01-05', 2_000_000);

describe('the cost of a credit against the cap, on a line', () => {
  test.each([
    ['0.0058', '0.24', '0.2418'],
    ['0.006', '0.24', '0.2460'],
    ['0.01', '0.24', '0.3276'],
  ])('SCH-8: a guarantee fee of %s a month refuses the draw', (rate, cap, figure) => {
    const refusal = line().refusal(draw(charged('GUARANTEE_FEE', 'RATE_PER_PERIOD', rate)));
    expect(refusal).toMatchObject({ type: 'price-above-cap', rule: 'annualCap', cap });
    expect(Number(refusal.type === 'price-above-cap' ? refusal.figure : 0).toFixed(4)).toBe(figure);
  });

  test('SCH-8: one of 0.57 % passes, and is no debt to the lender', () => {
    const drawn = line();
    drawn.do(draw(charged('GUARANTEE_FEE', 'RATE_PER_PERIOD', '0.0057')));
    expect(drawn.state.book.position.agreements[0]?.installments[0]).toMatchObject({
      principalMinor: 78_849,
      interestMinor: 10_000,
      feeMinor: 0,
    });
  });

  test('SCH-7: what keeps a part of the principal back is refused, or owes what was paid out', () => {
    const kept = charged('SERVICE_FEE', 'DEDUCTED_UPFRONT', '0.03');
    const refusal = line().refusal(draw(kept));
    expect(refusal).toMatchObject({ type: 'price-above-cap', rule: 'upfrontDeduction', cap: '0.24' });
    expect(Number(refusal.type === 'price-above-cap' ? refusal.figure : 0).toFixed(4)).toBe('0.1782');
    const drawn = line();
    drawn.do(draw({ ...kept, upfrontDeduction: 'RESTATE_PRINCIPAL' }));
    expect(drawn.view()).toMatchObject({ usedMinor: 970_000, pending: [{ amountMinor: 970_000 }] });
  });

  test('SCH-10: the calendar of the line decides where the worst date counts', () => {
    const prices = [{ periods: 12, feeRatePerPeriod: '0.0110', annualRate: '0' }];
    line().authorize('o1', 120_000, { ...FLAT, prices }, 12);
    const dated: PlanTerms = { ...FLAT, prices, capTiming: 'DATED_WORST_CASE' };
    const refusal = line().refusal(authorization('o1', 120_000, dated, 12));
    expect(refusal).toMatchObject({ type: 'price-above-cap', rule: 'annualCap', cap: '0.24' });
    expect(Number(refusal.type === 'price-above-cap' ? refusal.figure : 0).toFixed(4)).toBe('0.2661');
  });
});

describe('the cost table that is signed', () => {
  const plan = charged('GUARANTEE_FEE', 'RATE_PER_PERIOD', '0.0057');

  test('is shown by a preview, with every payee', () => {
    const shown = (command: LineCommand) => {
      const { state, nowMs } = line();
      const result = preview(state, command, { nowMs });
      return result.ok ? result.value.costTable : null;
    };
    expect(shown(draw(plan))).toMatchObject({
      components: [
        { component: 'INTEREST', payee: 'LENDER', totalMinor: 66_186 },
        { component: 'GUARANTEE_FEE', payee: 'partner_1', totalMinor: 68_400 },
      ],
      totalCostMinor: 134_586,
      annualCostMethod: 'NOMINAL_IRR',
    });
    // products.md section 3: 0.60 % in 12 periods is 13.03 % a year
    const purchase = shown(authorization('o1', 120_000, FLAT, 12));
    expect(purchase).toMatchObject({ principalMinor: 120_000, totalCostMinor: 8_640 });
    expect(Number(purchase?.annualCost).toFixed(4)).toBe('0.1303');
    expect(shown({ type: 'freeze', cause: 'CUSTOMER' })).toBeNull();
  });

  test('is named by the event that forms the agreement, and follows from the pinned plan', () => {
    const signed = line();
    signed.do(draw(plan));
    signed.buy('o1', 120_000, FLAT, 12);
    const { terms, book } = signed.state;
    const formed = signed.events.filter((event) => event.type === 'captured' || event.type === 'drawn');
    expect(formed).toHaveLength(2);
    for (const { agreementId, costTableHash } of formed) {
      const agreement = book.position.agreements.find((candidate) => candidate.agreementId === agreementId);
      if (agreement === undefined) throw new Error('not formed');
      const table = costTableOf({ ...agreement, dueRule: terms.dueRule });
      expect(hashOf(table)).toBe(costTableHash);
      const view = agreementViews(signed.state).find((candidate) => candidate.agreementId === agreementId);
      expect(view?.costTableHash).toBe(costTableHash);
      expect(hashOf({ ...table, totalCostMinor: table.totalCostMinor + 1 })).not.toBe(costTableHash);
    }
    expect(new Set(formed.map(({ costTableHash }) => costTableHash)).size).toBe(2);
  });
});
