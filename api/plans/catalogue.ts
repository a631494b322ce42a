import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import type { Plans } from '../deps.js';

/** The published plan versions, held in memory: they never change, and there are few. */
export function planCatalogue(versions: readonly PlanTerms[]): Plans {
  const byRef = new Map(versions.map((terms) => [`${terms.planId}@${terms.version}`, terms]));
  const newest = new Map<string, PlanTerms>();
  for (const terms of versions) {
    const known = newest.get(terms.planId);
    if (known === undefined || known.version < terms.version) newest.set(terms.planId, terms);
  }
  return {
    latest: () => [...newest.values()],
    find: (ref) => newest.get(ref) ?? byRef.get(ref) ?? null,
  };
}
