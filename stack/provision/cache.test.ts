import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFolder, contentKey, requireFreeSpace } from './cache.js';

const MEGABYTE = 1024 * 1024;

describe('requireFreeSpace', () => {
  const space = (freeMegabytes: number) => async () =>
    await Promise.resolve({ bavail: freeMegabytes, bsize: MEGABYTE });

  test('enough is enough', async () => {
    await requireFreeSpace('/cache', 400 * MEGABYTE, space(400));
  });

  test('says what is free, what is needed, and what to do', async () => {
    await expect(requireFreeSpace('/cache', 400 * MEGABYTE, space(399))).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/399 MB are free in \/cache, 400 MB are needed.*WHITESLIP_CACHE/) as string,
    });
  });
});

describe('cachedFolder', () => {
  test('a folder that cannot be made names the variable', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'whiteslip-cache-'));
    writeFileSync(join(dir, 'file'), '');
    await expect(
      cachedFolder(join(dir, 'file', 'cache'), 'key', async () => await Promise.resolve()),
    ).rejects.toMatchObject({
      code: 'not-writable',
      message: expect.stringContaining('WHITESLIP_CACHE') as string,
    });
    rmSync(dir, { recursive: true });
  });

  test('a filling that fails leaves nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'whiteslip-cache-'));
    const failing = cachedFolder(dir, 'key', async (draft) => {
      writeFileSync(join(draft, 'half'), '');
      await Promise.reject(new Error('refused'));
    });
    await expect(failing).rejects.toThrow('refused');
    expect(readdirSync(dir)).toEqual([]);
    rmSync(dir, { recursive: true });
  });
});

test('another pin is another key', () => {
  expect(contentKey('a')).toMatch(/^[0-9a-f]{16}$/);
  expect(contentKey('a')).not.toBe(contentKey('b'));
  expect(contentKey('ab', 'c')).not.toBe(contentKey('a', 'bc'));
});
