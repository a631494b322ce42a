import { countOf, textOf, toleranceOf, vectorsOf } from '../../test/vectors/read-vectors.js';
import type { Vector } from '../../test/vectors/read-vectors.js';
import { parseMinor } from '../money/currency.js';
import { exact, Exact } from '../money/decimal.js';
import { levelPayment } from '../schedule/level-payment.js';
import { effectiveAnnual, nominalAnnual } from './annual-cost.js';
import { dailyRateToAnnual } from './daily-rate.js';
import { maxFeeUnderCap, publishableFee } from './fee-cap.js';
import { monthlyIrr } from './irr.js';

const byId = (kind: string) => vectorsOf('golden-cn.json', kind).map((vector) => [vector.id, vector] as const);
const percent = (fraction: Exact) => fraction.times(100);

/** The value, rounded to the places the vector shows, is the expected one within its tolerance. */
function expectField(vector: Vector, name: string, actual: Exact): void {
  const shown = textOf(vector.expected, name);
  const rounded = actual.toDecimalPlaces(shown.split('.')[1]?.length ?? 0, Exact.ROUND_HALF_UP);
  const off = rounded.minus(shown).abs().toNumber();
  if (off > toleranceOf(vector, name)) expect({ [name]: rounded.toString() }).toEqual({ [name]: shown });
  expect(off).toBeLessThanOrEqual(toleranceOf(vector, name));
}

/** What is paid each month, nothing rounded, per vector of `fee_to_irr`. */
function monthlyPayment({ input }: Vector): Exact {
  const principal = exact(textOf(input, 'principal'));
  const periods = countOf(input, 'periods');
  const extra = principal.times(rateOrZero(input['extra_fee_rate_per_period']));
  if (textOf(input, 'repayment') === 'LEVEL_PAYMENT') {
    const monthly = exact(textOf(input, 'annual_rate_pct')).div(1_200);
    const worth = new Exact(1).minus(monthly.plus(1).pow(-periods)).div(monthly);
    return principal.div(worth).plus(extra);
  }
  const perPeriod = exact(rateOrZero(input['fee_rate_per_period']));
  const spread = exact(rateOrZero(input['fee_rate_total'])).div(periods);
  return principal
    .div(periods)
    .plus(principal.times(perPeriod.plus(spread)))
    .plus(extra);
}

function rateOrZero(value: unknown): string {
  return typeof value === 'string' ? value : '0';
}

describe('fee_to_irr', () => {
  test.each(byId('fee_to_irr'))('%s', (_id, vector) => {
    const { input, expected } = vector;
    const periods = countOf(input, 'periods');
    const received = exact(textOf(input, 'principal')).times(
      new Exact(1).minus(exact(rateOrZero(input['upfront_fee_pct'])).div(100)),
    );
    const monthly = monthlyIrr(received, new Array<Exact>(periods).fill(monthlyPayment(vector)));
    const nominal = percent(nominalAnnual(monthly));
    expectField(vector, 'nominal_annual_pct', nominal);
    expectField(vector, 'effective_annual_pct', percent(effectiveAnnual(monthly)));
    if ('within_cap' in expected) {
      expect(nominal.lte(textOf(input, 'cap_annual_pct'))).toBe(expected['within_cap']);
    }
    if ('payment' in expected) {
      const annualRate = exact(textOf(input, 'annual_rate_pct')).div(100).toFixed();
      const principalMinor = parseMinor(textOf(input, 'principal'), 'CNY');
      expect(levelPayment({ annualRate, rounding: 'HALF_UP' }, principalMinor, periods)).toBe(
        parseMinor(textOf(expected, 'payment'), 'CNY'),
      );
    }
  });
});

describe('max_fee_under_cap', () => {
  test.each(byId('max_fee_under_cap'))('%s', (_id, vector) => {
    const periods = countOf(vector.input, 'periods');
    const cap = exact(textOf(vector.input, 'cap_annual_pct')).div(100).toFixed();
    const basis = textOf(vector.input, 'cap_basis') === 'NOMINAL' ? 'NOMINAL' : 'EFFECTIVE';
    const fee = percent(maxFeeUnderCap(periods, cap, basis));
    expectField(vector, 'max_fee_pct', fee);
    expectField(vector, 'max_fee_pct_4dp', fee);
    const published = percent(exact(publishableFee(periods, cap, basis))).toFixed(4);
    expect(published).toBe(textOf(vector.expected, 'max_publishable_fee_pct'));
  });
});

describe('daily_rate_to_annual', () => {
  test.each(byId('daily_rate_to_annual'))('%s', (_id, vector) => {
    const daily = textOf(vector.input, 'daily_rate');
    expectField(vector, 'simple_365_pct', percent(dailyRateToAnnual(daily, 'SIMPLE_365')));
    expectField(vector, 'simple_360_pct', percent(dailyRateToAnnual(daily, 'SIMPLE_360')));
    expectField(vector, 'compounded_365_pct', percent(dailyRateToAnnual(daily, 'COMPOUNDED_365')));
  });
});
