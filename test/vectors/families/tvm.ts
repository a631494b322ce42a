import { decimalOf } from '../../../domain/calendar/day-count/fraction.js';
import { yearFraction } from '../../../domain/calendar/day-count.js';
import { plainDate } from '../../../domain/calendar/plain-date.js';
import { Exact } from '../../../domain/money/decimal.js';
import { nominalAnnual } from '../../../domain/pricing/annual-cost.js';
import { flowRate } from '../../../domain/pricing/flow-rate.js';
import type { TimedFlow } from '../../../domain/pricing/flow-rate.js';
import { netPresentValue, yearsFromFirst, yearsToLast } from '../../../domain/pricing/flow-value.js';
import type { DatedAmount } from '../../../domain/pricing/flow-value.js';
import {
  compounded,
  effectiveRate,
  growthRate,
  nominalRate,
  simpleRate,
} from '../../../domain/pricing/rate-conversion.js';
import {
  annuityPayment,
  annuityRate,
  equalPartsInterest,
  futureValue,
  interestBetween,
  interestPart,
  periodsNeeded,
  presentValue,
  principalBetween,
  principalPart,
} from '../../../domain/pricing/time-value.js';
import type { PaymentTiming } from '../../../domain/pricing/time-value.js';
import { familyOf } from '../family.js';
import type { KindAdapter } from '../family.js';
import { countOf, dateOf, isUnused, listOf, numberOf, numberOrNull, numbersOf, textOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';
import { DAY_COUNTS } from './daycount.js';

const value =
  (compute: (input: VectorFields) => Exact): KindAdapter =>
  (input) => ({ value: compute(input) });

const orZero = (input: VectorFields, name: string) => numberOrNull(input, name) ?? new Exact(0);

function timingOf(input: VectorFields): PaymentTiming {
  return isUnused(input, 'type') || countOf(input, 'type') === 0 ? 'END' : 'START';
}

/** Without the payment. */
const loanOf = (input: VectorFields) => ({
  rate: numberOf(input, 'rate'),
  periods: numberOf(input, 'nper'),
  present: numberOf(input, 'pv'),
  future: orZero(input, 'fv'),
  timing: timingOf(input),
});

/** With the payment, without the rate. */
const flowOf = (input: VectorFields) => ({
  periods: numberOf(input, 'nper'),
  payment: numberOf(input, 'pmt'),
  present: orZero(input, 'pv'),
  future: orZero(input, 'fv'),
  timing: timingOf(input),
});

const guessOf = (input: VectorFields) => numberOrNull(input, 'guess')?.toNumber() ?? 0;
const rateOf = (input: VectorFields) => annuityRate(flowOf(input), guessOf(input));

const equalSpaced = (input: VectorFields, first: number): readonly TimedFlow[] =>
  numbersOf(input, 'values').map((amount, index) => ({ amount, periods: first + index }));

function datedOf(input: VectorFields): readonly DatedAmount[] {
  const dates = listOf(input, 'dates').map((date) => plainDate(String(date)));
  const amounts = numbersOf(input, 'values');
  if (dates.length !== amounts.length) throw new Error(`${dates.length} dates for ${amounts.length} values`);
  return amounts.map((amount, index) => ({ amount, on: dates[index]! }));
}

function dayCountOf(input: VectorFields) {
  const name = isUnused(input, 'day_count') ? 'ACT/365F' : textOf(input, 'day_count');
  const dayCount = Object.hasOwn(DAY_COUNTS, name) ? DAY_COUNTS[name] : undefined;
  if (dayCount === undefined) throw new Error(`day_count is "${name}"; it is one of ${Object.keys(DAY_COUNTS).join(', ')}`);
  return dayCount;
}

function intRate(input: VectorFields): Exact {
  const span = { startOn: dateOf(input, 'settlement'), endOn: dateOf(input, 'maturity') };
  const years = decimalOf(yearFraction('ACT/365F', span));
  return simpleRate(numberOf(input, 'investment'), numberOf(input, 'redemption'), years);
}

/** Spreadsheet functions of the time value of money. */
export const tvm = familyOf({
  PMT: value((input) => annuityPayment(loanOf(input))),
  IPMT: value((input) => interestPart(loanOf(input), numberOf(input, 'per').toNumber())),
  PPMT: value((input) => principalPart(loanOf(input), numberOf(input, 'per').toNumber())),
  CUMIPMT: value((input) => interestBetween(loanOf(input), countOf(input, 'start_period'), countOf(input, 'end_period'))),
  CUMPRINC: value((input) =>
    principalBetween(loanOf(input), countOf(input, 'start_period'), countOf(input, 'end_period')),
  ),
  NPER: value((input) =>
    periodsNeeded({
      rate: numberOf(input, 'rate'),
      payment: numberOf(input, 'pmt'),
      present: numberOf(input, 'pv'),
      future: orZero(input, 'fv'),
      timing: timingOf(input),
    }),
  ),
  FV: value((input) => futureValue({ ...flowOf(input), rate: numberOf(input, 'rate') })),
  PV: value((input) => presentValue({ ...flowOf(input), rate: numberOf(input, 'rate') })),
  EFFECT: value((input) => effectiveRate(numberOf(input, 'nominal_rate'), numberOf(input, 'npery'))),
  NOMINAL: value((input) => nominalRate(numberOf(input, 'effect_rate'), numberOf(input, 'npery'))),
  RRI: value((input) => growthRate(numberOf(input, 'pv'), numberOf(input, 'fv'), numberOf(input, 'nper'))),
  ISPMT: value((input) =>
    equalPartsInterest(
      { rate: numberOf(input, 'rate'), periods: numberOf(input, 'nper'), present: numberOf(input, 'pv') },
      numberOf(input, 'per'),
    ),
  ),
  RATE: value(rateOf),
  RATE12: value((input) => nominalAnnual(rateOf(input))),
  NPV: value((input) => netPresentValue(numberOf(input, 'rate'), equalSpaced(input, 1))),
  NPV0: value((input) => netPresentValue(numberOf(input, 'rate'), equalSpaced(input, 0))),
  IRR: value((input) => flowRate(equalSpaced(input, 0), guessOf(input))),
  XIRR: value((input) => flowRate(yearsFromFirst(datedOf(input), dayCountOf(input)), guessOf(input))),
  XNPV: value((input) => netPresentValue(numberOf(input, 'rate'), yearsFromFirst(datedOf(input), dayCountOf(input)))),
  XNFV: value((input) => netPresentValue(numberOf(input, 'rate'), yearsToLast(datedOf(input), dayCountOf(input)))),
  FVSCHEDULE: value((input) => compounded(numberOf(input, 'principal'), numbersOf(input, 'rates'))),
  INTRATE: value(intRate),
});
