import type { ApiDeps, ClockAnswer, Sandbox } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { lineProblem } from '../credit-lines/problems.js';
import { unknownProblem } from '../http/read-call.js';
import { ADVANCE_DAYS_MAX } from '../../contracts/sandbox.js';
import { ApiProblem } from '../problems/api-problem.js';

type SandboxHandlers = Pick<Handlers, 'advanceLine' | 'advanceApplication' | 'readMailbox'>;

const LINE_CLOSED = () => lineProblem({ type: 'line-not-active', status: 'CLOSED', causes: [] });
const APPLICATION_ENDED = () =>
  new ApiProblem('application-not-open', 'The application has ended: its clock stands still for good.');

/** What exists only where no real money and no real people are; the router knows these operations in sandbox mode alone. */
export function sandboxHandlers({ sandbox }: Pick<ApiDeps, 'sandbox'>): SandboxHandlers {
  const required = (): Sandbox => {
    if (sandbox === null) throw new ApiProblem('not-found', 'This exists in sandbox mode alone.');
    return sandbox;
  };
  return {
    advanceLine: async ({ params: { lineId }, body }) => ({
      body: moved(await required().advanceLine(lineId, body), 'lineId', LINE_CLOSED),
    }),
    advanceApplication: async ({ params: { applicationId }, body }) => ({
      body: moved(await required().advanceApplication(applicationId, body), 'applicationId', APPLICATION_ENDED),
    }),
    readMailbox: async ({ query: { to = null, template = null, limit } }) => ({
      body: { items: await required().mailbox({ to, template, limit }) },
    }),
  };
}

function moved(
  answer: ClockAnswer,
  param: string,
  ended: () => ApiProblem,
): Omit<Extract<ClockAnswer, { kind: 'MOVED' }>, 'kind'> {
  switch (answer.kind) {
    case 'MOVED': {
      const { fromAt, toAt, on } = answer;
      return { fromAt, toAt, on };
    }
    case 'UNKNOWN':
      throw unknownProblem(param);
    case 'ENDED':
      throw ended();
    case 'OUT_OF_RANGE':
      throw new ApiProblem(
        'target-out-of-range',
        `Choose a day after the clock's present one and at most ${ADVANCE_DAYS_MAX} days ahead.`,
        { param: 'to' },
      );
    case 'STUCK':
      throw new ApiProblem(
        'clock-stuck',
        'Something in flight does not end, such as a call to the bank: see explain, then send the request again.',
      );
  }
}
