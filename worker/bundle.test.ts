import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR } from '../stack/config.js';
import { archivedBuilds, archiveBuild, pruneBuilds, UNUSED_BUILDS_MAX } from './build-archive.js';
import { buildIdOf, currentBundle } from './bundle.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whiteslip-bundle-'));
});

afterEach(async () => await rm(folder, { recursive: true }));

async function copyOfSources(name: string): Promise<string> {
  const copy = join(folder, name);
  for (const part of ['workflows', 'domain', 'plans', 'activities', 'scoring', 'package.json', 'package-lock.json'])
    await cp(join(PROJECT_DIR, part), join(copy, part), { recursive: true });
  await symlink(join(PROJECT_DIR, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

describe('currentBundle', () => {
  test('the same sources give the same build, wherever they lie; it names no folder of this machine', async () => {
    const [one, other] = [await copyOfSources('one'), await copyOfSources('another/place')];
    const first = await currentBundle(join(folder, 'builds-1'), one);
    const second = await currentBundle(join(folder, 'builds-2'), other);
    expect(second.buildId).toBe(first.buildId);
    expect(first.code.includes(folder)).toBe(false);
  }, 120_000);

  test('a second start finds it in the archive; a change of the rules is another build, a comment is not', async () => {
    const builds = join(folder, 'builds');
    const copy = await copyOfSources('project');
    const first = await currentBundle(builds, copy);
    await writeFile(first.codePath, 'found again');
    expect(await currentBundle(builds, copy)).toEqual({ ...first, code: 'found again' });

    const rule = join(copy, 'workflows/credit-line/renewal.ts');
    const text = await readFile(rule, 'utf8');
    await writeFile(rule, text.replace('CYCLES_PER_RUN = 3', 'CYCLES_PER_RUN = 2'));
    const changed = await currentBundle(builds, copy);
    expect(changed.buildId).not.toBe(first.buildId);
    expect((await archivedBuilds(builds)).map(({ buildId }) => buildId).sort()).toEqual(
      [first.buildId, changed.buildId].sort(),
    );
  }, 120_000);
});

describe('buildIdOf', () => {
  const module = (name: string, body: string) => `/***/ "./${name}.ts"\n/***/ (() => {\n${body}\n/***/ })`;
  const program = (...modules: readonly string[]) => `var modules = ({\n\n${modules.join(',\n\n')}\n\n});\nrun();\n`;

  test('neither the source map nor the order of the modules counts', () => {
    const id = buildIdOf(program(module('a', 'one();'), module('b', 'two();')));
    expect(buildIdOf(program(module('b', 'two();'), module('a', 'one();')))).toBe(id);
    expect(buildIdOf(`${program(module('a', 'one();'), module('b', 'two();'))}//# sourceMappingURL=data:x`)).toBe(id);
  });

  test('everything else does', () => {
    const id = buildIdOf(program(module('a', 'one();\ntwo();')));
    expect(buildIdOf(program(module('a', 'two();\none();')))).not.toBe(id);
    expect(buildIdOf(program(module('b', 'one();\ntwo();')))).not.toBe(id);
    expect(buildIdOf(`${program(module('a', 'one();\ntwo();'))}more();`)).not.toBe(id);
  });
});

test('the archive lets go of the oldest unused builds, and never of one in use', async () => {
  for (let n = 0; n < UNUSED_BUILDS_MAX + 3; n += 1)
    await archiveBuild(folder, { buildId: `b${n}`, code: '', sources: `s${n}`, sdkVersion: '1', createdMs: n });
  await pruneBuilds(folder, new Set(['b0']));
  const left = (await archivedBuilds(folder)).map(({ buildId }) => buildId);
  expect(left).toContain('b0');
  expect(left).toHaveLength(UNUSED_BUILDS_MAX + 1);
  expect(left).not.toContain('b1');
  expect(left[0]).toBe(`b${UNUSED_BUILDS_MAX + 2}`);
});
