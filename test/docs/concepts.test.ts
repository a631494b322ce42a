import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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

  test('where the engine fills in tables, no figure stands outside of them', () => {
    if (page.tables.size === 0) return;
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

test('the index names every page with figures, and only pages', () => {
  const { links } = readPage(`${FOLDER}/README.md`);
  expect(links.filter((target) => !files.includes(target))).toEqual([]);
  expect(Object.keys(PAGES).filter((name) => !links.includes(`${name}.md`))).toEqual([]);
});
