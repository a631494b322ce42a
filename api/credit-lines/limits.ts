import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { runCommand } from './run-command.js';

type Limits = 'changeLimit' | 'grantTemporaryLimit' | 'revokeTemporaryLimit' | 'setSceneLimit' | 'setSelfCap';

/** The parts of the limit: base, temporary, scene, and the customer's own cap. */
export function limitHandlers(deps: ApiDeps): Pick<Handlers, Limits> {
  return {
    changeLimit: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'changeLimit', ...body },
        command: () => ({ type: 'changeLimit', ...body }),
      }),

    grantTemporaryLimit: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'grantTemporaryLimit', ...body },
        command: () => ({ type: 'grantTemporaryLimit', ...body }),
      }),

    revokeTemporaryLimit: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'revokeTemporaryLimit', ...body },
        command: () => ({ type: 'revokeTemporaryLimit', ...body }),
      }),

    setSceneLimit: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'setSceneLimit', ...body },
        command: () => ({ type: 'setSceneLimit', ...body }),
      }),

    setSelfCap: async ({ params: { lineId }, body, intent }) =>
      runCommand(deps, {
        lineId,
        intent,
        body: { operation: 'setSelfCap', ...body },
        command: () => ({ type: 'setSelfCap', ...body }),
      }),
  };
}
