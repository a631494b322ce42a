import { authorization, TestLine } from '../../../domain/line/testing.js';
import { amount, code } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { LINE, PAY_LATER } from './terms.js';

/** Base 3,000.00, temporary 1,000.00 until 20 January, scene "phone" 2,000.00. */
function bought(label: string, scene: string): CheckedRow {
  const line = new TestLine('2025-01-05', 300_000, LINE);
  line.grant(100_000, '2025-01-20');
  line.do({ type: 'setSceneLimit', scene: 'phone', amountMinor: 200_000 });
  line.do({ ...authorization('o1', 350_000, PAY_LATER), capture: 'IMMEDIATE', scene });
  const usedOf = (kind: string): string => amount(line.view().buckets.find((row) => row.kind === kind)?.usedMinor ?? 0);
  return [label, usedOf('SCENE'), usedOf('TEMPORARY'), usedOf('BASE')];
}

/** 3,600.00 are bought on a base of 3,000.00 and a temporary limit of 1,000.00, which then ends. */
function ended(): readonly CheckedRow[] {
  const line = new TestLine('2025-01-05', 300_000, LINE);
  line.grant(100_000, '2025-01-20');
  line.buy('o1', 360_000, PAY_LATER);
  const row = (label: string): CheckedRow => {
    const { usedMinor, availableMinor, excessMinor, minDueOpenMinor } = line.view();
    return [label, ...[usedMinor, availableMinor, excessMinor, minDueOpenMinor].map(amount)];
  };
  line.advance('2025-01-20');
  const before = row('20 January');
  line.advance('2025-01-21');
  const after = row('21 January');
  line.advance('2025-02-03');
  const billed = row('3 February: the bill');
  line.pay(60_000);
  return [before, after, billed, row('600.00 paid')];
}

export const LIMITS: PageExamples = {
  parameters: () => [
    [code('bucketDrawOrder'), LINE.limits.bucketDrawOrder.map(code).join(', ')],
    [code('bucketRestoreOrder'), code(LINE.limits.bucketRestoreOrder)],
    [code('releaseOnRepayment'), code(LINE.limits.releaseOnRepayment)],
    [code('holdTtlHours'), String(LINE.holdTtlHours)],
    [code('partialCapture'), code(PAY_LATER.use.partialCapture)],
    [code('temporaryExcess'), code(PAY_LATER.use.temporaryExcess)],
    [code('temporaryInstallable'), code(PAY_LATER.use.temporaryInstallable)],
    [code('selfCapMin'), amount(LINE.limits.selfCapMinMinor)],
  ],
  bought: () => [bought('HLD-1: phone 3,500.00', 'phone'), bought('HLD-1: groceries 3,500.00', 'groceries')],
  ended,
};
