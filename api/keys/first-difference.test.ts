import fc from 'fast-check';
import { canonicalJson, type Json } from '../../domain/ledger/canonical-json.js';
import { firstDifference } from './first-difference.js';

const json = () => fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

describe('firstDifference', () => {
  test.each([
    [{ a: 1 }, { a: 1 }, null],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, null],
    [{ a: 1 }, { a: 2 }, 'a'],
    [{ a: 1, b: 1 }, { a: 1, b: 2 }, 'b'],
    [{ b: 1, a: 1 }, { b: 2, a: 2 }, 'a'],
    [{ m: { kind: 'DEBIT', ref: 'x' } }, { m: { kind: 'DEBIT', ref: 'y' } }, 'm.ref'],
    [{ m: { kind: 'DEBIT' } }, { m: 'DEBIT' }, 'm'],
    [{ a: [1, 2] }, { a: [2, 1] }, 'a'],
    [{ a: null }, {}, null], // an optional field that is left out
  ] as const)('%j and %j: %s', (first, second, expected) => {
    expect(firstDifference(first, second)).toBe(expected);
  });

  test('a request never differs from itself', () => {
    fc.assert(fc.property(json(), (value) => firstDifference(value, structuredClone(value)) === null));
  });

  test('names nothing only where, nulls aside, the requests are the same', () => {
    fc.assert(
      fc.property(json(), json(), (first, second) => {
        const isSame = canonicalJson(withoutNulls(first)) === canonicalJson(withoutNulls(second));
        return (firstDifference({ value: first }, { value: second }) === null) === isSame;
      }),
    );
  });
});

/** Members that are null count as left out; those of lists do not. */
function withoutNulls(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
