import type { Offer, QuoteBody, RefusedOffer } from '../../contracts/quotes.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { refuseByPlan } from '../../domain/line/decide/checks.js';
import { minor, ZERO, type Minor } from '../../domain/money/minor.js';
import { restatedPrincipal } from '../../domain/plan/cost-policy.js';
import { financingOf, type Financing } from '../../domain/plan/down-payment.js';
import type { LineTerms, PlanTerms } from '../../domain/plan/plan-terms.js';
import { agreedPlan, pricedBy } from '../../domain/plan/price-of.js';
import { lineProblem } from '../credit-lines/problems.js';
import { offerOf, type Offered } from './offer.js';

export interface QuoteQuestion {
  readonly plans: readonly PlanTerms[];
  readonly amountMinor: Minor;
  /** Null: every tenor that a plan has. */
  readonly periods: number | null;
  /** Of the line that is assumed: its currency, calendar and price grade. */
  readonly terms: LineTerms;
  readonly asOn: PlainDate;
  /** Prices of this promotion alone; null: whatever holds on the day. */
  readonly promotionId: string | null;
  readonly dates: Offered['dates'];
}

/**
 * What an amount costs in each of the plans, by the same rules and schedules as a real draw: the cheapest first, and of
 * equal ones that with the fewest periods. What is not offered has its reason.
 */
export function quoteOf(question: QuoteQuestion): QuoteBody {
  const { plans, amountMinor, periods, terms, asOn } = question;
  const judged = plans.flatMap((plan) =>
    (periods === null ? plan.prices.map((price) => price.periods) : [periods]).map((tenor) =>
      judge(plan, tenor, question),
    ),
  );
  return {
    amountMinor,
    currency: terms.currency,
    asOn,
    billDay: terms.billDay,
    offers: judged.flatMap(({ offer }) => offer ?? []).sort(byCost),
    refused: judged.flatMap(({ refused }) => refused ?? []),
  };
}

interface Judged {
  readonly offer?: Offer;
  readonly refused?: RefusedOffer;
}

function judge(published: PlanTerms, periods: number, question: QuoteQuestion): Judged {
  const { terms, asOn, promotionId, dates } = question;
  const { planId, version: planVersion } = published;
  const asked = { periods, grade: terms.priceGrade, on: asOn };
  const price = pricedBy(published, asked);
  if (price !== undefined && promotionId !== null && price.promotionId !== promotionId) {
    const detail = `${promotionId} does not set this price on ${asOn}: leave it out, or ask for another plan.`;
    const reason = { code: 'promotion-not-in-force', rule: 'promotions', param: 'promotionId', detail };
    return { refused: { planId, planVersion, periods, ...reason } };
  }
  const plan = agreedPlan(published, asked) ?? published;
  const financing = financingIn(plan, question.amountMinor);
  const forming = { formedOn: asOn, billDay: terms.billDay, dueRule: terms.dueRule };
  const refusal = refuseByPlan(plan, financing.financedMinor, periods, terms.currency, forming);
  if (refusal !== null) {
    const { code, param, message, reasons } = lineProblem(refusal.refusal);
    const reason = { code, rule: reasons[0]?.rule ?? code, param, detail: message };
    return { refused: { planId, planVersion, periods, ...reason } };
  }
  const { grade = null, promotionId: promotedBy = null } = price ?? {};
  return { offer: offerOf({ plan, periods, financing, terms, today: asOn, dates, grade, promotionId: promotedBy }) };
}

/** The part of a price that is paid at once; of cash, what is paid out is financed. */
function financingIn(plan: PlanTerms, amountMinor: Minor): Financing {
  if (plan.subProduct !== 'CASH_DRAW') return financingOf(plan, amountMinor);
  return { downPaymentMinor: ZERO, financedMinor: restatedPrincipal(plan, minor(amountMinor)) };
}

function byCost(a: Offer, b: Offer): number {
  const byTotal = a.costTable.totalCostMinor - b.costTable.totalCostMinor;
  return byTotal || a.periods - b.periods || (a.planId < b.planId ? -1 : 1);
}
