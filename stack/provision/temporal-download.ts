import { constants } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../problem.js';
import { FREE_SPACE_NEEDED_BYTES, requireFreeSpace } from './cache.js';

const CLI_VERSION = 'v1.9.1';
const FOR_EVER = '100000d';

async function executableIn(dir: string): Promise<string | null> {
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    if (!name.startsWith('temporal')) continue;
    const isExecutable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isExecutable) return path;
  }
  return null;
}

/**
 * The development server that the Temporal SDK downloads from its maker, kept in the cache folder.
 *
 * The SDK has no call that only downloads: it starts a server, which is ended at once; the file is what we want.
 *
 * @returns the path of the executable
 */
export async function downloadBySdk(cacheDir: string, report: (line: string) => void): Promise<string> {
  const dir = join(cacheDir, `temporal-sdk-${CLI_VERSION}`);
  await mkdir(dir, { recursive: true });
  const cached = await executableIn(dir);
  if (cached !== null) return cached;
  await requireFreeSpace(dir, FREE_SPACE_NEEDED_BYTES);
  report(`Temporal: downloading the server ${CLI_VERSION} through the Temporal SDK, once`);
  try {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing'); // heavy, and rarely needed: loaded here
    const started = await TestWorkflowEnvironment.createLocal({
      server: { executable: { type: 'cached-download', version: CLI_VERSION, downloadDir: dir, ttl: FOR_EVER } },
    });
    await started.teardown();
  } catch (thrown) {
    throw new Error(`the SDK's download of the Temporal server was refused: ${reasonOf(thrown)}`, { cause: thrown });
  }
  const downloaded = await executableIn(dir);
  if (downloaded === null) throw new Error(`the SDK's download left no server in ${dir}`);
  return downloaded;
}
