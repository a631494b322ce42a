import { threePaid } from '../../../domain/line/scenario.js';
import { TestLine } from '../../../domain/line/testing.js';
import { agreementViews } from '../../../domain/line/view.js';
import type { PlanTerms } from '../../../domain/plan/plan-terms.js';
import { nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { monthlyIrr } from '../../../domain/pricing/irr.js';
import { amount, code, percent } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, LINE, PAY_LATER } from './terms.js';

/** 1,200.00 in 12 at 0.6 %, three paid, then a refund. */
function refunded(id: string, refundMinor: number, change: Partial<PlanTerms>): CheckedRow {
  const { line, agreementId } = threePaid({ ...FLAT, ...change });
  const before = line.view().availableMinor;
  line.refund(agreementId, refundMinor);
  const rows = agreementViews(line.state)[0]?.installments ?? [];
  const principalOf = (nr: number): string => amount(rows[nr - 1]?.principalMinor ?? 0);
  const paidOut = line.view().pending.reduce((sum, each) => sum + each.amountMinor, 0);
  return [id, ...[4, 7, 9, 12].map(principalOf), amount(line.view().availableMinor - before), amount(paidOut)];
}

/** Fees of a fourth, a ninth and all installments after a refund of 350.00, and what all of it costs a year. */
function fees(id: string, feeRatePerPeriod: string, openFeePolicy: PlanTerms['openFeePolicy']): CheckedRow {
  const prices = [{ periods: 12, feeRatePerPeriod, annualRate: '0' }];
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  const agreementId = line.buy('o1', 120_000, { ...FLAT, prices, openFeePolicy }, 12);
  const firstRows = agreementViews(line.state)[0]?.installments ?? [];
  for (const month of ['02', '03', '04']) {
    line.advance(`2025-${month}-12`);
    line.pay(line.view().billedMinor);
  }
  line.advance('2025-04-20');
  line.refund(agreementId, 35_000);
  const rows = agreementViews(line.state)[0]?.installments ?? [];
  const payments = rows.map((row, index) =>
    index < 3 ? (firstRows[index]?.principalMinor ?? 0) + row.feeMinor : row.principalMinor + row.feeMinor,
  );
  // The refund is received at the time of the third payment, as the rule's own figures have it.
  const cost = nominalAnnual(monthlyIrr(120_000, payments.with(2, (payments[2] ?? 0) + 35_000)));
  return [
    `${id}: ${code(openFeePolicy)}`,
    amount(rows[3]?.feeMinor ?? 0),
    amount(rows[8]?.feeMinor ?? 0),
    amount(rows.reduce((sum, row) => sum + row.feeMinor, 0)),
    percent(cost),
  ];
}

/** A bill of 521.60 due on 12 June; the refund is valued on the 10th and registered on the 20th. */
function late(): readonly CheckedRow[] {
  const line = new TestLine('2025-05-10', 1_000_000, LINE);
  const agreementId = line.buy('o1', 52_160, PAY_LATER);
  const row = (label: string): CheckedRow => [
    label,
    String(line.view().daysPastDue),
    amount(line.view().billedMinor),
    code(line.view().status),
  ];
  line.advance('2025-06-12');
  const due = row('12 June');
  line.advance('2025-06-20');
  const before = row('20 June, before');
  line.refund(agreementId, 52_160, '2025-06-10');
  return [due, before, row('20 June, after')];
}

export const REFUNDS: PageExamples = {
  parameters: () => [
    [code('refundAllocation'), code(FLAT.refundAllocation)],
    [code('refundPaidSlice'), code(FLAT.refundPaidSlice)],
    [code('openFeePolicy'), code(FLAT.openFeePolicy)],
    [code('chargedFeePolicy'), code(FLAT.chargedFeePolicy)],
    [code('couponPolicy'), code(FLAT.couponPolicy)],
    [code('refundRestoresLimit'), code(LINE.limits.refundRestoresLimit)],
  ],
  principal: () => [
    refunded('REF-1: 350.00, `LAST_FIRST`', 35_000, {}),
    refunded('REF-4: 350.00, `PRO_RATA`', 35_000, { refundAllocation: 'PRO_RATA' }),
    refunded('REF-5: 350.00, `NEXT_FIRST`', 35_000, { refundAllocation: 'NEXT_FIRST' }),
    refunded('REF-6: 1,000.00, `LAST_FIRST`', 100_000, {}),
  ],
  fees: () => [fees('REF-2', '0.006', 'RECOMPUTE'), fees('REF-2', '0.006', 'PRORATE'), fees('REF-2', '0.006', 'KEEP')],
  late,
};
