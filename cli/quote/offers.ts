import { offerOf } from '../../api/quotes/offer.js';
import type { Offer } from '../../contracts/quotes.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { refuseByPlan } from '../../domain/line/decide/checks.js';
import type { RefusalType } from '../../domain/line/refusals.js';
import type { Minor } from '../../domain/money/minor.js';
import type { LineTerms, PlanTerms } from '../../domain/plan/plan-terms.js';
import { agreedPlan } from '../../domain/plan/price-of.js';

export interface Quote {
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly asOn: PlainDate;
  /** The bill day that the dates assume. */
  readonly billDay: number;
  readonly offers: readonly Offer[];
  /** Plans and tenors that this amount does not get, and the rule. */
  readonly refused: readonly { readonly planId: string; readonly periods: number; readonly code: RefusalType }[];
}

export interface QuoteQuestion {
  readonly plans: readonly PlanTerms[];
  readonly amountMinor: Minor;
  /** Null: every tenor that a plan has. */
  readonly periods: number | null;
  readonly terms: LineTerms;
  readonly asOn: PlainDate;
}

/** What an amount costs in each of the plans, by the same rules and schedules as a real draw. */
export function quoteOf({ plans, amountMinor, periods, terms, asOn }: QuoteQuestion): Quote {
  const { currency, billDay } = terms;
  const choices = plans.flatMap((plan) =>
    (periods === null ? plan.prices.map((price) => price.periods) : [periods]).map((tenor) => ({ plan, tenor })),
  );
  const judged = choices.map(({ plan: published, tenor }) => {
    const plan = agreedPlan(published, { periods: tenor, grade: terms.priceGrade, on: asOn }) ?? published;
    const refused = refuseByPlan(plan, amountMinor, tenor, currency, {
      formedOn: asOn,
      billDay: terms.billDay,
      dueRule: terms.dueRule,
    });
    return refused === null
      ? { offer: offerOf(plan, tenor, amountMinor, terms, asOn) }
      : { refused: { planId: plan.planId, periods: tenor, code: refused.refusal.type } };
  });
  return {
    amountMinor,
    currency,
    asOn,
    billDay,
    offers: judged.flatMap(({ offer }) => offer ?? []),
    refused: judged.flatMap(({ refused }) => refused ?? []),
  };
}
