import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import type { LineState } from '../../domain/line/state.js';
import type { Envelope } from './state.js';

/** An envelope in whose state every plan version stands once, and wherever it is embedded only its number. */
export interface SharedEnvelope {
  readonly envelope: Envelope;
  /** Absent where nothing is shared. */
  readonly plans?: readonly PlanTerms[];
}

type Member = (name: string, value: unknown) => unknown;

/**
 * A line embeds its plan versions in every hold, fact and agreement, though it draws on few: in the payload of
 * continue-as-new each of them is written once.
 */
export function sharePlans(envelope: Envelope): SharedEnvelope {
  const numbers = new Map<string, number>();
  const plans: PlanTerms[] = [];
  const state = mapped(envelope.state, (name, value) => {
    if (name !== 'plan' || typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, plans.length);
    return plans.push(value as PlanTerms) - 1; // only members of this name hold a plan, and all of them do
  });
  return { envelope: { ...envelope, state: state as LineState }, plans };
}

/** The envelope as it was before its plans were shared. */
export function restorePlans({ envelope, plans }: SharedEnvelope): Envelope {
  if (plans === undefined) return envelope;
  const state = mapped(envelope.state, (name, value) => {
    if (name !== 'plan' || typeof value !== 'number') return value;
    const plan = plans[value];
    if (plan === undefined) throw new Error(`the envelope names plan ${value} of ${plans.length}`);
    return plan;
  });
  return { ...envelope, state: state as LineState };
}

/** A copy of plain JSON with its members replaced; what was replaced is not looked into. */
function mapped(value: unknown, member: Member): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, member));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const replaced = member(name, inner);
      return [name, replaced === inner ? mapped(inner, member) : replaced];
    }),
  );
}
