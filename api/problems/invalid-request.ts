import type { z } from 'zod';
import type { ProblemCode, ProblemReason } from '../../contracts/problem.js';
import { ApiProblem } from './api-problem.js';

type Code = Extract<ProblemCode, 'unknown-field' | 'missing-field' | 'invalid-field'>;

/** One fault of one field. Never the value: it may be personal. */
interface Fault {
  readonly code: Code;
  readonly param: string;
  readonly detail: string;
}

/** As many faults as one answer names. */
const FAULTS_MAX = 20;

/**
 * What a schema found, as one problem named after its first fault, with all faults as reasons.
 *
 * @param input what was checked: tells a missing field from one of a wrong type
 */
export function invalidRequest(issues: readonly z.core.$ZodIssue[], input: unknown): ApiProblem {
  const faults = issues.flatMap((issue) => faultsOf(issue, input)).slice(0, FAULTS_MAX);
  const [first = { code: 'invalid-field', param: '', detail: 'does not fit' } satisfies Fault] = faults;
  return new ApiProblem(first.code, sentenceOf(first), {
    param: first.param,
    reasons: faults.map(({ code, param, detail }): ProblemReason => ({ rule: code, param, detail, facts: {} })),
  });
}

function faultsOf(issue: z.core.$ZodIssue, input: unknown): readonly Fault[] {
  const param = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      return { code: 'unknown-field', param: dotted(param, key), detail: 'is not a field of this operation' };
    });
  if (issue.code === 'invalid_union') {
    // Of the forms that could be meant, the one with the fewest faults is.
    const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
    if (closest !== undefined)
      return closest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, input));
  }
  const isMissing = issue.path.length > 0 && valueAt(input, issue.path) === undefined;
  return [isMissing ? { code: 'missing-field', param, detail: 'is required' } : wrong(param, issue)];
}

const wrong = (param: string, issue: z.core.$ZodIssue): Fault => ({
  code: 'invalid-field',
  param,
  // zod's own texts name types, bounds and choices, never the value.
  detail: issue.message.replace(/^Invalid input: /, ''),
});

function sentenceOf({ code, param, detail }: Fault): string {
  const name = param === '' ? 'The body' : `"${param}"`;
  if (code === 'unknown-field') return `${name} ${detail}: leave it out, or check its spelling.`;
  return `${name} ${detail}: see /v1/docs for this operation, correct it and send the request again.`;
}

const dotted = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<PropertyKey, unknown>>)[key]; // an object that has the key
  }, input);
}
