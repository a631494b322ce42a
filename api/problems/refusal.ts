import type { ProblemCode, ProblemReason } from '../../contracts/problem.js';
import { ApiProblem } from './api-problem.js';

/** What a refusal means to who sent the command. */
export interface Explanation {
  /** What to do next. */
  readonly detail: string;
  /** The field at fault, if it is one. */
  readonly param?: string;
  /** The rule of law or product that spoke, where it is not the refusal itself. */
  readonly rule?: string;
}

/** A refusal's explanation for each of its types. */
export type Explanations<Refusal extends { readonly type: string }> = {
  readonly [Type in Refusal['type']]: (refusal: Extract<Refusal, { readonly type: Type }>) => Explanation;
};

/** A refusal as a problem: its type is the code, its facts are those of the reason. */
export function refusalProblem(refusal: { readonly type: ProblemCode }, explanation: Explanation): ApiProblem {
  const { type, ...facts } = refusal;
  const { detail, param, rule = type } = explanation;
  const reason: ProblemReason = {
    rule,
    param: param ?? null,
    detail,
    facts,
  };
  return new ApiProblem(type, detail, { ...(param === undefined ? {} : { param }), reasons: [reason] });
}
