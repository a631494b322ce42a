import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SCOPES } from '../../contracts/scopes.js';
import type { Store } from '../../storage/store.js';

const OWNER_ONLY = 0o600;

/**
 * Makes the sandbox's own key at the first start: all scopes, written where the command line finds it. A key that the
 * store does not know (a store that was reset) is replaced.
 *
 * @returns true when a new key was made
 */
export async function ensureDevelopmentKey(
  keys: Pick<Store['apiKeys'], 'create' | 'findActive'>,
  path: string,
  nowMs: number,
): Promise<boolean> {
  const known = await readFile(path, 'utf8').catch(() => null);
  if (known !== null && (await keys.findActive(known.trim())) !== null) return false;
  const { clearKey } = await keys.create({ name: 'development', scopes: [...SCOPES], createdAt: nowMs });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${clearKey}\n`, { mode: OWNER_ONLY });
  await chmod(path, OWNER_ONLY); // the mode above counts for a new file alone
  return true;
}
