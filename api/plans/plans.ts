import type { PlanBody } from '../../contracts/plans.js';
import type { PlanTerms } from '../../domain/plan/plan-terms.js';
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

function planBody(terms: PlanTerms): PlanBody {
  return {
    planId: terms.planId,
    version: terms.version,
    name: terms.name,
    program: terms.program,
    subProduct: terms.subProduct,
    currency: terms.currency,
    amortization: terms.amortization,
    prices: terms.prices.map(({ periods, feeRatePerPeriod, annualRate }) => ({
      periods,
      feeRatePerPeriod,
      annualRate,
    })),
    minAmountMinor: terms.minAmountMinor,
    maxAmountMinor: terms.maxAmountMinor,
    minInstallmentMinor: terms.minInstallmentMinor,
    annualCap: terms.annualCap,
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
    downPaymentRate: terms.downPaymentRate,
    merchantFeeShare: terms.merchantFeeShare,
  };
}
