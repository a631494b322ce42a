import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Builds on which nothing runs, kept for a rollback; older ones leave the archive. */
export const UNUSED_BUILDS_MAX = 20;

const metaSchema = z.object({
  buildId: z.string(),
  /** ISO instant. */
  created: z.string(),
  sdkVersion: z.string(),
  /** Names of the sources that gave this build. */
  sources: z.array(z.string()),
});

type Meta = z.infer<typeof metaSchema>;

/** One archived workflow bundle: a file named by what it does. */
export interface Build {
  readonly buildId: string;
  readonly codePath: string;
}

const codePathOf = (buildsDir: string, buildId: string) => join(buildsDir, `${buildId}.js`);
const metaPathOf = (buildsDir: string, buildId: string) => join(buildsDir, `${buildId}.json`);

/** Readers see the old text or the new one, never a half: several workers may share the folder. */
async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  await writeFile(draft, text);
  await rename(draft, path);
}

async function readMeta(buildsDir: string, buildId: string): Promise<Meta | null> {
  try {
    return metaSchema.parse(JSON.parse(await readFile(metaPathOf(buildsDir, buildId), 'utf8')));
  } catch {
    return null; // none, or a half: the build is made again
  }
}

/** Newest first. */
async function metasOf(buildsDir: string): Promise<readonly Meta[]> {
  const names = await readdir(buildsDir).catch(() => []);
  const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  const metas = await Promise.all(ids.map(async (buildId) => await readMeta(buildsDir, buildId)));
  return metas.filter((meta) => meta !== null).sort((a, b) => (a.created < b.created ? 1 : -1));
}

/** The archived builds, newest first. */
export async function archivedBuilds(buildsDir: string): Promise<readonly Build[]> {
  const metas = await metasOf(buildsDir);
  return metas.map(({ buildId }) => ({ buildId, codePath: codePathOf(buildsDir, buildId) }));
}

/** The build that these sources gave before; null: they have to be bundled. */
export async function builtFrom(
  buildsDir: string,
  sources: string,
): Promise<(Build & { readonly code: string }) | null> {
  const meta = (await metasOf(buildsDir)).find((candidate) => candidate.sources.includes(sources));
  if (meta === undefined) return null;
  const codePath = codePathOf(buildsDir, meta.buildId);
  const code = await readFile(codePath, 'utf8').catch(() => null);
  return code === null ? null : { buildId: meta.buildId, codePath, code };
}

export interface NewBuild {
  readonly buildId: string;
  readonly code: string;
  /** Name of the sources that gave it. */
  readonly sources: string;
  readonly sdkVersion: string;
  /** Default: now. */
  readonly createdMs?: number;
}

/** Puts a build into the archive; the same build from other sources is one build. */
export async function archiveBuild(buildsDir: string, built: NewBuild): Promise<Build> {
  const { buildId, code, sources, sdkVersion, createdMs = Date.now() } = built;
  await mkdir(buildsDir, { recursive: true });
  const codePath = codePathOf(buildsDir, buildId);
  const known = await readMeta(buildsDir, buildId);
  const meta: Meta = {
    buildId,
    created: known?.created ?? new Date(createdMs).toISOString(),
    sdkVersion,
    sources: [...new Set([...(known?.sources ?? []), sources])],
  };
  await writeWhole(codePath, code);
  await writeWhole(metaPathOf(buildsDir, buildId), `${JSON.stringify(meta, null, 2)}\n`); // last: it vouches for the code
  return { buildId, codePath };
}

/** Lets go of old builds beyond UNUSED_BUILDS_MAX. @param inUse ids of builds that something runs on */
export async function pruneBuilds(buildsDir: string, inUse: ReadonlySet<string>): Promise<void> {
  const unused = (await metasOf(buildsDir)).filter(({ buildId }) => !inUse.has(buildId));
  for (const { buildId } of unused.slice(UNUSED_BUILDS_MAX)) {
    await rm(metaPathOf(buildsDir, buildId), { force: true });
    await rm(codePathOf(buildsDir, buildId), { force: true });
  }
}
