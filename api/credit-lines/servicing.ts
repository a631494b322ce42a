import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { lineProblem } from './problems.js';
import { notOpen, runCommand } from './run-command.js';

type Servicing = Pick<Handlers, 'freeze' | 'unfreeze' | 'close' | 'resume'>;

/** What is done to the line itself. */
export function servicingHandlers(deps: ApiDeps): Servicing {
  return {
    freeze: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'freeze', ...body },
        command: () => ({ type: 'freeze', ...body }),
      }),

    unfreeze: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'unfreeze', ...body },
        command: () => ({ type: 'unfreeze', ...body }),
      }),

    close: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'close', ...body },
        command: () => ({ type: 'close', ...body }),
      }),

    resume: async ({ params: { lineId }, intent }) => {
      const answer = await deps.lines.resume(lineId, intent.key);
      if (answer.kind === 'UNKNOWN') throw await notOpen(deps, lineId);
      if (answer.kind === 'REFUSED') throw lineProblem(answer.refusal);
      return { body: answer.value };
    },
  };
}
