import { allocateByWeights, splitEqually } from '../../../domain/money/allocate.js';
import { minor } from '../../../domain/money/minor.js';
import { applyRate } from '../../../domain/money/rounding.js';
import { amount, code } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT } from './terms.js';

const rounded = (label: string, amountMinor: number, factor: string): CheckedRow => [
  label,
  ...(['HALF_UP', 'HALF_EVEN', 'DOWN'] as const).map((by) => amount(applyRate(minor(amountMinor), factor, by))),
];

export const MONEY: PageExamples = {
  parameters: () => [
    [code('rounding'), code(FLAT.rounding)],
    [code('residuePlacement'), code(FLAT.residuePlacement)],
  ],
  rounding: () => [
    rounded('3,000.00 × 0.72 % (SCH-1)', 300_000, '0.0072'),
    rounded('300.05 × 10 % (MIN-4)', 30_005, '0.10'),
    rounded('7,500.00 × 0.015 %', 750_000, '0.00015'),
  ],
  residue: () =>
    (['LAST', 'FIRST', 'LARGEST_REMAINDER'] as const).map((residue) => [
      code(residue),
      ...splitEqually(minor(100_000), 3, residue).map(amount),
    ]),
  shares: () =>
    [10_001, -10_001, 1].map((amountMinor) => [
      amount(amountMinor),
      ...allocateByWeights(minor(amountMinor), ['0.30', '0.70']).map(amount),
    ]),
};
