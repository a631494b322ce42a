import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main } from '../../cli/main.js';
import type { Io } from '../../cli/io.js';
import { BASE_PATH, ROUTES } from '../../contracts/routes.js';
import type { Route } from '../../contracts/route.js';
import { readPage, ROOT } from './page.js';

const read = (path: string): string => readFileSync(ROOT + path, 'utf8');
const GUIDES = ['README.md', 'CONTRIBUTING.md'];
const PAGES = [...GUIDES, ...readdirSync(`${ROOT}docs/concepts`).map((file) => `docs/concepts/${file}`)];

/** The calls of the README's walk through the API, with ids in the place of its shell variables. */
function callsOf(text: string): readonly (readonly [method: string, path: string, body: string])[] {
  const calls = text.replaceAll("'$ACC'", 'acc_1').replaceAll('$LINE', 'line_1').replaceAll('$APP', 'app_1');
  return [...calls.matchAll(/^call (GET|POST|PUT) +"?(\/[^\s"]+)"? \S+ '([^']*)'/gm)].map(
    ([, method = '', path = '', body = '']) => [method, path, body],
  );
}

function routeOf(method: string, path: string): Route | undefined {
  const asked = path.split('?')[0]?.split('/') ?? [];
  return Object.values<Route>(ROUTES).find((route) => {
    const parts = route.path.split('/');
    const isSame = (part: string, index: number) => part.startsWith('{') || part === asked[index];
    return route.method === method.toLowerCase() && parts.length === asked.length && parts.every(isSame);
  });
}

describe('the README', () => {
  const calls = callsOf(read('README.md'));

  test('walks through the API', () => {
    expect(read('README.md')).toContain(BASE_PATH);
    expect(calls.length).toBeGreaterThan(5);
  });

  test.each(calls)('%s %s', (method, path, body) => {
    const schema = routeOf(method, path)?.body;
    expect(schema).toBeDefined();
    if (schema !== null && schema !== undefined) expect(schema.safeParse(JSON.parse(body)).error).toBeUndefined();
  });
});

test.each(GUIDES)('links of %s lead somewhere', (file) => {
  const missing = readPage(file).links.filter((target) => !existsSync(join(ROOT, dirname(file), target)));
  expect(missing).toEqual([]);
});

test('the scripts that the pages name exist', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
  const named = PAGES.flatMap((file) => [...read(file).matchAll(/npm run ([a-z:-]+)/g)]).map(([, name = '']) => name);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

/** `whiteslip` with its words and options, as a line of a page has it. */
const commands = PAGES.flatMap((file) => [...read(file).matchAll(/whiteslip ((?:[a-z-]+)(?: [^`\n#]+)?)/g)])
  .map(([, line = '']) => line.trim())
  .filter((line) => !line.includes('|'));

test.each([...new Set(commands)])('whiteslip %s is a command with these options', async (line) => {
  const words = line.split(' ');
  const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  const names = words.slice(0, end < 0 ? undefined : end);
  const printed: string[] = [];
  const io: Io = { env: {}, out: (text) => printed.push(text), err: (text) => printed.push(text), bar: null };
  expect(await main([...names, '--help'], io)).toBe(0);
  const help = printed.join('\n');
  // Without this a word that is no command would get the help of the command before it.
  expect(help).toContain(`Usage: ${['whiteslip', ...names].join(' ')} `);
  expect(words.filter((word) => word.startsWith('--') && !help.includes(word))).toEqual([]);
});
