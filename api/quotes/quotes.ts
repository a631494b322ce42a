import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import { minor } from '../../domain/money/minor.js';
import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import { linePreset } from '../../plans/presets.js';
import { lineProblem } from '../credit-lines/problems.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { planOf } from '../plans/plan-of.js';
import { quoteOf } from './quote.js';

const PRESET = 'cnPayLaterStatement';

/** What an amount costs, by plan and tenor: the rules of the engine, with nothing decided. */
export function quoteHandlers({
  plans,
  now,
  settings,
}: Pick<ApiDeps, 'plans' | 'now' | 'settings'>): Pick<Handlers, 'createQuote'> {
  return {
    createQuote: async ({ body }) => {
      const { currency, planId, billDay } = body;
      const asked = planId === undefined ? plans.latest() : [planOf(plans, planId)];
      const offered = asked.filter((plan) => plan.currency === currency);
      if (offered.length === 0) throw lineProblem({ type: 'wrong-currency', expected: currenciesOf(asked) });
      const { priceGrade = null, promotionId = null, dates } = body;
      const terms = linePreset(PRESET, { zone: ASIA_SHANGHAI, billDay, lenderId: settings.lenderId, priceGrade });
      const quote = quoteOf({
        plans: offered,
        amountMinor: minor(body.amountMinor),
        periods: null,
        terms: { ...terms, currency },
        asOn: dateAt(terms.zone, now()),
        promotionId,
        dates,
      });
      return Promise.resolve({ body: quote });
    },
  };
}

const currenciesOf = (plans: readonly PlanTerms[]): string =>
  [...new Set(plans.map(({ currency }) => currency))].sort().join(' or ');
