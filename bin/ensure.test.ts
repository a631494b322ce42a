import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR } from '../stack/config.js';

const LOCK = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } },
};

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'whiteslip-ensure-'));
  cpSync(join(PROJECT_DIR, 'bin'), join(dir, 'bin'), { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module', engines: { node: '>=20.11' } }));
  writeFileSync(join(dir, 'package-lock.json'), JSON.stringify(LOCK));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs it with an npm that notes each call and leaves what it would have installed. */
function ensure(npm = ''): { code: number | null; said: string; calls: number } {
  const npmPath = join(dir, 'npm.js');
  writeFileSync(
    npmPath,
    `import { appendFileSync, mkdirSync } from 'node:fs';
     appendFileSync(${JSON.stringify(join(dir, 'calls'))}, process.argv.slice(2).join(' ') + '\\n');
     mkdirSync(${JSON.stringify(join(dir, 'node_modules'))}, { recursive: true });
     ${npm}`,
  );
  const result = spawnSync(process.execPath, ['bin/ensure.mjs'], {
    cwd: dir,
    env: { PATH: process.env['PATH'], npm_execpath: npmPath },
    encoding: 'utf8',
  });
  const calls = existsSync(join(dir, 'calls')) ? readFileSync(join(dir, 'calls'), 'utf8').trim().split('\n').length : 0;
  return { code: result.status, said: result.stderr, calls };
}

function installed(version: string): void {
  mkdirSync(join(dir, 'node_modules'));
  writeFileSync(
    join(dir, 'node_modules/.package-lock.json'),
    JSON.stringify({ packages: { 'node_modules/a': { version } } }),
  );
}

describe('ensure', () => {
  test('installs once, and prints one line the second time', () => {
    expect(ensure()).toMatchObject({ code: 0, calls: 1 });
    expect(ensure()).toEqual({ code: 0, calls: 1, said: 'dependencies: installed, as locked\n' });
  });

  test('installs again when the lock file changed', () => {
    ensure();
    writeFileSync(join(dir, 'package-lock.json'), JSON.stringify({ ...LOCK, changed: true }));
    expect(ensure().calls).toBe(2);
  });

  test('leaves alone what a person installed by hand', () => {
    installed('1.0.0');
    expect(ensure()).toMatchObject({ code: 0, calls: 0 });
  });

  test('replaces another version', () => {
    installed('1.0.1');
    expect(ensure().calls).toBe(1);
  });

  test('a failing npm is explained, and tried again the next time', () => {
    expect(ensure('process.exit(1)')).toMatchObject({
      code: 1,
      said: expect.stringContaining('npm ci failed') as string,
    });
    expect(ensure()).toMatchObject({ code: 0, calls: 2 });
  });

  test.each([
    ['>=99.1', 1, 'Whiteslip needs Node 99.1 or newer'],
    [`>=${process.versions.node}`, 0, 'installed'],
  ])('node %s', (range, code, said) => {
    writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module', engines: { node: range } }));
    expect(ensure()).toMatchObject({ code, said: expect.stringContaining(said) as string });
  });
});
