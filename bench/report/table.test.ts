import { cost, rate } from './figure.js';
import { readable, tableOf } from './table.js';

test.each([
  [1_234_567.8, '1,234,568'],
  [120, '120'],
  [99.96, '100'],
  [0.123_456, '0.123'],
  [7, '7'],
])('%d reads %s', (value, expected) => {
  expect(readable(value)).toBe(expected);
});

test('a table shows both figures, the ratio, and whether the goal is met', () => {
  const text = tableOf({
    title: 'Lines',
    baseline: 'nothing',
    figures: [
      rate({ name: 'a', unit: '/s', value: 2, baseline: 8, goal: { of: 'ratio', kind: 'AT_LEAST', bound: 0.5 } }),
      cost({ name: 'actions', unit: '', value: 99, goal: { of: 'value', kind: 'AT_MOST', bound: 120 } }),
    ],
    notes: ['a note'],
  });
  expect(text.split('\n')).toEqual([
    'Lines',
    'baseline: nothing',
    '           ours  baseline  ratio           goal',
    '  a        2 /s      8 /s   0.25  >= 0.5 MISSED',
    '  actions    99                      <= 120 met',
    'a note',
    '',
  ]);
});
