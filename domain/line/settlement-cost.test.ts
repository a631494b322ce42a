import fc from 'fast-check';
import { addDays, later } from '../calendar/plain-date.js';
import { dueDateOf, firstBillDateAfter, anchorDate } from '../calendar/billing-calendar.js';
import { datedAnnualCost } from '../pricing/annual-cost.js';
import { exact } from '../money/decimal.js';
import type { DatedFlow } from '../pricing/irr.js';
import { FLAT, on, TERMS, TestLine } from './testing.js';

const PERIODS = 12;
const PRINCIPAL_MINOR = 120_000;
/** What a minor unit more or less makes of the rate of these amounts. */
const TOLERANCE = '0.000001';

const dueOnOf = (boughtOn: string, nr: number) =>
  dueDateOf(firstBillDateAfter(anchorDate(on(boughtOn), nr), TERMS.billDay), TERMS.dueRule);

describe('what an agreement has cost when it is settled early', () => {
  test('is never above the cap, or what its schedule costs by its dates where that is more', () => {
    const fees = fc.constantFrom('0.0060', '0.0090', '0.0110', '0.0112');
    const offsets = fc.constantFrom('ALL_FEES_CHARGED' as const, 'PAID_FEES' as const);
    fc.assert(
      fc.property(
        fees,
        offsets,
        fc.nat(40),
        fc.nat(330),
        (feeRatePerPeriod, settlementFeeOffset, boughtAfter, heldDays) => {
          const plan = {
            ...FLAT,
            settlementFeeOffset,
            prices: [{ periods: PERIODS, feeRatePerPeriod, annualRate: '0' }],
          };
          const boughtOn = addDays(on('2025-01-05'), boughtAfter);
          const line = new TestLine(boughtOn);
          const agreementId = line.buy('o1', PRINCIPAL_MINOR, plan, PERIODS);
          const flows: DatedFlow[] = [{ on: boughtOn, amountMinor: 0 - PRINCIPAL_MINOR }];
          const settledOn = addDays(boughtOn, heldDays);
          // Each bill is paid on its due date, until the settlement.
          for (let nr = 1; nr <= PERIODS; nr += 1) {
            const dueOn = dueOnOf(boughtOn, nr);
            if (dueOn >= settledOn) break;
            line.advance(dueOn);
            const amountMinor = line.view().billedMinor;
            line.pay(amountMinor);
            flows.push({ on: dueOn, amountMinor });
          }
          line.advance(settledOn);
          const payoffMinor = line.payoff(agreementId) ?? 0;
          line.settle(agreementId, payoffMinor);
          if (settledOn === boughtOn) {
            expect(payoffMinor).toBe(PRINCIPAL_MINOR);
            return;
          }
          expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0 });
          const agreed = Array.from({ length: PERIODS }, (_, index) => ({
            on: dueOnOf(boughtOn, index + 1),
            amountMinor: 10_000 + Math.round(PRINCIPAL_MINOR * Number(feeRatePerPeriod)),
          }));
          const agreedCost = datedAnnualCost(
            [{ on: boughtOn, amountMinor: 0 - PRINCIPAL_MINOR }, ...agreed],
            'NOMINAL_IRR',
          );
          const limit = agreedCost.greaterThan('0.24') ? agreedCost : exact('0.24');
          const cost = datedAnnualCost(
            [...flows, { on: later(settledOn, boughtOn), amountMinor: payoffMinor }],
            'NOMINAL_IRR',
          );
          expect(cost.lessThanOrEqualTo(limit.plus(TOLERANCE))).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});
