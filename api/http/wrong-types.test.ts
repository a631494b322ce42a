import { z } from 'zod';
import type { ProblemReason } from '../../contracts/problem.js';
import type { Route } from '../../contracts/route.js';
import { OPERATION_IDS, ROUTES } from '../../contracts/routes.js';
import { ALL_SCOPES, bench } from '../testing/bench.js';

const { bare, seen } = bench();

/** One value of every kind that JSON has, and texts and numbers that no field means. */
const VALUES: readonly unknown[] = [true, 12.5, -1, 1e300, '', ' \u0000 ', '2025-02-30', null, {}, [], [null]];

const writes = OPERATION_IDS.flatMap((id) => {
  const route: Route = ROUTES[id];
  return route.bodyForm === 'JSON' && route.body !== null ? [{ id, route, body: route.body }] : [];
});

const send = (route: Route, body: object) =>
  bare[route.method](`/v1${route.path.replaceAll(/\{\w+\}/g, 'none_1')}`)
    .set('Authorization', `Bearer ${ALL_SCOPES}`)
    .set('Idempotency-Key', 'key-1')
    .type('json')
    .send(body);

const fieldsOf = (body: z.ZodType): readonly (readonly [string, z.ZodType])[] =>
  body instanceof z.ZodObject ? Object.entries(body.shape) : [];

describe.each(writes)('$id', ({ route, body }) => {
  test('a body that is no object, or has a field that the operation does not have, is refused', async () => {
    expect((await send(route, [])).status).toBe(400);
    const answer = await send(route, { surprise: 1 });
    expect(answer.status).toBe(400);
    // One of several forms is told by its kind first.
    if (body instanceof z.ZodObject) expect(paramsOf(answer.body)).toContain('surprise');
  });

  test('a field of a wrong type is refused by its name', async () => {
    for (const [name, schema] of fieldsOf(body)) {
      const wrong = VALUES.filter((value) => !schema.safeParse(value).success);
      // A field that takes objects, lists, truth values and fractions alike would not be described at all.
      expect(wrong.length).toBeGreaterThanOrEqual(VALUES.length / 2);
      for (const value of wrong) {
        const answer = await send(route, { [name]: value });
        expect([answer.status, name]).toEqual([400, name]);
        expect(paramsOf(answer.body).some((param) => param === name || param.startsWith(`${name}.`))).toBe(true);
      }
    }
    expect(seen.commands).toEqual([]);
  });
});

const paramsOf = (answer: unknown): readonly string[] =>
  (answer as { readonly reasons: readonly ProblemReason[] }).reasons.flatMap(({ param }) => param ?? []);
