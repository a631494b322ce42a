import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../problem.js';
import { FREE_SPACE_NEEDED_BYTES, requireFreeSpace } from './cache.js';
import { runCommand } from './command.js';
import type { Attempt, ProvisionContext } from './context.js';
import { isAtLeast } from './temporal-version.js';

const MONGOD_MIN = '7.0.0';
const DOWNLOADED_VERSION = '8.0.15';
const VERSION_TIMEOUT_MS = 15_000;
/** Where the download's host is out of reach, finding that out takes some seconds: not at every start. */
const FAILURE_REMEMBERED_MS = 24 * 60 * 60 * 1000;
/** An optional dependency: named in a variable, so that the compiler does not need it. */
const DOWNLOADER: string = 'mongodb-memory-server-core';

export interface MongodBinary {
  readonly kind: 'mongod';
  readonly path: string;
  readonly way: string;
}

const failureSchema = z.object({ at: z.number(), reason: z.string() });
const failurePath = (cacheDir: string): string => join(cacheDir, 'mongod-download-failed.json');

/** What is used of mongodb-memory-server-core. */
export interface Downloader {
  readonly MongoBinary: {
    readonly getPath: (options: { version: string; downloadDir: string; checkMD5: boolean }) => Promise<string>;
  };
}

export async function mongodFromPath({ env }: ProvisionContext): Promise<Attempt<MongodBinary>> {
  const result = await runCommand('mongod', ['--version'], { env, timeoutMs: VERSION_TIMEOUT_MS });
  if (result === null) return { got: null, reason: 'there is no mongod on PATH' };
  const version = /db version v(\d+\.\d+\.\d+)/.exec(result.stdout)?.[1] ?? 'unknown';
  if (!isAtLeast(version, MONGOD_MIN))
    return { got: null, reason: `the mongod on PATH is ${version}, ${MONGOD_MIN} or newer is needed` };
  return { got: { kind: 'mongod', path: 'mongod', way: `mongod ${version} on PATH` } };
}

async function rememberedFailure(cacheDir: string): Promise<string | null> {
  try {
    const failure = failureSchema.parse(JSON.parse(await readFile(failurePath(cacheDir), 'utf8')));
    return Date.now() - failure.at < FAILURE_REMEMBERED_MS ? failure.reason : null;
  } catch {
    return null;
  }
}

async function remember(cacheDir: string, reason: string): Promise<void> {
  await mkdir(dirname(failurePath(cacheDir)), { recursive: true });
  await writeFile(failurePath(cacheDir), JSON.stringify({ at: Date.now(), reason }));
}

/** @returns null where the optional dependency is not installed */
export async function loadDownloader(): Promise<Downloader | null> {
  try {
    return (await import(DOWNLOADER)) as Downloader; // the shape of the pinned version
  } catch {
    return null;
  }
}

/** The official binary through mongodb-memory-server-core, where its host can be reached; it keeps and checks the file itself. */
export async function mongodFromDownload(
  context: ProvisionContext,
  load: () => Promise<Downloader | null>,
): Promise<Attempt<MongodBinary>> {
  const { config, report } = context;
  const failed = await rememberedFailure(config.cacheDir);
  if (failed !== null) return { got: null, reason: `MongoDB's download failed less than a day ago: ${failed}` };
  const downloader = await load();
  if (downloader === null) return { got: null, reason: `${DOWNLOADER} is not installed` };
  const downloadDir = join(config.cacheDir, `mongod-${DOWNLOADED_VERSION}`);
  await mkdir(downloadDir, { recursive: true });
  await requireFreeSpace(downloadDir, FREE_SPACE_NEEDED_BYTES);
  try {
    report(`document store: trying MongoDB ${DOWNLOADED_VERSION}'s official download`);
    const path = await downloader.MongoBinary.getPath({ version: DOWNLOADED_VERSION, downloadDir, checkMD5: true });
    return { got: { kind: 'mongod', path, way: `MongoDB ${DOWNLOADED_VERSION}, official download` } };
  } catch (thrown) {
    const reason = reasonOf(thrown).replace(/\s+/g, ' ');
    await remember(config.cacheDir, reason);
    report(`document store: MongoDB's download was refused, which is not tried again for a day: ${reason}`);
    return { got: null, reason: `MongoDB's download was refused: ${reason}` };
  }
}
