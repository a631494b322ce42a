import { Exact } from '../money/decimal.js';
import { NoInternalRateError } from './flow-rate.js';
import { exactRoot, growthRoot } from './growth-root.js';
import { annuityWorth } from './level-annuity.js';

/** Whether payments are made at the end or at the start of each period. */
export type PaymentTiming = 'END' | 'START';

/**
 * Equal payments between an amount now and one at the end; money paid out is negative, money received positive:
 * present x (1+i)^n + payment x (1 + i if at the start) x ((1+i)^n - 1) / i + future = 0.
 */
export interface Annuity {
  /** Fraction per period, above -1. */
  readonly rate: Exact;
  /** Number of payments; a fraction of a period is allowed where one is not numbered. */
  readonly periods: Exact;
  readonly payment: Exact;
  readonly present: Exact;
  readonly future: Exact;
  readonly timing: PaymentTiming;
}

type Without<Name extends keyof Annuity> = Omit<Annuity, Name>;

/** The equal payment (PMT). @throws RangeError for no periods, or a rate of -1 or below */
export function annuityPayment({ rate, periods, present, future, timing }: Without<'payment'>): Exact {
  if (periods.isZero()) throw new RangeError('periods is 0; a payment needs at least one');
  const worth = worthOfPayments(rate, periods, timing);
  return present
    .plus(discounted(future, rate, periods))
    .div(worth)
    .neg();
}

/** The amount at the end (FV). @throws RangeError for a rate of -1 or below */
export function futureValue({ rate, periods, payment, present, timing }: Without<'future'>): Exact {
  const now = present.plus(payment.times(worthOfPayments(rate, periods, timing)));
  return now.times(rate.plus(1).pow(periods)).neg();
}

/** The amount now (PV). @throws RangeError for a rate of -1 or below */
export function presentValue({ rate, periods, payment, future, timing }: Without<'present'>): Exact {
  return payment
    .times(worthOfPayments(rate, periods, timing))
    .plus(discounted(future, rate, periods))
    .neg();
}

/**
 * How many payments it takes (NPER); not a whole number as a rule.
 *
 * @throws RangeError where no number of payments does it, or for a rate of -1 or below
 */
export function periodsNeeded({ rate, payment, present, future, timing }: Without<'periods'>): Exact {
  assertRate(rate);
  if (rate.isZero()) {
    if (payment.isZero()) throw new RangeError('payment is 0 and rate is 0; nothing changes in any number of periods');
    return present.plus(future).div(payment).neg();
  }
  const perpetual = payment.times(timing === 'START' ? rate.plus(1) : 1).div(rate);
  const below = present.plus(perpetual);
  const growth = below.isZero() ? below : perpetual.minus(future).div(below);
  if (growth.lte(0)) throw new RangeError('payment does not lead from present to future in any number of periods');
  return growth.ln().div(rate.plus(1).ln());
}

/**
 * The part of a payment that is interest (IPMT): the rate on what is owed before it. Paid at the start, the first
 * payment bears none, the others are discounted by a period.
 *
 * @param nr number of the payment, from 1; spreadsheets know fractions of it, too
 * @throws RangeError for a number beyond the periods
 */
export function interestPart(annuity: Without<'payment'>, nr: number): Exact {
  const { rate, periods, present, timing } = annuity;
  if (!(nr >= 1) || periods.plus(1).lte(nr)) {
    throw new RangeError(`nr is ${String(nr)}; number the payments from 1 to ${periods.toString()}`);
  }
  if (timing === 'START' && nr === 1) return new Exact(0);
  const payment = annuityPayment(annuity);
  const owed = futureValue({ rate, periods: new Exact(nr - 1), payment, present, timing });
  return owed.times(rate).div(timing === 'START' ? rate.plus(1) : 1);
}

/** The part of a payment that is principal (PPMT). @throws RangeError for a number beyond the periods */
export function principalPart(annuity: Without<'payment'>, nr: number): Exact {
  return annuityPayment(annuity).minus(interestPart(annuity, nr));
}

