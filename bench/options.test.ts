import { readOptions } from './options.js';

test('without options everything is measured', () => {
  expect(readOptions([])).toEqual({
    only: ['a', 'b', 'c', 'd'],
    jsonPath: 'reports/bench.json',
    lines: 12,
    atOnce: 12,
  });
});

test('parts are measured in their own order, each once', () => {
  expect(readOptions(['--only', 'c, a,c', '--lines=5', '--json', 'x.json'])).toMatchObject({
    only: ['a', 'c'],
    lines: 5,
    jsonPath: 'x.json',
  });
});

test('-h asks for help', () => {
  expect(readOptions(['-h'])).toBe('HELP');
});

test.each([
  [['--only', 'a,e'], /--only e/],
  [['--lines', '0'], /--lines 0/],
  [['--lines', '1.5'], /--lines 1.5/],
  [['--at-once', 'many'], /--at-once many/],
  [['--nonsense'], /nonsense/],
  [['stray'], /stray/],
])('%j is refused', (argv, message) => {
  expect(() => readOptions(argv)).toThrow(RangeError);
  expect(() => readOptions(argv)).toThrow(message);
});
