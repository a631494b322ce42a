import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeMachine } from '../../test/support/fake-machine.js';
import { provisionDocumentStore } from './document-store.js';
import type { Downloader } from './mongod.js';

let machine: FakeMachine;
beforeEach(() => {
  machine = new FakeMachine();
});
afterEach(() => machine.remove());

const notInstalled = async () => await Promise.resolve(null);
const provision = async () => await provisionDocumentStore(machine.context, notInstalled);
const says = (text: string) => expect.stringContaining(text) as string;

/** A downloader that counts its calls. */
function downloader(getPath: () => Promise<string>) {
  const calls = { count: 0 };
  const load = async (): Promise<Downloader> =>
    await Promise.resolve({
      MongoBinary: {
        getPath: async () => {
          calls.count += 1;
          return await getPath();
        },
      },
    });
  return { calls, load };
}

describe('provisionDocumentStore', () => {
  test('takes a mongod on PATH', async () => {
    machine.program('mongod', 'echo "db version v8.0.4"').python({ pip: 'true' });
    expect(await provision()).toEqual({ kind: 'mongod', path: 'mongod', way: 'mongod 8.0.4 on PATH' });
  });

  test('passes by one that is too old', async () => {
    machine.program('mongod', 'echo "db version v4.4.29"').python({ pip: 'true' });
    expect(await provision()).toMatchObject({ kind: 'secantus', python: 'python3' });
  });

  test('takes the official download before the stand-in', async () => {
    machine.python({ pip: 'true' });
    const { load } = downloader(async () => await Promise.resolve('/somewhere/mongod'));
    expect(await provisionDocumentStore(machine.context, load)).toMatchObject({
      kind: 'mongod',
      path: '/somewhere/mongod',
    });
  });

  test('a failed download is remembered for a day, and told once', async () => {
    machine.python({ pip: 'true' });
    const { calls, load } = downloader(async () => await Promise.reject(new Error('getaddrinfo ENOTFOUND')));
    expect((await provisionDocumentStore(machine.context, load)).kind).toBe('secantus');
    expect((await provisionDocumentStore(machine.context, load)).kind).toBe('secantus');
    expect(calls.count).toBe(1);
    expect(machine.lines.filter((line) => line.includes('not tried again for a day'))).toHaveLength(1);
    writeFileSync(
      join(machine.context.config.cacheDir, 'mongod-download-failed.json'),
      JSON.stringify({ at: Date.now() - 25 * 60 * 60 * 1000, reason: 'yesterday' }),
    );
    await provisionDocumentStore(machine.context, load);
    expect(calls.count).toBe(2);
  });

  test('goes on with the kind of store that wrote the data', async () => {
    machine.program('mongod', 'echo "db version v8.0.4"').python({ pip: 'true' });
    mkdirSync(join(machine.context.config.homeDir, 'store-secantus'), { recursive: true });
    expect((await provision()).kind).toBe('secantus');
    rmSync(machine.context.config.homeDir, { recursive: true });
    mkdirSync(join(machine.context.config.homeDir, 'store-mongod'), { recursive: true });
    expect((await provision()).kind).toBe('mongod');
  });

  test('the stand-in gets the stub of shapely, and settings of its own', async () => {
    machine.python({ pip: 'mkdir "$TARGET/secantus"' });
    const store = await provision();
    if (store.kind !== 'secantus') throw new Error(store.kind);
    expect(readdirSync(store.modulesDir).sort()).toEqual(['secantus', 'secantusd.toml', 'shapely']);
    expect(existsSync(join(store.modulesDir, 'shapely/geometry/base.py'))).toBe(true);
    expect((await provision()).way).toContain('cached');
  });

  test.each([
    [{ minor: 10 }, 'CPython 3.10 on linux x86_64 glibc'],
    [{ minor: 14 }, 'CPython 3.14 on linux x86_64 glibc'],
    [{ libc: '' }, 'CPython 3.11 on linux x86_64'],
    [{ machine: 'riscv64' }, 'CPython 3.11 on linux riscv64 glibc'],
    [{ platform: 'darwin', machine: 'x86_64', libc: '' }, 'CPython 3.11 on darwin x86_64'],
  ])('%j has no wheel: it is named, and so is the way out', async (about, described) => {
    machine.python({ pip: 'true', ...about });
    await expect(provision()).rejects.toMatchObject({
      code: 'no-document-store',
      message: says(`no wheel for ${described}`),
    });
    await expect(provision()).rejects.toMatchObject({ message: says('MONGODB_URI') });
  });

  test('another Python of a fitting version is found', async () => {
    machine.python({ pip: 'true', minor: 14 });
    machine.program(
      'python3.12',
      `echo '{"major":3,"minor":12,"implementation":"CPython","platform":"linux","machine":"x86_64","libc":"glibc","hasPip":true}'`,
    );
    expect(await provision()).toMatchObject({ python: 'python3.12' });
  });

  test('no pip, no Python: the package is named', async () => {
    await expect(provision()).rejects.toMatchObject({ message: says('there is no python3 on PATH') });
    machine.python({ pip: null });
    await expect(provision()).rejects.toMatchObject({ message: says('apt install python3-pip') });
  });
});

describe('the cache folder', () => {
  test('keeps the drafts of starts that run now, and loses those of starts that were killed', async () => {
    const { cacheDir } = machine.context.config;
    mkdirSync(join(cacheDir, '.draft-old'), { recursive: true });
    mkdirSync(join(cacheDir, '.draft-new'));
    const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 60 * 60;
    utimesSync(join(cacheDir, '.draft-old'), twoDaysAgo, twoDaysAgo);
    machine.python({ pip: 'true' });
    await provision();
    expect(readdirSync(cacheDir).filter((name) => name.startsWith('.draft'))).toEqual(['.draft-new']);
  });

  test('two starts at once end with one whole folder', async () => {
    machine.python({ pip: 'echo x > "$TARGET/file"' });
    const [one, other] = await Promise.all([provision(), provision()]);
    expect(one).toMatchObject({ kind: 'secantus' });
    expect('modulesDir' in one && 'modulesDir' in other && one.modulesDir === other.modulesDir).toBe(true);
    expect(readdirSync(machine.context.config.cacheDir)).toHaveLength(1);
  });
});
