import type { DecisionInput, InputValue } from './decision-record.js';
import type { ApplicationFeatures } from './features.js';

/** Everything that a decision on an application may look at. */
export interface DecisionFacts extends ApplicationFeatures {
  /** Whole years on the civil date of the decision in the line's zone. */
  readonly ageYears: number;
  readonly identity: 'PASS' | 'FAIL' | 'MISMATCH' | 'UNAVAILABLE';
  readonly lenderType: string;
  readonly currency: string;
  readonly requestedLimitMinor: number;
}

const SOURCES: Readonly<Record<keyof DecisionFacts, DecisionInput['source']>> = {
  ageYears: 'CUSTOMER_RECORD',
  identity: 'IDENTITY_CHECK',
  lenderType: 'LINE_TERMS',
  currency: 'APPLICATION',
  requestedLimitMinor: 'APPLICATION',
  monthlyIncomeMinor: 'DECLARED',
  hasIncomeProof: 'DECLARED',
  employmentMonths: 'DECLARED',
  monthlyDebtServiceMinor: 'DECLARED',
  isStudent: 'DECLARED',
  existingLimitMinor: 'DECLARED',
  utilization: 'DECLARED',
  lateOf6: 'DECLARED',
  purpose: 'DECLARED',
};

const NAMES = Object.keys(SOURCES) as readonly (keyof DecisionFacts)[]; // SOURCES has exactly these keys

const COUNTS = [
  'ageYears',
  'requestedLimitMinor',
  'monthlyIncomeMinor',
  'employmentMonths',
  'monthlyDebtServiceMinor',
] as const satisfies readonly (keyof DecisionFacts)[];

const LATE_OF_6_MAX = 6;

/** The inputs of a decision by name, each with its source. What is not a known fact is left out. */
export function inputsOf(facts: DecisionFacts): Readonly<Record<string, DecisionInput>> {
  return Object.fromEntries(NAMES.map((name) => [name, { value: facts[name], source: SOURCES[name] }]));
}

/** The facts that a record was decided on. */
export function factsOf(inputs: Readonly<Record<string, DecisionInput>>): DecisionFacts {
  const values: Record<string, InputValue | undefined> = {};
  for (const name of NAMES) values[name] = inputs[name]?.value;
  return checkedFacts(values as unknown as DecisionFacts); // written by `inputsOf`, and checked
}

/**
 * Refuses facts on which nothing may be decided: a slip here could become an approval.
 *
 * @throws RangeError naming the fact, without its value
 */
export function checkedFacts(facts: DecisionFacts): DecisionFacts {
  for (const name of COUNTS) {
    if (!Number.isSafeInteger(facts[name]) || facts[name] < 0)
      throw new RangeError(`${name}: give a whole number >= 0`);
  }
  for (const name of ['hasIncomeProof', 'isStudent'] as const) {
    if (typeof facts[name] !== 'boolean') throw new RangeError(`${name}: give true or false`);
  }
  const { lateOf6, utilization } = facts;
  if (lateOf6 !== null && !(Number.isInteger(lateOf6) && lateOf6 >= 0 && lateOf6 <= LATE_OF_6_MAX)) {
    throw new RangeError('lateOf6: give a whole number from 0 to 6, or null');
  }
  if (utilization !== null && (typeof utilization !== 'string' || !/^\d{1,9}(\.\d{1,9})?$/.test(utilization))) {
    throw new RangeError('utilization: give a decimal such as "0.35", or null');
  }
  return facts;
}
