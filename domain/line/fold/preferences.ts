import { exact, type Exact } from '../../money/decimal.js';
import { planAnnualCost } from '../../plan/plan-cost.js';
import type { LineTerms } from '../../plan/plan-terms.js';
import { rankByRate } from '../../repayment/rank-by-rate.js';
import type { DraftAgreement } from './draft.js';
import type { Target } from './money-targets.js';

/** Which balances money prefers within a time. BEARING: cash and what is past its interest-free time. */
export type Preference = 'NONE' | 'BEARING' | 'LOWEST_RATE' | 'HIGHEST_RATE';

const YEAR_DAYS = 365;

/**
 * Sets the priority of each target. By rate, charges come before all principal, whatever bears them.
 *
 * @see products.md section 6, `cashBeforePurchase`, `aboveMinimum`; golden WAT-2
 */
export function preferencesOf(targets: readonly Target[], preference: Preference, terms: LineTerms): readonly Target[] {
  switch (preference) {
    case 'NONE':
      return targets;
    case 'BEARING':
      return targets.map((target) => ({ ...target, priority: isBearing(target) ? 0 : 1 }));
    case 'LOWEST_RATE':
      return byRate(targets, terms, 'LOWEST');
    case 'HIGHEST_RATE':
      return byRate(targets, terms, 'HIGHEST');
  }
}

const isBearing = ({ isCarried, agreement }: Target): boolean =>
  isCarried || agreement?.plan.subProduct === 'CASH_DRAW';

function byRate(targets: readonly Target[], terms: LineTerms, first: 'LOWEST' | 'HIGHEST'): readonly Target[] {
  const agreements = [...new Set(targets.map(({ agreement }) => agreement))].filter((each) => each !== null);
  const rates = new Map(agreements.map((agreement) => [agreement, annualRateOf(agreement, terms)]));
  const rankOf = rankByRate([...rates.values()], first);
  return targets.map((target) => {
    const { component, agreement } = target;
    const rate = agreement === null ? undefined : rates.get(agreement);
    return { ...target, priority: component === 'PRINCIPAL' && rate !== undefined ? 1 + rankOf(rate) : 0 };
  });
}

/** What a balance bears a year: its plan's cost, or the carry fee where the plan has none. */
function annualRateOf({ plan }: DraftAgreement, terms: LineTerms): Exact {
  const price = plan.prices[0];
  if (plan.amortization === 'PAY_LATER' || price === undefined)
    return exact(terms.late.carryDailyRate).times(YEAR_DAYS);
  return planAnnualCost(plan, price);
}