/** Interest of the payments from one number to another, both included (CUMIPMT). @throws RangeError as `interestPart` */
export function interestBetween(annuity: Without<'payment'>, firstNr: number, lastNr: number): Exact {
  return sumBetween(firstNr, lastNr, (nr) => interestPart(annuity, nr));
}

/** Principal of the payments from one number to another, both included (CUMPRINC). @throws RangeError as `interestPart` */
export function principalBetween(annuity: Without<'payment'>, firstNr: number, lastNr: number): Exact {
  return sumBetween(firstNr, lastNr, (nr) => principalPart(annuity, nr));
}

function sumBetween(firstNr: number, lastNr: number, partOf: (nr: number) => Exact): Exact {
  if (lastNr < firstNr) throw new RangeError(`lastNr ${String(lastNr)} is before firstNr ${String(firstNr)}`);
  let sum = new Exact(0);
  for (let nr = firstNr; nr <= lastNr; nr += 1) sum = sum.plus(partOf(nr));
  return sum;
}

/** Interest when equal parts of the principal are repaid (ISPMT): - present x rate x (1 - nr / periods). */
export function equalPartsInterest(
  { rate, periods, present }: Pick<Annuity, 'rate' | 'periods' | 'present'>,
  nr: Exact,
) {
  if (periods.isZero()) throw new RangeError('periods is 0; equal parts need at least one');
  return present
    .times(rate)
    .times(new Exact(1).minus(nr.div(periods)))
    .neg();
}

/**
 * The rate per period (RATE).
 *
 * @param guess fraction per period, above -1: of several rates the nearest one in growth is taken
 * @returns fraction per period, above -1, to 20 decimals
 * @throws NoInternalRateError where no rate balances the flows
 */
export function annuityRate(annuity: Without<'rate'>, guess = 0): Exact {
  if (!(guess > -1)) throw new RangeError(`guess is ${String(guess)}; give a rate above -1`);
  if (annuity.periods.lte(0)) throw new RangeError(`periods is ${annuity.periods.toString()}; give more than 0`);
  const { payment, present, future } = annuity;
  const all = [payment, present, future];
  if (!all.some((amount) => amount.gt(0)) || !all.some((amount) => amount.lt(0))) {
    throw new NoInternalRateError('NO_SIGN_CHANGE');
  }
  const growth = growthRoot(approximateBalance(annuity), { guess, roots: 'SEVERAL' });
  if (growth === undefined) throw new NoInternalRateError('NO_RATE_IN_RANGE');
  return exactRoot((rate) => futureValue({ ...annuity, rate }).minus(annuity.future), growth);
}

/** The balance of the annuity in doubles, scaled so that it does not overflow: its sign is what counts. */
function approximateBalance({ periods, payment, present, future, timing }: Without<'rate'>) {
  const [count, paid, now, then] = [periods, payment, present, future].map((value) => value.toNumber()) as [
    number,
    number,
    number,
    number,
  ];
  return (growth: number): number => {
    const rate = Math.expm1(growth);
    const due = timing === 'START' ? paid * (1 + rate) : paid;
    const shrunk = Math.abs(growth) * count;
    const worth = rate === 0 ? count : -Math.expm1(-shrunk) / Math.abs(rate);
    // Seen from now for a rate above 0, from the end for one below.
    return growth >= 0 ? now + due * worth + then * Math.exp(-shrunk) : now * Math.exp(-shrunk) + due * worth + then;
  };
}

function worthOfPayments(rate: Exact, periods: Exact, timing: PaymentTiming): Exact {
  return annuityWorth(rate, periods).times(timing === 'START' ? rate.plus(1) : 1);
}

function discounted(future: Exact, rate: Exact, periods: Exact): Exact {
  return future.times(rate.plus(1).pow(periods.neg()));
}

function assertRate(rate: Exact): void {
  if (rate.lte(-1)) throw new RangeError(`The rate ${rate.toString()} per period is not above -1`);
}
