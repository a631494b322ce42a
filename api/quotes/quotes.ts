import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import { refuseByPlan } from '../../domain/line/decide/checks.js';
import { minor } from '../../domain/money/minor.js';
import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import { agreedPlan } from '../../domain/plan/price-of.js';
import { linePreset } from '../../plans/presets.js';
import { lineProblem } from '../credit-lines/problems.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { planOf } from '../plans/plan-of.js';
import { offerOf } from './offer.js';

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
      const amountMinor = minor(body.amountMinor);
      const terms = linePreset(PRESET, { zone: ASIA_SHANGHAI, billDay, lenderId: settings.lenderId });
      const asOn = dateAt(terms.zone, now());
      const choices = offered.flatMap((plan) => plan.prices.map(({ periods }) => ({ plan, periods })));
      const judged = choices.map(({ plan: published, periods }) => {
        const plan = agreedPlan(published, { periods, grade: terms.priceGrade, on: asOn }) ?? published;
        const refused = refuseByPlan(plan, amountMinor, periods, currency, {
          formedOn: asOn,
          billDay: terms.billDay,
          dueRule: terms.dueRule,
        });
        return refused === null
          ? { offer: offerOf(plan, periods, amountMinor, terms, asOn) }
          : { refused: { planId: plan.planId, periods, code: refused.refusal.type } };
      });
      return Promise.resolve({
        body: {
          amountMinor,
          currency,
          asOn,
          billDay,
          offers: judged.flatMap(({ offer }) => offer ?? []),
          refused: judged.flatMap(({ refused }) => refused ?? []),
        },
      });
    },
  };
}

const currenciesOf = (plans: readonly PlanTerms[]): string =>
  [...new Set(plans.map(({ currency }) => currency))].sort().join(' or ');
