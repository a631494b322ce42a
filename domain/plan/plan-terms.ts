import type { PlainDate } from '../calendar/plain-date.js';
import type { ZoneTable } from '../calendar/zone.js';
import type { DueRule } from '../calendar/billing-calendar.js';
import type { LateTerms } from '../delinquency/late-charge.js';
import type { LimitTerms, UseTerms } from '../limits/limit-terms.js';
import type { Minor } from '../money/minor.js';
import type { Rounding } from '../money/rounding.js';
import type { RepaymentTerms } from '../repayment/repayment-terms.js';
import type { ScheduleTerms } from '../schedule/schedule-terms.js';
import type { BillingTerms } from '../statement/billing-terms.js';
import type { CostPolicy } from './cost-policy.js';
import type { FundingShare } from './funding-shares.js';
import type { ServicingTerms } from './servicing-terms.js';

/** What an agreement is for: a purchase due with the next bill, one in installments, a bill in installments, or cash. */
export const SUB_PRODUCTS = ['PURCHASE', 'ORDER_INSTALLMENT', 'STATEMENT_INSTALLMENT', 'CASH_DRAW'] as const;
export type SubProduct = (typeof SUB_PRODUCTS)[number];

/** The price of one tenor. Rates are exact decimal strings: `"0.0060"` is 0.60 % of the original principal a period. */
export interface TenorPrice {
  readonly periods: number;
  readonly feeRatePerPeriod: string;
  readonly annualRate: string;
}

/** The price of one tenor for customers of one grade. @see products.md section 3, `priceGrid` */
export interface GradePrice extends TenorPrice {
  /** `A` is the best. */
  readonly grade: string;
}

/** Prices that stand in for those of the plan for a while, where they name a tenor. */
export interface Promotion {
  readonly promotionId: string;
  readonly fromOn: PlainDate;
  /** The first day on which it no longer holds. */
  readonly untilOn: PlainDate;
  readonly prices: readonly TenorPrice[];
}

/**
 * The immutable terms of one plan version (`planId@version`). An agreement embeds the version it was drawn on and keeps
 * it for life: a later version never changes it.
 *
 * @see products.md sections 1, 3, 8, 9 (scope P)
 */
export interface PlanTerms extends CostPolicy, ServicingTerms, Omit<ScheduleTerms, 'feeRatePerPeriod' | 'annualRate'> {
  readonly planId: string;
  readonly version: number;
  readonly name: string;
  /** The module of plans/ that interprets the terms. */
  readonly program: 'installment@1';
  readonly subProduct: SubProduct;
  readonly currency: string;
  /** The tenors that are offered, at the price of a customer whose grade has none of its own. */
  readonly prices: readonly TenorPrice[];
  readonly priceGrid: readonly GradePrice[];
  readonly promotions: readonly Promotion[];
  readonly installmentAnchor: 'MONTHLY_FROM_PURCHASE' | 'ONE_PER_BILL';
  readonly minAmountMinor: Minor;
  readonly maxAmountMinor: Minor;
  /** No installment may be below this (products.md: 9.99 refused); one that is due at once in full may. */
  readonly minInstallmentMinor: Minor;
  /** Who carries the agreement, in parts that sum to 1; the line's lender alone unless the plan is co-lent. */
  readonly fundingShares: readonly FundingShare[];
  /** How an agreement may use the line's limit. */
  readonly use: UseTerms;
  /** What its installments bear when they are carried or late; null: what the line's terms say. */
  readonly late: LateTerms | null;
}

/** One try of an automatic debit: days relative to the due date and a wall-clock time in the line's zone. */
export interface AutopayAttempt {
  readonly offsetDays: number;
  readonly time: string;
}

/**
 * The terms of one line: its calendar, statement, late, repayment and notice rules.
 *
 * @see products.md sections 2, 4, 5, 6, 7, 10; preset `cnPayLaterStatement`
 */
export interface LineTerms extends RepaymentTerms, BillingTerms {
  readonly preset: string;
  readonly currency: string;
  readonly zone: ZoneTable;
  readonly lenderId: string;
  readonly lenderType: 'MICRO_LENDER' | 'CONSUMER_FINANCE' | 'BANK' | 'BANK_CARD' | 'NON_CN';
  /** 1..28; the cut is at 00:00 of this day, the cycle is `[previous bill day, bill day)`. */
  readonly billDay: number;
  readonly dueRule: DueRule;
  readonly minDuePercent: string;
  readonly minDueCarryThresholdMinor: Minor;
  readonly late: LateTerms;
  readonly rounding: Rounding;
  /** The grade that price grids are read with, from the decision that opened the line; null for none. */
  readonly priceGrade: string | null;
  readonly holdTtlHours: number;
  readonly limits: LimitTerms;
  readonly reminderOffsetsDays: readonly number[];
  readonly reminderTime: string;
  readonly autopayAttempts: readonly AutopayAttempt[];
  /** Largest age of a back-dated fact; older ones are refused. */
  readonly correctionWindowMonths: number;
}
