import type { Frequency } from '../../calendar/frequency.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import type { DecimalString } from '../../money/decimal.js';
import type { Minor } from '../../money/minor.js';

/** How the interest of a stretch of days follows from the rate per year. */
export interface InterestTerms {
  /** Fraction per year. */
  readonly annualRate: DecimalString;
  readonly frequency: Frequency;
  /** By days, or the same for every whole period. */
  readonly interestCalculation: 'DAILY' | 'PER_PERIOD';
  /** `PER_PERIOD` alone: what is drawn inside a period bears interest from its own date, or as from the period's start. */
  readonly partialPeriods: 'FROM_DRAW' | 'WHOLE_PERIOD';
  readonly daysInYear: 360 | 364 | 365 | 'ACTUAL';
  readonly daysInMonth: 30 | 'ACTUAL';
  /** A year has 366 days by the calendar, or only in a period that holds 29 February. */
  readonly leapYearRule: 'CALENDAR_YEAR' | 'FEB_29_PERIOD_ONLY';
  /** Where actual days over actual years are cut when a period goes over the end of a year. */
  readonly yearSplit: 'DEC_31' | 'JAN_1';
}

/**
 * A loan in one or more draws, repaid in installments: everything that its table depends on, apart from what is drawn.
 */
export interface LoanTerms extends InterestTerms {
  /**
   * `PROGRESSIVE`: the level payment is corrected until the last one hardly differs. `CUMULATIVE`: the older convention,
   * years of 365 days and whatever is left over in the last installment.
   */
  readonly convention: 'PROGRESSIVE' | 'CUMULATIVE';
  /** Interest on what is open, or on all that was drawn. */
  readonly interestMethod: 'DECLINING' | 'FLAT';
  readonly amortization: 'LEVEL_PAYMENT' | 'EQUAL_PRINCIPAL';
  /** Number of installments, down payments not counted. */
  readonly installments: number;
  /** The day from which periods are counted: period k ends k steps later. */
  readonly startOn: PlainDate;
  /** Part of each draw that is due at once, as a fraction; 0 for none. */
  readonly downPaymentRate: DecimalString;
  /** The level payment and a down payment are whole multiples of this. */
  readonly installmentMultipleMinor: Minor | null;
  /** The last installment is due so many units of the frequency after the start, whatever the periods add up to. */
  readonly fixedLength: number | null;
  /** First periods without principal. */
  readonly principalGracePeriods: number;
  /** First periods whose interest is due with the first period after them. */
  readonly interestGracePeriods: number;
  /** First periods that bear no interest. */
  readonly interestFreePeriods: number;
  /** Draws share the periods of the loan, or each has periods of its own from the start of the one it falls in. */
  readonly tranches: 'SHARED_TERM' | 'FULL_TERM';
  /** Principal that was due and not paid keeps bearing interest until a date; the last installment takes it. */
  readonly overdue: { readonly untilOn: PlainDate; readonly paidInstallments: number } | null;
}

/** Money paid out under a loan. */
export interface Disbursement {
  readonly on: PlainDate;
  /** Minor units, above 0. */
  readonly amountMinor: Minor;
}

/** A period of a loan, half-open; its installment falls due at its end. */
export interface LoanPeriod {
  readonly fromOn: PlainDate;
  readonly dueOn: PlainDate;
  /** Its length is that of the frequency; a month from 31 January to 28 February is a whole one. */
  readonly isRegular: boolean;
}

/** One installment of a loan's table. */
export interface LoanRow {
  /** From 1, down payments counted, in the order of the table. */
  readonly nr: number;
  readonly kind: 'INSTALLMENT' | 'DOWN_PAYMENT';
  /** A down payment begins and falls due on the day of its draw. */
  readonly fromOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
}
