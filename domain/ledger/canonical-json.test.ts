import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('canonicalJson', () => {
  test.each([
    [
      'sorts keys at every depth',
      { b: 1, a: { d: [2, { f: 1, e: 2 }], c: null } },
      '{"a":{"c":null,"d":[2,{"e":2,"f":1}]},"b":1}',
    ],
    ['leaves undefined members out', { a: undefined, b: true }, '{"b":true}'],
    ['escapes text', { 'k"': 'a\n"中' }, '{"k\\"":"a\\n\\"中"}'],
    ['knows no -0', -0, '0'],
    ['nothing', [], '[]'],
  ])('%s', (_case, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('is JSON of the same value, whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, member]) => [key, reversed(member)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test.each([
    ['a function', (): void => undefined],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
    ['not a number', Number.NaN],
    ['infinity', { a: Infinity }],
    ['undefined in a list', [undefined]],
  ])('%s has none', (_case, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
