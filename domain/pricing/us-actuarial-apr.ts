import { earlier, later } from '../calendar/plain-date.js';
import { Exact } from '../money/decimal.js';
import { NoInternalRateError } from './flow-rate.js';
import type { DatedAmount } from './flow-value.js';
import { exactRoot, growthRoot } from './growth-root.js';
import { unitPeriodsPerYear, unitPeriodTime } from './us-unit-periods.js';
import type { UnitPeriod, UnitPeriodTime } from './us-unit-periods.js';

/** A closed-end transaction: amounts are above 0, in any one unit of money. */
export interface UsTransaction {
  readonly unitPeriod: UnitPeriod;
  readonly advances: readonly DatedAmount[];
  readonly payments: readonly DatedAmount[];
  /** Finance charge paid with the first advance, 0 or more: it was never really lent. */
  readonly prepaidFinanceCharge: Exact;
}

/** An amount so long after the first advance. */
interface UnitPeriodFlow extends UnitPeriodTime {
  readonly amount: Exact;
}

/**
 * The annual percentage rate by the actuarial method: the rate i per unit period at which advances and payments, each
 * divided by (1 + f i)(1 + i)^t, are worth the same, times the unit periods of a year.
 *
 * @returns fraction per year
 * @throws RangeError for a transaction without advances or payments, or a date before the first advance
 * @throws NoInternalRateError where no rate balances it
 * @see 12 CFR 1026, appendix J; regulation.md US-8
 */
export function usActuarialApr(transaction: UsTransaction): Exact {
  const { advances, payments, unitPeriod } = transaction;
  if (advances.length === 0 || payments.length === 0) {
    throw new RangeError(`${advances.length} advances and ${payments.length} payments; give one of each at least`);
  }
  if (unitPeriod.unit === 'TERM' && payments.length > 1) {
    throw new RangeError(`payments are ${payments.length}; the term is the unit period of a single one`);
  }
  const firstOn = advances.map(({ on }) => on).reduce(earlier);
  const lastOn = payments.map(({ on }) => on).reduce(later);
  const flows = flowsOf(transaction).map(({ on, amount }) => ({ amount, ...unitPeriodTime(firstOn, on, unitPeriod) }));
  const growth = growthRoot(approximateValue(flows), { guess: 0, roots: 'SEVERAL' });
  if (growth === undefined) throw new NoInternalRateError('NO_RATE_IN_RANGE');
  const rate = exactRoot((perPeriod) => valueOf(flows, perPeriod), growth);
  return rate.times(unitPeriodsPerYear(unitPeriod, firstOn, lastOn));
}

/** Advances above 0, the prepaid charge off the first, and payments below. */
function flowsOf({ advances, payments, prepaidFinanceCharge }: UsTransaction): readonly DatedAmount[] {
  const [first, ...more] = advances.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const lent = first === undefined ? [] : [{ on: first.on, amount: first.amount.minus(prepaidFinanceCharge) }, ...more];
  return [...lent, ...payments.map(({ on, amount }) => ({ on, amount: amount.neg() }))];
}

function approximateValue(flows: readonly UnitPeriodFlow[]): (growth: number) => number {
  const numbers = flows.map(({ amount, whole, fraction }) => [amount.toNumber(), whole, fraction.toNumber()] as const);
  const span = Math.max(...flows.map(({ whole }) => whole));
  return (growth) => {
    const rate = Math.expm1(growth);
    const scale = growth < 0 ? span : 0;
    return numbers.reduce(
      (sum, [amount, whole, fraction]) => sum + (amount * Math.exp(growth * (scale - whole))) / (1 + fraction * rate),
      0,
    );
  };
}

function valueOf(flows: readonly UnitPeriodFlow[], rate: Exact): Exact {
  const growth = rate.plus(1);
  return flows.reduce(
    (sum, { amount, whole, fraction }) => sum.plus(amount.div(fraction.times(rate).plus(1).times(growth.pow(whole)))),
    new Exact(0),
  );
}

/** Whether a transaction is held to the narrower or the wider tolerance. */
export type AprRegularity = 'REGULAR' | 'IRREGULAR';

const TOLERANCE: Readonly<Record<AprRegularity, Exact>> = {
  REGULAR: new Exact('0.00125'),
  IRREGULAR: new Exact('0.0025'),
};

/**
 * How a transaction counts: several advances, and payments of changing amounts or at changing distances make it
 * irregular; a first period or a first or last payment that differs does not.
 *
 * @see 12 CFR 1026.22(a)(2) and (3)
 */
export function aprRegularity({ advances, payments, unitPeriod }: UsTransaction): AprRegularity {
  if (advances.length > 1) return 'IRREGULAR';
  const ordered = payments.toSorted((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  const [, ...afterFirst] = ordered;
  const middle = afterFirst.slice(0, -1);
  if (middle.some(({ amount }) => !amount.eq(middle[0]?.amount ?? amount))) return 'IRREGULAR';
  const isRegularStep = ({ on }: DatedAmount, index: number) => {
    const time = unitPeriodTime(ordered[index]?.on ?? on, on, unitPeriod);
    return time.whole === 1 && time.fraction.isZero();
  };
  return afterFirst.every(isRegularStep) ? 'REGULAR' : 'IRREGULAR';
}

/**
 * Whether a disclosed rate is accurate: not more than 1/8 of a percentage point from the actual one, 1/4 for an irregular
 * transaction.
 *
 * @param disclosed fraction per year, as is `actual`
 * @see 12 CFR 1026.22(a); regulation.md US-8 (0.125 is, 0.126 is not)
 */
export function isAprWithinTolerance(disclosed: Exact, actual: Exact, regularity: AprRegularity): boolean {
  return disclosed.minus(actual).abs().lte(TOLERANCE[regularity]);
}
