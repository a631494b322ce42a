import { decideBillDayChange } from '../../../domain/calendar/bill-day-change.js';
import { conversionDueDates, orderDueDates, statementDueDates } from '../../../domain/calendar/billing-calendar.js';
import { lateCharge } from '../../../domain/delinquency/late-charge.js';
import { exact, Exact } from '../../../domain/money/decimal.js';
import { minor } from '../../../domain/money/minor.js';
import { effectiveAnnual, nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { dailyRateToAnnual } from '../../../domain/pricing/daily-rate.js';
import { maxFeeUnderCap, publishableFee } from '../../../domain/pricing/fee-cap.js';
import { monthlyCostOf } from '../../../domain/pricing/price-cost.js';
import type { MonthlyPrice } from '../../../domain/pricing/price-cost.js';
import { levelPayment } from '../../../domain/schedule/level-payment.js';
import { flatFeeSchedule } from '../../../domain/schedule/flat-fee.js';
import { scheduleTotals } from '../../../domain/schedule/schedule.js';
import { minimumDue } from '../../../domain/statement/minimum-due.js';
import { familyOf } from '../family.js';
import type { Answers } from '../family.js';
import {
  choiceOf,
  countOf,
  dateOf,
  dateOrNull,
  flagOf,
  majorOf,
  minorOf,
  numberOf,
  numberOrNull,
} from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';
import { goldenRefund } from './golden-refund.js';

const NOTHING = exact(0);

/** A fraction as a percentage of so many places, half-up. */
const percent = (fraction: Exact, places: number) => fraction.times(100).toFixed(places, Exact.ROUND_HALF_UP);

function flatFee(input: VectorFields): Answers {
  const financedMinor = minor(minorOf(input, 'principal') - minorOf(input, 'down_payment'));
  const terms = {
    feeRatePerPeriod: numberOf(input, 'fee_rate_per_period').toFixed(),
    rounding: 'HALF_UP',
    residuePlacement: choiceOf(input, 'residue_on', ['FIRST', 'LAST']),
  } as const;
  const rows = flatFeeSchedule(terms, financedMinor, countOf(input, 'periods'));
  const totals = scheduleTotals(rows);
  return {
    financed: majorOf(financedMinor),
    fee_per_period: majorOf(rows[0]?.feeMinor ?? 0),
    total_fee: majorOf(totals.feeMinor),
    total_due: majorOf(totals.totalMinor),
    rows: rows.map(({ nr, principalMinor, feeMinor }) => ({
      nr,
      principal: majorOf(principalMinor),
      fee: majorOf(feeMinor),
      due: majorOf(principalMinor + feeMinor),
    })),
  };
}

function feeToIrr(input: VectorFields): Answers {
  const periods = countOf(input, 'periods');
  const annualRate = (numberOrNull(input, 'annual_rate_pct') ?? NOTHING).div(100);
  const isLevel = choiceOf(input, 'repayment', ['FLAT_FEE', 'LEVEL_PAYMENT']) === 'LEVEL_PAYMENT';
  const price: MonthlyPrice = {
    periods,
    repayment: isLevel ? { kind: 'LEVEL_PAYMENT', annualRate } : { kind: 'EQUAL_PARTS' },
    feeRatePerPeriod: (numberOrNull(input, 'fee_rate_per_period') ?? NOTHING)
      .plus((numberOrNull(input, 'fee_rate_total') ?? NOTHING).div(periods))
      .plus(numberOrNull(input, 'extra_fee_rate_per_period') ?? NOTHING),
    deductionRate: (numberOrNull(input, 'upfront_fee_pct') ?? NOTHING).div(100),
  };
  const monthly = monthlyCostOf(price);
  const nominal = nominalAnnual(monthly);
  const cap = numberOrNull(input, 'cap_annual_pct');
  const terms = { annualRate: annualRate.toFixed(), rounding: 'HALF_UP' } as const;
  return {
    nominal_annual_pct: percent(nominal, 2),
    effective_annual_pct: percent(effectiveAnnual(monthly), 2),
    ...(cap === null ? {} : { within_cap: nominal.times(100).lte(cap) }),
    ...(isLevel ? { payment: majorOf(levelPayment(terms, minorOf(input, 'principal'), periods)) } : {}),
  };
}

function maxFee(input: VectorFields): Answers {
  const periods = countOf(input, 'periods');
  const cap = numberOf(input, 'cap_annual_pct').div(100).toFixed();
  const basis = choiceOf(input, 'cap_basis', ['NOMINAL', 'EFFECTIVE']);
  const fee = maxFeeUnderCap(periods, cap, basis);
  return {
    max_fee_pct: percent(fee, 8),
    max_fee_pct_4dp: percent(fee, 4),
    max_publishable_fee_pct: percent(exact(publishableFee(periods, cap, basis)), 4),
  };
}

function dailyRate(input: VectorFields): Answers {
  const daily = numberOf(input, 'daily_rate').toFixed();
  return {
    simple_365_pct: percent(dailyRateToAnnual(daily, 'SIMPLE_365'), 2),
    simple_360_pct: percent(dailyRateToAnnual(daily, 'SIMPLE_360'), 2),
    compounded_365_pct: percent(dailyRateToAnnual(daily, 'COMPOUNDED_365'), 2),
  };
}

function minPayment(input: VectorFields): Answers {
  const dueMinor = minimumDue(
    {
      previousMinimumMet: flagOf(input, 'previous_minimum_met'),
      spendMinor: minorOf(input, 'non_installment_spend'),
      installmentsBilledMinor: minorOf(input, 'installments_due'),
      carriedMinor: minorOf(input, 'carried_balance'),
      carryFeesMinor: minorOf(input, 'fees'),
      penaltyMinor: minorOf(input, 'penalty'),
      statementBalanceMinor: null,
    },
    {
      minDuePercent: numberOf(input, 'minimum_rate').toFixed(),
      minDueCarryThresholdMinor: minorOf(input, 'carry_threshold'),
      rounding: 'HALF_UP',
    },
  );
  return { minimum_due: majorOf(dueMinor) };
}

function charge(input: VectorFields): Answers {
  const { daysLate, chargeMinor } = lateCharge(
    {
      overdueMinor: minorOf(input, 'overdue'),
      dueOn: dateOf(input, 'due_date'),
      paidOn: dateOf(input, 'paid_date'),
    },
    {
      dailyRate: numberOf(input, 'daily_rate').toFixed(),
      minPerDayMinor: minorOf(input, 'minimum_per_day'),
      rounded: 'ON_POSTING',
      lateCapClamp: false,
      annualCap: '0',
      rounding: 'HALF_UP',
    },
  );
  return { days_late: daysLate, charge: majorOf(chargeMinor) };
}

function dueDates(input: VectorFields): Answers {
  const periods = countOf(input, 'periods');
  const mode = choiceOf(input, 'mode', ['ORDER', 'STATEMENT', 'STATEMENT_CONVERSION']);
  if (mode === 'ORDER') return { due_dates: orderDueDates(dateOf(input, 'order_date'), periods) };
  const billDay = countOf(input, 'bill_day');
  const offsetDays = countOf(input, 'due_offset_days');
  const dates =
    mode === 'STATEMENT'
      ? statementDueDates(dateOf(input, 'order_date'), billDay, offsetDays, periods, 'MONTHLY_FROM_PURCHASE')
      : conversionDueDates(dateOf(input, 'statement_date'), billDay, offsetDays, periods);
  return { due_dates: dates };
}

function billDayChange(input: VectorFields): Answers {
  const decision = decideBillDayChange(
    {
      oldBillDay: countOf(input, 'old_bill_day'),
      newBillDay: countOf(input, 'new_bill_day'),
      lastBillDate: dateOf(input, 'last_bill_date'),
      requestedOn: dateOf(input, 'requested_on'),
      openedOn: dateOf(input, 'opened_on'),
      lastChangeOn: dateOrNull(input, 'last_change_on'),
      oldestOverdueOn: null,
    },
    {
      dueRule: { kind: 'OFFSET_DAYS', offsetDays: countOf(input, 'due_offset_days') },
      monthsAfterOpening: countOf(input, 'months_after_opening'),
      monthsBetweenChanges: countOf(input, 'months_between_changes'),
    },
  );
  return {
    accepted: decision.accepted,
    reason: decision.reason,
    current_due_date: decision.currentDueOn,
    next_bill_date: decision.nextBillOn,
    next_due_date: decision.nextDueOn,
    next_cycle_days: decision.nextCycleDays,
  };
}

/** Flat fees, fee and rate, minimum due, late charges, refunds, due dates and the change of a bill day. */
export const goldenCn = familyOf({
  flat_fee_schedule: flatFee,
  fee_to_irr: feeToIrr,
  max_fee_under_cap: maxFee,
  daily_rate_to_annual: dailyRate,
  min_payment: minPayment,
  late_charge: charge,
  refund: goldenRefund,
  due_dates: dueDates,
  bill_day_change: billDayChange,
});
