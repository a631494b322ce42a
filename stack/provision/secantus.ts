import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackProblem, reasonOf } from '../problem.js';
import { cachedFolder, contentKey } from './cache.js';
import type { Attempt, ProvisionContext } from './context.js';
import { installLocked } from './pip.js';
import { describePython, findPython, pipObstacle, type Python } from './python.js';

const LOCK_PATH = fileURLToPath(new URL('secantus.lock.txt', import.meta.url));
const STUB_DIR = fileURLToPath(new URL('shapely-stub', import.meta.url));
const WHAT = 'SecantusDB 0.7.0b3';
const MINOR_MIN = 11;
const MINOR_MAX = 13;

/** The wire-compatible stand-in, as a separate process of its own. */
export interface SecantusInstallation {
  readonly kind: 'secantus';
  readonly python: string;
  readonly modulesDir: string;
  /** Empty: without it the server would read a person's own settings. */
  readonly settingsPath: string;
  readonly way: string;
}

/** Wheels exist for these; anywhere else a compiler and half an hour would be needed. */
export function wheelObstacle(python: Python): string | null {
  const isVersion =
    python.implementation === 'CPython' && python.major === 3 && python.minor >= MINOR_MIN && python.minor <= MINOR_MAX;
  const isLinux = python.platform === 'linux' && python.libc === 'glibc' && /^(x86_64|aarch64)$/.test(python.machine);
  const isMac = python.platform === 'darwin' && python.machine === 'arm64';
  const isWindows = python.platform === 'win32' && python.machine === 'AMD64';
  if (isVersion && (isLinux || isMac || isWindows)) return null;
  return (
    `${WHAT} has no wheel for ${describePython(python)}; it has for CPython 3.${MINOR_MIN} to 3.${MINOR_MAX} on ` +
    'glibc Linux (x86_64, aarch64), macOS arm64 and Windows x86_64'
  );
}

async function stubTexts(): Promise<readonly string[]> {
  const entries = await readdir(STUB_DIR, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name));
  return await Promise.all(paths.sort().map(async (path) => await readFile(path, 'utf8')));
}

/** Installs the stand-in from PyPI, or finds it in the cache folder. */
export async function provisionSecantus(context: ProvisionContext): Promise<Attempt<SecantusInstallation>> {
  const { config, env, report } = context;
  const found = await findPython(env, wheelObstacle);
  if (found.python === null) return { got: null, reason: found.reason };
  const { python } = found;
  const hash = contentKey(await readFile(LOCK_PATH, 'utf8'), ...(await stubTexts()));
  const key = `secantus-${hash}-cp${python.major}${python.minor}-${python.platform}-${python.machine}`;
  const fill = async (dir: string): Promise<void> => {
    const obstacle = pipObstacle(python);
    if (obstacle !== null) throw new StackProblem('pip-missing', obstacle);
    report(`document store: downloading ${WHAT} from PyPI, 34 MB, once`);
    await installLocked(python, { what: WHAT, lockPath: LOCK_PATH, targetDir: dir }, env);
    await cp(STUB_DIR, join(dir, 'shapely'), { recursive: true });
    await writeFile(join(dir, 'secantusd.toml'), '');
  };
  try {
    const { dir, was } = await cachedFolder(config.cacheDir, key, fill);
    const way = `${WHAT} from PyPI${was === 'cached' ? ', cached' : ''} (MongoDB-compatible stand-in)`;
    const settingsPath = join(dir, 'secantusd.toml');
    return { got: { kind: 'secantus', python: python.command, modulesDir: dir, settingsPath, way } };
  } catch (thrown) {
    if (thrown instanceof StackProblem && (thrown.code === 'disk-full' || thrown.code === 'not-writable')) throw thrown;
    return { got: null, reason: reasonOf(thrown) };
  }
}
