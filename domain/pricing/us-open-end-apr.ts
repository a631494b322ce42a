import { Exact } from '../money/decimal.js';
import { flowRate } from './flow-rate.js';

/** A cycle in which a charge is made on a transaction beside the periodic rate. */
export interface TransactionCycle {
  readonly transaction: Exact;
  /** Charge on the transaction, such as 3 % of it. */
  readonly transactionCharge: Exact;
  /** Fraction per month. */
  readonly periodicRate: Exact;
  /** Balance to which the periodic rate is applied. */
  readonly balance: Exact;
  /**
   * What the charge is set against: the transaction and the balance in excess of it, where the balance includes it; or
   * the transaction and the whole balance, where it does not.
   */
  readonly denominator: 'TRANSACTION_PLUS_EXCESS' | 'TRANSACTION_PLUS_BALANCE';
}

/** What a cycle costs; amounts in the unit of the transaction. */
export interface CycleCost {
  readonly financeCharge: Exact;
  readonly denominator: Exact;
  /** Fraction per year. */
  readonly apr: Exact;
}

const CYCLES_PER_YEAR = 12;

/**
 * The annual percentage rate of a monthly cycle with a transaction charge: 12 x charge / what it is set against.
 *
 * @throws RangeError for a transaction and balance of nothing
 * @see 12 CFR 1026, appendix F
 */
export function openEndCycleApr(cycle: TransactionCycle): CycleCost {
  const { transaction, transactionCharge, periodicRate, balance } = cycle;
  const financeCharge = transactionCharge.plus(periodicRate.times(balance));
  const denominator =
    cycle.denominator === 'TRANSACTION_PLUS_BALANCE' ? transaction.plus(balance) : Exact.max(transaction, balance);
  if (denominator.lte(0))
    throw new RangeError('transaction and balance are 0; there is nothing to set a charge against');
  return { financeCharge, denominator, apr: financeCharge.times(CYCLES_PER_YEAR).div(denominator) };
}

/** Equal advances in consecutive periods. */
export interface AdvanceSeries {
  readonly amount: Exact;
  /** How many, 1 or more. */
  readonly count: number;
  /** Period at whose start the first one is made, from 0. */
  readonly firstPeriod: number;
}

/** A loan whose interest is added to it and that is repaid once, such as a reverse mortgage. */
export interface AccumulatingLoan {
  readonly advances: readonly AdvanceSeries[];
  readonly periods: number;
  readonly periodsPerYear: number;
}

/** What a loan costs each period and each year, as fractions. */
export interface LoanCost {
  readonly periodicRate: Exact;
  readonly annualRate: Exact;
}

/**
 * The total annual loan cost rate: the rate at which the advances alone grow to what is owed at the end.
 *
 * @param owed what is owed after all periods
 * @throws RangeError for an advance after the end
 * @throws NoInternalRateError where no rate does it
 * @see 12 CFR 1026, appendix K
 */
export function totalAnnualLoanCost(loan: AccumulatingLoan, owed: Exact): LoanCost {
  const advances = everyAdvance(loan).map(({ period, amount }) => ({ periods: period, amount }));
  const periodicRate = flowRate([...advances, { periods: loan.periods, amount: owed.neg() }]);
  return { periodicRate, annualRate: periodicRate.times(loan.periodsPerYear) };
}

/** What the contract adds to the advances. */
export interface AccumulationTerms {
  /** Costs financed at the start. */
  readonly initialCost: Exact;
  /** Nominal fraction per year. */
  readonly annualRate: Exact;
  readonly compoundingsPerYear: number;
}

/**
 * What a contract says is owed after all periods: each period balance and advances together bear its rate.
 *
 * @throws RangeError for an advance after the end, or fewer than one compounding a year
 */
export function accumulatedOwed(loan: AccumulatingLoan, terms: AccumulationTerms): Exact {
  const { compoundingsPerYear, annualRate, initialCost } = terms;
  if (compoundingsPerYear < 1) throw new RangeError(`compoundingsPerYear is ${compoundingsPerYear}; give 1 or more`);
  const perCompounding = annualRate.div(compoundingsPerYear).plus(1);
  const growth = perCompounding.pow(new Exact(compoundingsPerYear).div(loan.periodsPerYear));
  const advances = everyAdvance(loan);
  let balance = initialCost;
  for (let period = 0; period < loan.periods; period += 1) {
    const advanced = advances.filter((advance) => advance.period === period);
    balance = advanced.reduce((sum, { amount }) => sum.plus(amount), balance).times(growth);
  }
  return balance;
}

function everyAdvance(loan: AccumulatingLoan): readonly { readonly period: number; readonly amount: Exact }[] {
  const { advances, periods, periodsPerYear } = loan;
  if (!Number.isInteger(periods) || periods < 1) throw new RangeError(`periods is ${String(periods)}; give 1 or more`);
  if (!(periodsPerYear >= 1)) throw new RangeError(`periodsPerYear is ${String(periodsPerYear)}; give 1 or more`);
  return advances.flatMap(({ amount, count, firstPeriod }) => {
    if (firstPeriod < 0 || firstPeriod + count > periods) {
      throw new RangeError(`${count} advances from period ${firstPeriod} do not fit in ${periods} periods`);
    }
    return Array.from({ length: count }, (_, index) => ({ period: firstPeriod + index, amount }));
  });
}
