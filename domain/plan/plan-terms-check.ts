import { exact } from '../money/decimal.js';
import { bearsInterest } from '../schedule/schedule-terms.js';
import { faultOfTerms } from '../schedule/schedule-fault.js';
import type { ScheduleFault } from '../schedule/schedule-fault.js';
import { faultOfFunding } from './funding-shares.js';
import { assertLate } from './line-terms-check.js';
import { LineTermsError } from './must.js';
import { faultOfCharges } from './cost-policy-check.js';
import { faultOfCost } from './plan-cost.js';
import { faultOfServicing } from './servicing-terms-check.js';
import { scheduleTermsOf } from './plan-schedule.js';
import type { PlanTerms, TenorPrice } from './plan-terms.js';

/** Terms that no plan version can be published with: the rule, the parameter at fault and what to do. */
export class PlanTermsError extends RangeError {
  readonly fault: ScheduleFault;

  constructor(plan: Pick<PlanTerms, 'planId' | 'version'>, fault: ScheduleFault) {
    super(`plan ${plan.planId}@${plan.version}, ${fault.param}: ${fault.claim} (rule ${fault.rule})`);
    this.name = 'PlanTermsError';
    this.fault = fault;
  }
}

const FEE_RATE_MAX = '0.0210';
const ANNUAL_RATE_MAX = '0.36';

/**
 * Checks a plan version before it is published: its terms agree with each other for every tenor, and every cell of its
 * prices is under the cap.
 *
 * @throws PlanTermsError naming the first fault
 * @see products.md section 3, "Publishing rule" and the columns "Allowed"
 */
export function assertPlanTerms(plan: PlanTerms): void {
  const fault = faultOfPlan(plan) ?? firstOf(pricesOf(plan), (price) => faultOfCost(plan, price));
  if (fault !== null) throw new PlanTermsError(plan, fault);
}

/** What is wrong with a plan's terms whatever the cap says, or null. */
export function faultOfPlan(plan: PlanTerms): ScheduleFault | null {
  return (
    faultOfAmounts(plan) ??
    faultOfUse(plan) ??
    faultOfServicing(plan) ??
    faultOfLate(plan) ??
    faultOfCharges(plan) ??
    faultOfTenors(plan) ??
    firstOf(pricesOf(plan), (price) => faultOfPrice(plan, price)) ??
    faultOfGrid(plan) ??
    faultOfPromotions(plan)
  );
}

/** Every price that a customer may get. */
const pricesOf = (plan: PlanTerms): readonly TenorPrice[] => [
  ...plan.prices,
  ...plan.priceGrid,
  ...plan.promotions.flatMap(({ prices }) => prices),
];

/** A plan's own late terms keep the bounds of a line's. */
function faultOfLate({ late }: PlanTerms): ScheduleFault | null {
  if (late === null) return null;
  try {
    assertLate(late, null);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof LineTermsError)) throw thrown;
    return fault(thrown.param, thrown.message);
  }
}

function faultOfAmounts(plan: PlanTerms): ScheduleFault | null {
  const funding = faultOfFunding(plan.fundingShares);
  if (funding !== null) return fault('fundingShares', funding);
  const { minAmountMinor, maxAmountMinor, minInstallmentMinor } = plan;
  if (minAmountMinor < 1 || minAmountMinor > maxAmountMinor) {
    return fault(
      'minAmountMinor',
      `is ${minAmountMinor}, with a largest amount of ${maxAmountMinor}; give 1 up to that`,
    );
  }
  if (minInstallmentMinor < 0) return fault('minInstallmentMinor', 'give 0 or more', 'minInstallmentAmount');
  if (plan.subProduct === 'STATEMENT_INSTALLMENT' && !isOfBills(plan)) {
    return fault('amortization', 'a converted bill is repaid in installments; give FLAT_FEE, LEVEL_* or INTEREST_ONLY');
  }
  const isMonthly = plan.frequency.every === 1 && plan.frequency.unit === 'MONTHS';
  if (plan.installmentAnchor === 'ONE_PER_BILL' && !isMonthly) {
    return fault('installmentAnchor', 'ONE_PER_BILL is one a month; give a frequency of 1 MONTHS');
  }
  return null;
}

