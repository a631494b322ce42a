import { PROBLEM_CODES, PROBLEMS } from '../../contracts/problem.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';

type PlatformHandlers = Pick<Handlers, 'health' | 'ready' | 'metrics' | 'openApi' | 'getProblem'>;

/** What machines ask of the process itself. */
export function platformHandlers({
  readiness,
  metrics,
  document,
}: Pick<ApiDeps, 'readiness' | 'metrics' | 'document'>): PlatformHandlers {
  return {
    health: async () => Promise.resolve({ body: { status: 'ok' } }),
    ready: async () => {
      const body = await readiness();
      return { body, status: body.status === 'ok' ? 200 : 503 };
    },
    metrics: async () => ({ body: await metrics.text() }),
    openApi: async () => Promise.resolve({ body: { ...document } }),
    getProblem: async ({ params }) => {
      const code = PROBLEM_CODES.find((candidate) => candidate === params.code);
      if (code === undefined) throw unknownProblem('code');
      return Promise.resolve({ body: { code, ...PROBLEMS[code] } });
    },
  };
}
