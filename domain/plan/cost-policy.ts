import type { DecimalString } from '../money/decimal.js';
import { minor, sumMinor } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { applyRate } from '../money/rounding.js';
import type { Rounding } from '../money/rounding.js';
import type { CapMethod } from '../pricing/annual-cost.js';
import type { DueCalendar } from '../pricing/dated-worst-case.js';
import type { ScheduleRow } from '../schedule/schedule.js';

/** What somebody asks beside the plan's own interest and fees, such as a guarantor. */
export interface OtherCharge {
  readonly component: 'GUARANTEE_FEE' | 'SERVICE_FEE' | 'INSURANCE' | 'MEMBERSHIP';
  /** Who collects it. */
  readonly payee: string;
  /** Each period on the original principal, or once, kept back from what is paid out. */
  readonly method: 'RATE_PER_PERIOD' | 'DEDUCTED_UPFRONT';
  /** Fraction of the original principal. */
  readonly rate: DecimalString;
}

/** What else a credit costs and how the cost of a year is judged. @see products.md section 3, `annualCap` to `upfrontDeduction` (scope Y) */
export interface CostPolicy {
  /** Fraction per year, for the charges of all payees together. */
  readonly annualCap: DecimalString;
  readonly capMethod: CapMethod;
  readonly capTiming: 'PERIODIC' | 'DATED_WORST_CASE';
  /** What `DATED_WORST_CASE` dates installments by when the plan is published; a line uses its own calendar. */
  readonly capCalendar: DueCalendar;
  /** May a part of the principal be kept back? Then what is paid out is the principal, and nothing more is owed. */
  readonly upfrontDeduction: 'FORBIDDEN' | 'RESTATE_PRINCIPAL';
  readonly otherCharges: readonly OtherCharge[];
}

/** The defaults of products.md. */
export const COST_DEFAULTS: CostPolicy = {
  annualCap: '0.24',
  capMethod: 'NOMINAL_IRR',
  capTiming: 'PERIODIC',
  capCalendar: { regime: 'ORDER' },
  upfrontDeduction: 'FORBIDDEN',
  otherCharges: [],
};

type Charged = Pick<CostPolicy, 'upfrontDeduction' | 'otherCharges'> & { readonly rounding: Rounding };

/** What a customer gets and pays, to all payees together. Minor units. */
export interface CustomerFlows {
  readonly receivedMinor: Minor;
  /** Of each period. */
  readonly dueMinor: readonly Minor[];
}

/** The charges that a principal bears: where it is restated, nothing is kept back of it any more. */
export const chargesBorne = ({ upfrontDeduction, otherCharges }: Charged): readonly OtherCharge[] =>
  otherCharges.filter(({ method }) => method === 'RATE_PER_PERIOD' || upfrontDeduction === 'FORBIDDEN');

/** A charge once, rounded as the plan rounds. Minor units. */
export const chargeMinor = ({ rate }: OtherCharge, principalMinor: Minor, { rounding }: Charged): Minor =>
  applyRate(principalMinor, rate, rounding);

/**
 * The schedule of a principal with the charges of all other payees.
 *
 * @param rows the plan's own schedule of the principal
 */
export function customerFlows(plan: Charged, principalMinor: Minor, rows: readonly ScheduleRow[]): CustomerFlows {
  const sumOf = (method: OtherCharge['method']): Minor =>
    sumMinor(
      chargesBorne(plan)
        .filter((charge) => charge.method === method)
        .map((charge) => chargeMinor(charge, principalMinor, plan)),
    );
  const perPeriodMinor = sumOf('RATE_PER_PERIOD');
  return {
    receivedMinor: minor(principalMinor - sumOf('DEDUCTED_UPFRONT')),
    dueMinor: rows.map((row) => minor(row.principalMinor + row.interestMinor + row.feeMinor + perPeriodMinor)),
  };
}

/**
 * The principal of a draw of an amount: what is really paid out, where a part may be kept back.
 *
 * @see products.md section 3, `upfrontDeduction`
 */
export function restatedPrincipal(plan: Charged, amountMinor: Minor): Minor {
  if (plan.upfrontDeduction === 'FORBIDDEN') return amountMinor;
  const kept = plan.otherCharges.filter(({ method }) => method === 'DEDUCTED_UPFRONT');
  return minor(amountMinor - sumMinor(kept.map((charge) => chargeMinor(charge, amountMinor, plan))));
}
