import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { StackProblem, reasonOf } from '../problem.js';

/** The two servers unpacked take 150 MB and 110 MB, beside what is downloaded. */
export const FREE_SPACE_NEEDED_BYTES = 400 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;
const DRAFT_PREFIX = '.draft-';
const DRAFT_AGE_MAX_MS = 24 * 60 * 60 * 1000;

export interface FileSystemSpace {
  readonly bavail: number;
  readonly bsize: number;
}

/** Sixteen digits of the hash of what defines a cached folder: another pin is another folder. */
export function contentKey(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** @throws StackProblem `disk-full` */
export async function requireFreeSpace(
  dir: string,
  neededBytes: number,
  spaceOf: (dir: string) => Promise<FileSystemSpace> = statfs,
): Promise<void> {
  const { bavail, bsize } = await spaceOf(dir);
  const freeBytes = bavail * bsize;
  if (freeBytes >= neededBytes) return;
  throw new StackProblem(
    'disk-full',
    `Not enough disk space to download the servers: ${Math.floor(freeBytes / MEGABYTE)} MB are free in ${dir}, ` +
      `${Math.ceil(neededBytes / MEGABYTE)} MB are needed. Free some space, or set WHITESLIP_CACHE to a folder on another disk.`,
  );
}

async function prepareFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true });
  } catch (thrown) {
    throw new StackProblem(
      'not-writable',
      `The cache folder ${dir} cannot be made (${reasonOf(thrown)}): set WHITESLIP_CACHE to a folder that can.`,
    );
  }
}

/** What a start that was killed left behind; younger drafts may belong to a start that runs right now. */
async function removeOldDrafts(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(DRAFT_PREFIX)) continue;
    const draft = join(cacheDir, name);
    const seen = await stat(draft).catch(() => null);
    if (seen !== null && Date.now() - seen.mtimeMs > DRAFT_AGE_MAX_MS)
      await rm(draft, { recursive: true, force: true });
  }
}

/**
 * A folder of the cache: as it is when it is there, else filled once. It appears whole or not at all, also when two
 * starts fill it at the same time or one is killed.
 *
 * @param fill writes into an empty folder and throws when that fails
 */
export async function cachedFolder(
  cacheDir: string,
  key: string,
  fill: (dir: string) => Promise<void>,
): Promise<{ readonly dir: string; readonly was: 'cached' | 'filled' }> {
  const dir = join(cacheDir, key);
  if (existsSync(dir)) return { dir, was: 'cached' };
  await prepareFolder(cacheDir);
  await removeOldDrafts(cacheDir);
  await requireFreeSpace(cacheDir, FREE_SPACE_NEEDED_BYTES);
  const draft = join(cacheDir, `${DRAFT_PREFIX}${key}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(draft);
    await fill(draft);
    await rename(draft, dir);
  } catch (thrown) {
    if (!existsSync(dir)) throw thrown; // else another start was faster: its folder is as good as ours
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return { dir, was: 'filled' };
}
