import { plainDate } from '../../../domain/calendar/plain-date.js';
import { TestLine } from '../../../domain/line/testing.js';
import { exact } from '../../../domain/money/decimal.js';
import { minor } from '../../../domain/money/minor.js';
import type { LineTerms } from '../../../domain/plan/plan-terms.js';
import { allocateHighestRateFirst } from '../../../domain/repayment/highest-rate-first.js';
import {
  allocatePayment,
  rulesOf,
  type Claim,
  type Component,
  type WaterfallTerms,
} from '../../../domain/repayment/waterfall.js';
import { amount, code } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { FLAT, LINE } from './terms.js';

const OLDEST_FIRST: WaterfallTerms = {
  rules: rulesOf(LINE.waterfallTimes.DEFAULT, LINE.waterfall),
  across: LINE.waterfallAcross,
  future: LINE.futureRule,
};
const COMPONENT_FIRST: WaterfallTerms = { ...OLDEST_FIRST, across: 'COMPONENT_FIRST' };

const overdue = (id: string, component: Component, openMinor: number): Claim => ({
  id,
  dueOn: plainDate(id),
  timing: 'PAST_DUE',
  component,
  openMinor: minor(openMinor),
  priority: 0,
});

/** What each of the named claims gets. */
function shares(
  amountMinor: number,
  claims: readonly Claim[],
  terms: WaterfallTerms,
  wanted: readonly (readonly [id: string, component: Component])[],
): readonly string[] {
  const { allocations } = allocatePayment(minor(amountMinor), claims, terms);
  return wanted.map(([id, component]) =>
    amount(allocations.find((each) => each.id === id && each.component === component)?.amountMinor ?? 0),
  );
}

const MAY = '2025-05-12';
const JUNE = '2025-06-12';
const TWO_BILLS = [
  overdue(MAY, 'PRINCIPAL', 40_000),
  overdue(MAY, 'FEE', 720),
  overdue(MAY, 'PENALTY', 30),
  overdue(JUNE, 'PRINCIPAL', 20_000),
  overdue(JUNE, 'PENALTY', 10),
];
const twoBills = (label: string, terms: WaterfallTerms): CheckedRow => [
  label,
  ...shares(800, TWO_BILLS, terms, [
    [MAY, 'PENALTY'],
    [MAY, 'FEE'],
    [MAY, 'PRINCIPAL'],
    [JUNE, 'PENALTY'],
  ]),
];

const CARD = [overdue(MAY, 'PRINCIPAL', 100_000), overdue(MAY, 'INTEREST', 8_000), overdue(MAY, 'FEE', 2_000)];
const card = (label: string, order: readonly Component[]): CheckedRow => [
  label,
  ...shares(50_000, CARD, { ...COMPONENT_FIRST, rules: rulesOf(LINE.waterfallTimes.DEFAULT, order) }, [
    [MAY, 'FEE'],
    [MAY, 'INTEREST'],
    [MAY, 'PRINCIPAL'],
  ]),
];

/** WAT-2: the minimum of 50.00 goes to the lower rate, the rest to the higher one first. */
function aboveMinimum(): readonly CheckedRow[] {
  const minimumMinor = 5_000;
  const owed = [
    { amountMinor: minor(100_000 - minimumMinor), disputedMinor: minor(0), annualRate: exact('0.18') },
    { amountMinor: minor(30_000), disputedMinor: minor(0), annualRate: exact('0.25') },
  ];
  const [purchases = 0, cash = 0] = allocateHighestRateFirst(owed, minor(50_000 - minimumMinor)).allocatedMinor;
  return [
    ['the minimum', amount(minimumMinor), amount(0)],
    ['what is above it', amount(purchases), amount(cash)],
  ];
}

/** 1,200.00 in 3 at 0.6 %; 500.00 paid on the first bill of 407.20. */
function beyond(futureRule: LineTerms['futureRule']): CheckedRow {
  const line = new TestLine('2025-01-05', 1_000_000, { ...LINE, futureRule });
  line.buy('o1', 120_000, FLAT, 3);
  line.advance('2025-02-10');
  line.pay(50_000);
  const rows = line.state.book.position.agreements[0]?.installments ?? [];
  return [
    code(futureRule),
    ...rows.map((row) => amount(row.principalPaidMinor + row.feePaidMinor)),
    amount(line.view().creditMinor),
  ];
}

export const ALLOCATION: PageExamples = {
  parameters: () => [
    [code('waterfall'), LINE.waterfall.map(code).join(', ')],
    [code('waterfallTimes'), LINE.waterfallTimes.DEFAULT.map(code).join(', ')],
    [code('waterfallAcross'), code(LINE.waterfallAcross)],
    [code('futureRule'), code(LINE.futureRule)],
    [code('principalFirstFromDpd'), LINE.principalFirstFromDpd === null ? 'none' : String(LINE.principalFirstFromDpd)],
    [code('aboveMinimum'), code(LINE.aboveMinimum)],
    [code('cashBeforePurchase'), code(LINE.cashBeforePurchase)],
    [code('overpayment'), code(LINE.overpayment.kind)],
  ],
  'two-bills': () => [
    twoBills('WAT-3: `OLDEST_BILL_FIRST`', OLDEST_FIRST),
    twoBills('`COMPONENT_FIRST`', COMPONENT_FIRST),
  ],
  card: () => [
    card('WAT-1: 90 days past due', LINE.waterfall),
    card('WAT-1: 91 days past due', ['PRINCIPAL', ...LINE.waterfall.filter((each) => each !== 'PRINCIPAL')]),
  ],
  'above-minimum': aboveMinimum,
  beyond: () => (['CREDIT_UNTIL_DUE', 'NEXT', 'LAST', 'SPREAD_EVENLY'] as const).map(beyond),
};
