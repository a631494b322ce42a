import type { PlanBody } from '../../contracts/plans.js';
import type { PlanTerms, TenorPrice } from '../../domain/plan/plan-terms.js';
import type { ServicingTerms } from '../../domain/plan/servicing-terms.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { planOf } from './plan-of.js';

/** What can be bought on a line. */
export function planHandlers({ plans }: Pick<ApiDeps, 'plans'>): Pick<Handlers, 'listPlans' | 'getPlan'> {
  return {
    listPlans: async () => Promise.resolve({ body: { items: plans.latest().map(planBody) } }),
    getPlan: async ({ params }) => Promise.resolve({ body: planBody(planOf(plans, params.planId)) }),
  };
}

const priceBody = ({ periods, feeRatePerPeriod, annualRate }: TenorPrice): PlanBody['prices'][number] => ({
  periods,
  feeRatePerPeriod,
  annualRate,
});

function planBody(terms: PlanTerms): PlanBody {
  return {
    planId: terms.planId,
    version: terms.version,
    name: terms.name,
    program: terms.program,
    subProduct: terms.subProduct,
    currency: terms.currency,
    amortization: terms.amortization,
    prices: terms.prices.map(priceBody),
    priceGrid: terms.priceGrid.map((price) => ({ grade: price.grade, ...priceBody(price) })),
    promotions: terms.promotions.map(({ promotionId, fromOn, untilOn, prices }) => ({
      promotionId,
      fromOn,
      untilOn,
      prices: prices.map(priceBody),
    })),
    frequency: { every: terms.frequency.every, unit: terms.frequency.unit },
    firstPeriodRule: terms.firstPeriodRule,
    principalGracePeriods: terms.principalGracePeriods,
    interestGracePeriods: terms.interestGracePeriods,
    interestFreePeriods: terms.interestFreePeriods,
    fixedInstallmentMinor: terms.fixedInstallmentMinor,
    installmentMultipleMinor: terms.installmentMultipleMinor,
    minAmountMinor: terms.minAmountMinor,
    maxAmountMinor: terms.maxAmountMinor,
    minInstallmentMinor: terms.minInstallmentMinor,
    annualCap: terms.annualCap,
    capMethod: terms.capMethod,
    capTiming: terms.capTiming,
    upfrontDeduction: terms.upfrontDeduction,
    otherCharges: terms.otherCharges.map(({ component, payee, method, rate }) => ({ component, payee, method, rate })),
    fundingShares: terms.fundingShares.map(({ funderId, share }) => ({ funderId, share })),
    ...servicingBody(terms),
  };
}

function servicingBody(terms: ServicingTerms): Pick<PlanBody, keyof ServicingTerms> {
  return {
    settlementStrategies: [...terms.settlementStrategies],
    settlementDailyRate: terms.settlementDailyRate,
    settlementFeeOffset: terms.settlementFeeOffset,
    partialPrepay: terms.partialPrepay,
    dailyRate: terms.dailyRate,
    cashDrawFeeRate: terms.cashDrawFeeRate,
    refundAllocation: terms.refundAllocation,
    refundPaidSlice: terms.refundPaidSlice,
    openFeePolicy: terms.openFeePolicy,
    chargedFeePolicy: terms.chargedFeePolicy,
    couponPolicy: terms.couponPolicy,
    statementInstallmentPartial: terms.statementInstallmentPartial,
    statementInstallmentStart: terms.statementInstallmentStart,
    downPaymentRate: terms.downPaymentRate,
    merchantFeeShare: terms.merchantFeeShare,
  };
}
