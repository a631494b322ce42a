import { cpuBetween, secondsOf, secondsOfStat } from './cpu-time.js';

test.each([
  ['00:14', 14],
  ['1:02.50', 62.5],
  ['00:01:30', 90],
  ['02:00:05', 7_205],
  ['1-01:00:00', 90_000],
])('%s is %d seconds', (time, expected) => {
  expect(secondsOf(time)).toBe(expected);
});

test('between two looks, a process that was new counts from zero', () => {
  expect(cpuBetween({ worker: 2 }, { worker: 5, api: 1 })).toEqual({ worker: 3, api: 1 });
});

test('user and system time of /proc, whatever the name of the program', () => {
  const stat = '42 (a) S b) S 1 2 3 4 5 6 7 8 9 10 250 50 0 0 20 0 11 0 123';
  expect(secondsOfStat(stat)).toBe(3);
});
