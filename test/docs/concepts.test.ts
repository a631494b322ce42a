import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PAGES } from './pages.js';
import { figuresIn, readPage, ROOT, shownOf } from './page.js';

const FOLDER = 'docs/concepts';
const files = readdirSync(ROOT + FOLDER).filter((file) => file !== 'README.md');
const examplesOf = (file: string) => PAGES[file.replace(/\.md$/, '')] ?? {};

describe.each(files)('%s', (file) => {
  const page = readPage(`${FOLDER}/${file}`);
  const examples = examplesOf(file);

  test('marks the tables that the engine fills in, and no others', () => {
    expect([...page.tables.keys()].toSorted()).toEqual(Object.keys(examples).toSorted());
  });

  for (const [name, example] of Object.entries(examples)) {
    test(`${name} says what the engine says`, () => {
      const expected = example();
      const cells = page.tables.get(name) ?? [];
      expect(cells.map((row, index) => shownOf(row, expected[index] ?? ['']))).toEqual(expected);
    });
  }

  test('every figure stands in a checked cell', () => {
    const checked = new Set(Object.values(examples).flatMap((rows) => rows().flat().flatMap(figuresIn)));
    expect(figuresIn(page.prose).filter((figure) => !checked.has(figure))).toEqual([]);
  });

  test('its links lead somewhere', () => {
    const missing = page.links.filter((target) => !existsSync(join(ROOT, FOLDER, target)));
    expect(missing).toEqual([]);
  });
});

test('examples belong to pages', () => {
  expect(Object.keys(PAGES).filter((name) => !files.includes(`${name}.md`))).toEqual([]);
});

test('the index names every page once, and only pages', () => {
  expect(readPage(`${FOLDER}/README.md`).links.toSorted()).toEqual(files.toSorted());
});

test.each(['README.md', 'CONTRIBUTING.md'])('links of %s lead somewhere', (file) => {
  const missing = readPage(file).links.filter((target) => !existsSync(join(ROOT, dirname(file), target)));
  expect(missing).toEqual([]);
});

test('the scripts that the README and CONTRIBUTING name exist', () => {
  const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: Record<string, string> };
  const named = ['README.md', 'CONTRIBUTING.md']
    .flatMap((file) => [...readFileSync(ROOT + file, 'utf8').matchAll(/npm run ([a-z:-]+)/g)])
    .map(([, script = '']) => script);
  expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
});
