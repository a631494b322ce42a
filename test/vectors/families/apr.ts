import { Exact } from '../../../domain/money/decimal.js';
import { nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { approximateAnnual } from '../../../domain/pricing/approximate-annual.js';
import { simpleAnnual } from '../../../domain/pricing/daily-rate.js';
import { disclosedAprc, euAprc, planCost, roundHalfUp } from '../../../domain/pricing/eu-aprc.js';
import type { TimedFlow } from '../../../domain/pricing/flow-rate.js';
import type { DatedAmount } from '../../../domain/pricing/flow-value.js';
import { monthlyIrr } from '../../../domain/pricing/irr.js';
import { usActuarialApr } from '../../../domain/pricing/us-actuarial-apr.js';
import type { UnitPeriod } from '../../../domain/pricing/us-unit-periods.js';
import { familyOf } from '../family.js';
import type { Answers } from '../family.js';
import {
  choiceOf,
  countOf,
  dateOf,
  flagOf,
  isFields,
  isUnused,
  numberOf,
  numberOrNull,
  numbersOf,
  rowsOf,
} from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';
import { planTermsOf } from './schedule-plans.js';

const UNITS = { day: 'DAY', week: 'WEEK', semimonth: 'SEMIMONTH', month: 'MONTH', year: 'YEAR', term: 'TERM' } as const;
const UNIT_NAMES = ['day', 'week', 'semimonth', 'month', 'year', 'term'] as const;

const percent = (fraction: Exact) => fraction.times(100);
const aprcAnswers = (aprc: Exact): Answers => ({ aprc_pct: percent(aprc), aprc_pct_1dp: disclosedAprc(aprc) });

const datedOf = (input: VectorFields, name: string): readonly DatedAmount[] =>
  rowsOf(input, name).map((row) => ({ on: dateOf(row, 'date'), amount: numberOf(row, 'amount') }));

const timedOf = (input: VectorFields, name: string): readonly TimedFlow[] =>
  rowsOf(input, name).map((row) => ({ periods: numberOf(row, 't'), amount: numberOf(row, 'amount') }));

function unitPeriodOf(input: VectorFields): UnitPeriod {
  const unitPeriod = input['unit_period'];
  if (!isFields(unitPeriod)) throw new Error(`unit_period is not an object: ${JSON.stringify(unitPeriod)}`);
  const count = isUnused(unitPeriod, 'n') ? 1 : countOf(unitPeriod, 'n');
  return { unit: UNITS[choiceOf(unitPeriod, 'unit', UNIT_NAMES)], count };
}

function usApr(input: VectorFields): Answers {
  const apr = usActuarialApr({
    unitPeriod: unitPeriodOf(input),
    advances: datedOf(input, 'advances'),
    payments: datedOf(input, 'payments'),
    prepaidFinanceCharge: numberOrNull(input, 'prepaid_finance_charge') ?? new Exact(0),
  });
  return { apr_pct: percent(apr) };
}

function euDays(input: VectorFields): Answers {
  const daysPerYear = numberOf(input, 'days_per_year');
  const payments = rowsOf(input, 'payments').map((row) => ({
    periods: numberOf(row, 'days').div(daysPerYear),
    amount: numberOf(row, 'amount'),
  }));
  return aprcAnswers(euAprc([{ periods: 0, amount: numberOf(input, 'advance') }], payments));
}

function euPlan(input: VectorFields): Answers {
  const { payments, totalCost, aprc } = planCost(planTermsOf(input), {
    feeAtStart: numberOrNull(input, 'fee_at_start') ?? new Exact(0),
    extraCosts: isUnused(input, 'extra_costs')
      ? []
      : rowsOf(input, 'extra_costs').map((row) => ({ period: countOf(row, 'period'), amount: numberOf(row, 'amount') })),
    paymentRounding: choiceOf(input, 'payment_rounding', ['NONE', 'CENTS']),
  });
  return {
    ...aprcAnswers(aprc),
    payments: Object.fromEntries(payments.map((payment, index) => [String(index + 1), roundHalfUp(payment, 2)])),
    total_cost: totalCost,
  };
}

function cnApproximate(input: VectorFields): Answers {
  const feeTaken = flagOf(input, 'fee_up_front') ? 'UP_FRONT' : 'EACH_PERIOD';
  const annual = approximateAnnual(numberOf(input, 'fee_rate_total'), countOf(input, 'periods'), feeTaken);
  const rounding = choiceOf(input, 'rounding', ['HALF_UP', 'DOWN']);
  return { annual_pct: percent(annual).toFixed(2, rounding === 'DOWN' ? Exact.ROUND_DOWN : Exact.ROUND_HALF_UP) };
}

/** Annual percentage rates of the United States and the European Union, and Chinese annualized rates. */
export const apr = familyOf({
  us_actuarial_apr: usApr,
  eu_aprc_flows: (input) => aprcAnswers(euAprc(timedOf(input, 'advances'), timedOf(input, 'payments'))),
  eu_aprc_days: euDays,
  eu_aprc_plan: euPlan,
  eu_rounding: (input) => ({ value: roundHalfUp(numberOf(input, 'value'), countOf(input, 'decimals')) }),
  cn_irr: (input) => {
    const monthly = monthlyIrr(numberOf(input, 'principal'), numbersOf(input, 'payments'));
    return { nominal_annual_pct: percent(nominalAnnual(monthly)) };
  },
  cn_approx_annual: cnApproximate,
  cn_daily_to_annual: (input) => ({
    annual_pct: percent(simpleAnnual(numberOf(input, 'daily_rate'), countOf(input, 'days'))),
  }),
});
