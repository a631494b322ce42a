import { plainDate } from '../../../domain/calendar/plain-date.js';
import { minor } from '../../../domain/money/minor.js';
import { splitToMultiple } from '../../../domain/money/split-to-multiple.js';
import { flatFeeSchedule } from '../../../domain/schedule/flat-fee.js';
import { loanSchedule, loanScheduleOver } from '../../../domain/schedule/loan/loan-schedule.js';
import { loanTable } from '../../../domain/schedule/loan/loan-table.js';
import { payoffInterest } from '../../../domain/schedule/loan/payoff-interest.js';
import { familyOf } from '../family.js';
import type { Answers, KindAdapter } from '../family.js';
import {
  choiceOf,
  countOf,
  dateOf,
  dateOrNull,
  listOf,
  majorOf,
  minorOf,
  numberOf,
  textOf,
} from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';
import { disbursementsOf, loanTermsOf } from './loan-terms.js';
import { calculatorAnswers, planAnswers } from './schedule-plans.js';

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);

function loan(input: VectorFields): Answers {
  const untilOn = dateOrNull(input, 'interest_recalculated_on');
  const rows = loanSchedule(
    {
      ...loanTermsOf(input),
      startOn: dateOf(input, 'start_date'),
      overdue: untilOn === null ? null : { untilOn, paidInstallments: 0 },
    },
    disbursementsOf(input),
  );
  return {
    rows: rows.map((row) => ({
      due_date: row.dueOn,
      type: row.kind,
      principal: majorOf(row.principalMinor),
      interest: majorOf(row.interestMinor),
    })),
    total_interest: majorOf(sumOf(rows.map(({ interestMinor }) => interestMinor))),
  };
}

function periodsOf(input: VectorFields) {
  return listOf(input, 'periods').map((period) => {
    const [fromOn, dueOn] = Array.isArray(period) ? (period as readonly unknown[]) : [];
    return { fromOn: plainDate(String(fromOn)), dueOn: plainDate(String(dueOn)), isRegular: false };
  });
}

function explicitPeriods(input: VectorFields): Answers {
  const periods = periodsOf(input);
  const startOn = periods[0]?.fromOn;
  if (startOn === undefined) throw new Error('periods is empty');
  const rows = loanScheduleOver({ ...loanTermsOf(input), startOn, overdue: null }, periods, disbursementsOf(input));
  return {
    rows: rows.map(({ nr, principalMinor, interestMinor }) => ({
      nr,
      payment: majorOf(principalMinor + interestMinor),
      principal: majorOf(principalMinor),
      interest: majorOf(interestMinor),
    })),
  };
}

function overdueInterest(input: VectorFields): Answers {
  const dates = listOf(input, 'dates').map((date) => plainDate(String(date)));
  const startOn = dates[0];
  if (startOn === undefined) throw new Error('dates is empty');
  const periods = dates.slice(1).map((dueOn, index) => ({ fromOn: dates[index] ?? startOn, dueOn, isRegular: true }));
  const fields = { ...input, repay_every: 1, repay_unit: 'MONTHS', days_in_year: '360', days_in_month: '30' };
  const terms = {
    ...loanTermsOf({ ...fields, installments: periods.length }),
    startOn,
    overdue: { untilOn: dateOf(input, 'as_of'), paidInstallments: countOf(input, 'paid_periods') },
  };
  const aim = { of: 'PAYMENT', amountMinor: minorOf(input, 'level_payment') } as const;
  const draws = [{ on: startOn, amountMinor: minorOf(input, 'principal') }];
  const rows = loanTable(
    terms,
    periods,
    draws,
    periods.map(() => aim),
  );
  return {
    rows: rows.map((row, index) => ({
      balance: majorOf(rows[index + 1]?.openingMinor ?? 0),
      principal: majorOf(row.principalMinor),
      interest: majorOf(row.interestMinor),
      due: majorOf(row.principalMinor + row.interestMinor),
    })),
  };
}

function payoff(input: VectorFields): Answers {
  const balanceMinor = minorOf(input, 'balance');
  const interestMinor = payoffInterest(
    balanceMinor,
    numberOf(input, 'annual_rate_pct').div(100).toFixed(),
    { fromOn: dateOf(input, 'period_start'), dueOn: dateOf(input, 'period_end') },
    dateOf(input, 'payoff_date'),
    choiceOf(input, 'mode', ['TO_PAYOFF_DATE', 'TO_PERIOD_END']),
  );
  return { interest: majorOf(interestMinor), total: majorOf(balanceMinor + interestMinor) };
}

function equalSplit(input: VectorFields): Answers {
  const rounding = choiceOf(input, 'rounding', ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP']);
  const multipleMinor = minorOf(input, 'multiple');
  const parts = splitToMultiple(minorOf(input, 'amount'), countOf(input, 'parts'), multipleMinor, rounding);
  return { parts: parts.map(majorOf) };
}

function flatFee(input: VectorFields): Answers {
  const terms = {
    feeRatePerPeriod: textOf(input, 'fee_rate_per_period'),
    rounding: 'HALF_UP',
    residuePlacement: 'LAST',
  } as const;
  const [first] = flatFeeSchedule(terms, minorOf(input, 'principal'), countOf(input, 'periods'));
  return {
    fee_per_period: majorOf(first?.feeMinor ?? 0),
    installment: majorOf(minor((first?.principalMinor ?? 0) + (first?.feeMinor ?? 0))),
  };
}

/** The kinds whose items are tables of a loan in draws; the names only say what each is about. */
const LOAN_KINDS = [
  'level_payment',
  'zero_interest',
  'equal_principal',
  'flat_interest',
  'grace',
  'down_payment_interest',
  'down_payment_zero_interest',
  'several_tranches',
  'tranche_after_overdue',
  'full_term_tranche',
  'level_payment_cumulative',
] as const;

/** Installment tables at the draw, plan tables, split and payoff arithmetic. */
export const schedules = familyOf({
  ...Object.fromEntries(LOAN_KINDS.map((kind): [string, KindAdapter] => [kind, loan])),
  level_payment_explicit_periods: explicitPeriods,
  ec_plan_table: planAnswers,
  ec_installment: planAnswers,
  cn_totals: calculatorAnswers,
  cn_table: calculatorAnswers,
  flat_fee_installment: flatFee,
  payoff_interest: payoff,
  overdue_interest: overdueInterest,
  equal_split: equalSplit,
});
