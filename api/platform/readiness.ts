import type { Client } from '@temporalio/client';
import type { Readiness } from '../../contracts/health.js';
import type { Store } from '../../storage/store.js';

const CHECK_TIMEOUT_MS = 2_000;

type Check = () => Promise<unknown>;

interface StandsOn {
  readonly store: Pick<Store, 'ping'>;
  readonly client: Client;
  /** null: no sandbox, or one that is not needed. */
  readonly sandboxUrl: string | null;
  readonly mode: Readiness['mode'];
}

/** Whether the API can serve: asks everything it stands on, each for a short while. */
export function readinessOf({ store, client, sandboxUrl, mode }: StandsOn): () => Promise<Readiness> {
  const checks: Readonly<Record<string, Check>> = {
    store: () => store.ping(),
    temporal: () => {
      const { namespace } = client.options;
      return client.withDeadline(Date.now() + CHECK_TIMEOUT_MS, () =>
        client.workflowService.describeNamespace({ namespace }),
      );
    },
    ...(sandboxUrl === null ? {} : { sandbox: () => answersOk(`${sandboxUrl}/health`) }),
  };
  return async () => {
    const seen = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, (await isWell(check)) ? 'ok' : 'failing'] as const),
    );
    const status = seen.every(([, state]) => state === 'ok') ? 'ok' : 'failing';
    return { status, mode, checks: Object.fromEntries(seen) };
  };
}

async function isWell(check: Check): Promise<boolean> {
  const timeout = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), CHECK_TIMEOUT_MS).unref();
  });
  const done = check().then(
    () => true,
    () => false,
  );
  return await Promise.race([done, timeout]);
}

async function answersOk(url: string): Promise<void> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`status ${answer.status}`);
}
