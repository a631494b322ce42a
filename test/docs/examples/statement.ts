import { minor } from '../../../domain/money/minor.js';
import { minimumDue, type MinimumDueInput } from '../../../domain/statement/minimum-due.js';
import { TestLine } from '../../../domain/line/testing.js';
import { amount, code, day, rate } from '../figures.js';
import type { CheckedRow, PageExamples } from '../page.js';
import { LINE, PAY_LATER } from './terms.js';

type Amounts = Partial<Record<Exclude<keyof MinimumDueInput, 'previousMinimumMet'>, number>>;

function minimum(id: string, changes: Amounts, previousMinimumMet = true): CheckedRow {
  const amounts: Required<Omit<Amounts, 'dueInFullMinor' | 'statementBalanceMinor'>> = {
    spendMinor: 100_000,
    installmentsBilledMinor: 52_160,
    carriedMinor: 0,
    carryFeesMinor: 0,
    penaltyMinor: 0,
    ...changes,
  };
  const due = minimumDue(
    {
      previousMinimumMet,
      spendMinor: minor(amounts.spendMinor),
      installmentsBilledMinor: minor(amounts.installmentsBilledMinor),
      carriedMinor: minor(amounts.carriedMinor),
      carryFeesMinor: minor(amounts.carryFeesMinor),
      penaltyMinor: minor(amounts.penaltyMinor),
      statementBalanceMinor: null,
    },
    LINE,
  );
  return [
    id,
    amount(amounts.spendMinor),
    amount(amounts.installmentsBilledMinor),
    amount(amounts.carriedMinor),
    amount(amounts.carryFeesMinor + amounts.penaltyMinor),
    previousMinimumMet ? 'met' : 'missed',
    amount(due),
  ];
}

/** A purchase of 1,000.00; on each due date the minimum is paid, and in April all of it. */
function bills(): readonly CheckedRow[] {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.advance('2025-01-06');
  line.buy('o1', 100_000, PAY_LATER);
  return ['2025-02', '2025-03', '2025-04'].map((month) => {
    line.advance(`${month}-03`);
    const bill = line.state.latestStatement;
    if (bill === null) throw new Error('no bill');
    line.advance(bill.dueOn);
    line.pay(bill.minDueMinor);
    return [
      day(bill.billOn),
      day(bill.dueOn),
      amount(bill.spendMinor),
      amount(bill.carriedMinor),
      amount(bill.carryFeesMinor),
      amount(bill.balanceMinor),
      amount(bill.minDueMinor),
    ];
  });
}

/** MIN-7: bill 1,000.00, 100.00 paid on the due date, the rest two days after it. */
function carried(): readonly CheckedRow[] {
  const line = new TestLine('2025-01-05', 1_000_000, LINE);
  line.buy('o1', 100_000, PAY_LATER);
  line.advance('2025-02-12');
  line.pay(10_000);
  line.advance('2025-02-14');
  const billedMinor = line.view().billedMinor;
  line.pay(billedMinor);
  return [['MIN-7', amount(10_000), amount(-line.balance('CARRY_INCOME')), amount(billedMinor)]];
}

export const STATEMENT: PageExamples = {
  parameters: () => [
    [code('minDuePercent'), rate(LINE.minDuePercent)],
    [code('minDueCarryThreshold'), amount(LINE.minDueCarryThresholdMinor)],
    [code('minPaymentAllowed'), code(LINE.minPaymentAllowed)],
    [code('carryDailyRate'), rate(LINE.late.carryDailyRate)],
    [code('carryAccrualStart'), code(LINE.carryAccrualStart)],
    [code('carryCompounding'), code(LINE.carryCompounding)],
  ],
  'minimum-due': () => [
    minimum('MIN-1', { carriedMinor: 29_999 }),
    minimum('MIN-2', { carriedMinor: 30_000 }),
    minimum('MIN-3', { carriedMinor: 30_001 }),
    minimum('MIN-4', { carriedMinor: 30_005 }),
    minimum('MIN-5', { carriedMinor: 30_000, carryFeesMinor: 1_000, penaltyMinor: 234 }, false),
    minimum('MIN-6', { spendMinor: 12_345, installmentsBilledMinor: 0, carriedMinor: 30_005 }),
  ],
  carried,
  bills,
};
