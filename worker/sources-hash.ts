import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Everything that a bundle can hold: the folders that workflows may import, and the packages' exact versions. */
const SOURCE_DIRS = ['workflows', 'domain', 'plans'] as const;
const LOCK_FILE = 'package-lock.json';

/**
 * Names the sources of a bundle. Cheap against making one, and never the same for two different ones; the other way
 * round, two names can give one bundle (a changed comment).
 */
export async function sourcesHash(projectDir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [...(await sourcePaths(projectDir)), LOCK_FILE]) {
    const content = await readFile(join(projectDir, path));
    hash.update(`${path}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

async function sourcePaths(projectDir: string): Promise<readonly string[]> {
  const found = await Promise.all(
    SOURCE_DIRS.map(async (dir) => {
      const names = await readdir(join(projectDir, dir), { recursive: true });
      return names.map((name) => `${dir}/${name.replaceAll('\\', '/')}`);
    }),
  );
  return found
    .flat()
    .filter((path) => /\.(ts|json)$/.test(path) && !path.endsWith('.test.ts'))
    .sort();
}