const isOfBills = ({ amortization }: PlanTerms): boolean =>
  amortization !== 'PAY_LATER' && amortization !== 'DAILY_SIMPLE';

/** @see products.md section 11, the column "Allowed" */
function faultOfUse({ use }: PlanTerms): ScheduleFault | null {
  const { cashSubLimitShare: share, cashSingleMaxMinor } = use;
  const isShare = /^\d+(?:\.\d+)?$/.test(share) && exact(share).lte(1);
  if (!isShare) return fault('use.cashSubLimitShare', `is ${share}; give 0 to 1`, 'cashSubLimitShare');
  return cashSingleMaxMinor >= 1 ? null : fault('use.cashSingleMaxMinor', 'give more than 0', 'cashSingleMax');
}

function faultOfTenors({ prices }: PlanTerms): ScheduleFault | null {
  if (prices.length === 0) return fault('prices', 'offer at least one tenor', 'tenors');
  const tenors = new Set(prices.map(({ periods }) => periods));
  return tenors.size === prices.length ? null : fault('prices', 'name each tenor once', 'tenors');
}

function faultOfPrice(plan: PlanTerms, price: TenorPrice): ScheduleFault | null {
  const terms = faultOfTerms(scheduleTermsOf(plan, price), price.periods);
  if (terms !== null) return terms;
  const isInterest = bearsInterest(plan);
  const feeMax = plan.amortization === 'FLAT_FEE' ? FEE_RATE_MAX : '0';
  const rateMax = isInterest ? ANNUAL_RATE_MAX : '0';
  for (const [param, rate, max] of [
    ['feeRatePerPeriod', price.feeRatePerPeriod, feeMax],
    ['annualRate', price.annualRate, rateMax],
  ] as const) {
    if (exact(rate).lte(max)) continue;
    const use = max === '0' ? `${plan.amortization} does not charge it; give 0` : `give 0 to ${max}`;
    return fault(param, `is ${rate} for tenor ${price.periods}; ${use}`);
  }
  return null;
}

/** A worse grade never pays less. */
function faultOfGrid({ prices, priceGrid }: PlanTerms): ScheduleFault | null {
  const tenors = new Set(prices.map(({ periods }) => periods));
  for (const cell of priceGrid) {
    const { grade, periods } = cell;
    if (!tenors.has(periods)) return fault('priceGrid', `has tenor ${periods}, which the plan does not offer`);
    if (!/^[A-Z]$/.test(grade)) return fault('priceGrid', `has the grade "${grade}"; write one letter, A for the best`);
    const others = priceGrid.filter((other) => other !== cell && other.periods === periods);
    if (others.some((other) => other.grade === grade)) {
      return fault('priceGrid', `has grade ${grade} twice for tenor ${periods}; name it once`);
    }
    const cheaper = others.find((other) => other.grade > grade && isCheaper(other, cell));
    if (cheaper !== undefined) {
      return fault('priceGrid', `asks less of grade ${cheaper.grade} than of ${grade} for tenor ${periods}`);
    }
  }
  return null;
}

const isCheaper = (a: TenorPrice, b: TenorPrice): boolean =>
  exact(a.feeRatePerPeriod).lt(b.feeRatePerPeriod) || exact(a.annualRate).lt(b.annualRate);

function faultOfPromotions({ prices, promotions }: PlanTerms): ScheduleFault | null {
  const tenors = new Set(prices.map(({ periods }) => periods));
  const named = new Set(promotions.map(({ promotionId }) => promotionId));
  if (named.size < promotions.length) return fault('promotions', 'name each promotion once');
  for (const { promotionId, fromOn, untilOn, prices: promoted } of promotions) {
    if (fromOn >= untilOn) return fault('promotions', `${promotionId} ends before it begins; give a later untilOn`);
    const other = promoted.find(({ periods }) => !tenors.has(periods));
    if (other !== undefined) {
      return fault('promotions', `${promotionId} has tenor ${other.periods}, which the plan does not offer`);
    }
  }
  return null;
}

const fault = (param: string, claim: string, rule = param): ScheduleFault => ({ rule, param, claim });

function firstOf<T>(items: readonly T[], check: (item: T) => ScheduleFault | null): ScheduleFault | null {
  for (const item of items) {
    const found = check(item);
    if (found !== null) return found;
  }
  return null;
}
