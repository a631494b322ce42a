import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { openApiDocument, problemsOf } from './openapi.js';
import { PROBLEM_CODES } from './problem.js';
import type { Route } from './route.js';
import { OPERATION_IDS, ROUTES } from './routes.js';

const routes = OPERATION_IDS.map((id) => [id, ROUTES[id] as Route] as const);
const document = openApiDocument();

test('the stored document is that of the contracts', () => {
  const stored = readFileSync(new URL('../api/openapi.json', import.meta.url), 'utf8');
  expect(stored).toBe(`${JSON.stringify(document, null, 2)}\n`);
});

test('no two operations share an address', () => {
  const addresses = routes.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

test('every problem can happen somewhere', () => {
  // not-found and method-not-allowed are answers of no operation.
  const documented = new Set([...routes.flatMap(([, route]) => problemsOf(route)), 'method-not-allowed']);
  expect(PROBLEM_CODES.filter((code) => !documented.has(code))).toEqual([]);
});

describe.each(routes)('%s', (_id, route) => {
  test('refuses fields that it does not know', () => {
    if (route.bodyForm === 'RAW') return;
    for (const schema of [route.query, ...(route.body === null ? [] : [route.body])]) {
      const { error } = schema.safeParse({ colour: 'red', outcome: 'DECLINE' });
      const codes = (error?.issues ?? []).flatMap((issue): string[] => unrecognized(issue));
      expect(codes).toContain('colour');
    }
  });

  test('a write needs a key, or changes nothing that a key would name', () => {
    const isKeyless = route.write === 'NONE';
    const isRead = route.method === 'get';
    const isExempt = ['/quotes', '/callbacks/bank'].includes(route.path) || route.isSandboxOnly;
    expect(isKeyless).toBe(isRead || isExempt);
  });
});

function unrecognized(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys;
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(unrecognized) : [];
}
