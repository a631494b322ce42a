import { PROBLEMS, type ProblemBody, type ProblemCode, type ProblemReason } from '../../contracts/problem.js';
import { BASE_PATH } from '../../contracts/routes.js';

interface ProblemFacts {
  /** The field at fault, in dotted form. */
  readonly param?: string;
  readonly reasons?: readonly ProblemReason[];
  /** When to come back, for 429 and 503. */
  readonly retryAfterSeconds?: number;
}

/** A request that gets a problem for an answer. `detail` says what to do next and holds no personal data. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ProblemCode;
  readonly param: string | null;
  readonly reasons: readonly ProblemReason[];
  readonly retryAfterSeconds: number | null;

  constructor(code: ProblemCode, detail: string, { param, reasons, retryAfterSeconds }: ProblemFacts = {}) {
    super(detail);
    this.code = code;
    this.param = param ?? null;
    this.reasons = reasons ?? [];
    this.retryAfterSeconds = retryAfterSeconds ?? null;
  }

  get status(): number {
    return PROBLEMS[this.code].status;
  }
}

/** The body of the answer (RFC 9457). */
export function bodyOf(problem: ApiProblem, requestId: string): ProblemBody {
  const { status, title } = PROBLEMS[problem.code];
  return {
    type: `${BASE_PATH}/problems/${problem.code}`,
    title,
    status,
    detail: problem.message,
    code: problem.code,
    param: problem.param,
    requestId,
    reasons: [...problem.reasons],
  };
}
