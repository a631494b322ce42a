import { cost, meetsGoal, rate } from './figure.js';

describe('a figure', () => {
  test('a rate is the share of the baseline that it reaches', () => {
    expect(rate({ name: 'r', unit: '/s', value: 3, baseline: 6 }).ratio).toBe(0.5);
  });

  test('a cost is fast when it is low: twice the time is half the speed', () => {
    expect(cost({ name: 'c', unit: 'ms', value: 10, baseline: 5 }).ratio).toBe(0.5);
  });

  test('has no ratio without a baseline', () => {
    expect(cost({ name: 'c', unit: 'ms', value: 10 })).toMatchObject({ baseline: null, ratio: null, goal: null });
  });

  test.each([
    ['at least, reached', 3, 'AT_LEAST', 0.5, true],
    ['at least, missed', 2.9, 'AT_LEAST', 0.5, false],
    ['at most, reached', 3, 'AT_MOST', 0.5, true],
    ['at most, missed', 3.1, 'AT_MOST', 0.5, false],
  ] as const)('%s', (_name, value, kind, bound, expected) => {
    expect(meetsGoal(rate({ name: 'r', unit: '/s', value, baseline: 6, goal: { of: 'ratio', kind, bound } }))).toBe(
      expected,
    );
  });

  test('a goal for the value looks at the value', () => {
    const goal = { of: 'value', kind: 'AT_MOST', bound: 120 } as const;
    expect(meetsGoal(cost({ name: 'actions', unit: '', value: 121, goal }))).toBe(false);
    expect(meetsGoal(cost({ name: 'actions', unit: '', value: 120, goal }))).toBe(true);
  });

  test('a ratio that was not measured meets no goal and misses none', () => {
    const goal = { of: 'ratio', kind: 'AT_LEAST', bound: 1 } as const;
    expect(meetsGoal(rate({ name: 'r', unit: '/s', value: 3, goal }))).toBeNull();
  });
});
