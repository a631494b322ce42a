import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiKey } from '../../storage/api-keys.js';
import { ensureDevelopmentKey } from './development-key.js';
import { KnownKeys } from './known-keys.js';

const KEY = 'ws_0123456789abcdef';
const RECORD: ApiKey = { keyId: 'f'.repeat(64), name: 'test', scopes: ['sandbox'], createdAt: 0, revokedAt: null };

describe('known keys', () => {
  function knownKeys() {
    const world = { nowMs: 0, lookUps: 0, isActive: true };
    const findActive = async () => {
      world.lookUps += 1;
      return Promise.resolve(world.isActive ? RECORD : null);
    };
    return { world, keys: new KnownKeys({ findActive }, () => world.nowMs) };
  }

  test('are looked up once in half a minute, and named by the start of their id', async () => {
    const { world, keys } = knownKeys();
    expect(await keys.find(KEY)).toEqual({ keyId: 'f'.repeat(16), scopes: ['sandbox'] });
    world.nowMs = 29_999;
    await keys.find(KEY);
    expect(world.lookUps).toBe(1);
    world.nowMs = 30_000;
    world.isActive = false;
    expect(await keys.find(KEY)).toBeNull();
  });

  test('a key that is not known is asked for again at once', async () => {
    const { world, keys } = knownKeys();
    world.isActive = false;
    expect(await keys.find(KEY)).toBeNull();
    world.isActive = true;
    expect(await keys.find(KEY)).not.toBeNull();
  });

  test('what cannot be a key is no question for the store', async () => {
    const { world, keys } = knownKeys();
    for (const nonsense of ['', 'ws_', 'ws_short', `ws_${'x'.repeat(101)}`, 'sk_0123456789abcdef'])
      expect(await keys.find(nonsense)).toBeNull();
    expect(world.lookUps).toBe(0);
  });
});

describe('the development key', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whiteslip-key-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  function store() {
    const known = new Set<string>();
    return {
      create: async () => {
        const clearKey = `${KEY}${known.size}`;
        known.add(clearKey);
        return Promise.resolve({ clearKey, apiKey: RECORD });
      },
      findActive: async (key: string) => Promise.resolve(known.has(key) ? RECORD : null),
    };
  }

  test('is made once, for its owner alone', async () => {
    const path = join(folder, 'home', 'development-key');
    const keys = store();
    expect(await ensureDevelopmentKey(keys, path, 0)).toBe(true);
    expect(await ensureDevelopmentKey(keys, path, 0)).toBe(false);
    expect(await readFile(path, 'utf8')).toBe(`${KEY}0\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('is replaced when the store does not know it', async () => {
    const path = join(folder, 'development-key');
    await writeFile(path, 'ws_of-another-store', { mode: 0o644 });
    expect(await ensureDevelopmentKey(store(), path, 0)).toBe(true);
    expect(await readFile(path, 'utf8')).toBe(`${KEY}0\n`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});
