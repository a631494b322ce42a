import { existsSync } from 'node:fs';
import { storeDataPath } from '../paths.js';
import { StackProblem } from '../problem.js';
import type { Attempt, ProvisionContext } from './context.js';
import { loadDownloader, mongodFromDownload, mongodFromPath, type MongodBinary } from './mongod.js';
import { provisionSecantus, type SecantusInstallation } from './secantus.js';

export type StoreProgram = MongodBinary | SecantusInstallation;

type Way = (context: ProvisionContext) => Promise<Attempt<StoreProgram>>;

/**
 * The order, but a home folder that already has data goes on with the kind of store that wrote it: another one could not
 * read it, and everything would seem to be gone.
 */
function waysFor(homeDir: string, load: typeof loadDownloader): readonly Way[] {
  const mongod: readonly Way[] = [mongodFromPath, async (context) => await mongodFromDownload(context, load)];
  if (existsSync(storeDataPath(homeDir, 'mongod'))) return mongod;
  if (existsSync(storeDataPath(homeDir, 'secantus'))) return [provisionSecantus];
  return [...mongod, provisionSecantus];
}

/**
 * A document store for this machine: mongod on PATH, else MongoDB's official download, else the stand-in from PyPI.
 *
 * @throws StackProblem `no-document-store` with the reason of every way that was tried; `disk-full`
 */
export async function provisionDocumentStore(
  context: ProvisionContext,
  load: typeof loadDownloader = loadDownloader,
): Promise<StoreProgram> {
  const reasons: string[] = [];
  for (const way of waysFor(context.config.homeDir, load)) {
    const attempt = await way(context);
    if (attempt.got !== null) return attempt.got;
    reasons.push(attempt.reason);
  }
  throw new StackProblem(
    'no-document-store',
    [
      'No document store could be found or downloaded:',
      ...reasons.map((reason) => `  - ${reason}`),
      'Remedy one of these, or run MongoDB 8 elsewhere and set MONGODB_URI to its address.',
    ].join('\n'),
  );
}
