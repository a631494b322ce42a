import fc from 'fast-check';
import { plainDate } from '../calendar/plain-date.js';
import { exact } from '../money/decimal.js';
import { flowRate, NoInternalRateError, solveFlowRate } from './flow-rate.js';
import { netPresentValue, yearsFromFirst, yearsToLast } from './flow-value.js';

const flows = (...amounts: readonly (number | string)[]) =>
  amounts.map((amount, periods) => ({ periods, amount: exact(amount) }));

describe('solveFlowRate', () => {
  test('times between periods and before the first', () => {
    const halves = [
      { periods: exact('-0.5'), amount: exact(-100) },
      { periods: exact('1.5'), amount: exact(121) },
    ];
    expect(flowRate(halves).toString()).toBe('0.1');
  });

  test('flows of one moment are one flow', () => {
    const split = [...flows(-60, 110), { periods: 0, amount: exact(-40) }];
    expect(flowRate(split).toString()).toBe('0.1');
  });

  // (x - 1.1)(x - 1.3), (x - 0.8)(x - 1.5), (x - 0.5)(x - 3) and (x - 2)(x - 0.0002), with x = 1 + rate.
  test.each([
    ['the nearer to 0', flows('-1', '2.4', '-1.43'), 0, '0.1'],
    ['the farther, asked for', flows('-1', '2.4', '-1.43'), 0.35, '0.3'],
    ['from between, nearer to one', flows('-1', '2.4', '-1.43'), 0.19, '0.1'],
    ['from between, nearer to the other', flows('-1', '2.4', '-1.43'), 0.21, '0.3'],
    ['below the guess', flows('-1', '2.3', '-1.2'), 0, '-0.2'],
    ['above the guess', flows('-1', '2.3', '-1.2'), 0.2, '0.5'],
    ['half lost, sooner than tripled', flows('-1', '3.5', '-1.5'), 0, '-0.5'],
    ['doubled, rather than nearly all lost', flows('-1', '2.0002', '-0.0004'), 0, '1'],
    ['tripled, asked for', flows('-1', '3.5', '-1.5'), 1, '2'],
  ])('of two rates %s', (_name, flow, guess, expected) => {
    expect(flowRate(flow, guess).toString()).toBe(expected);
  });

  test('is where the flows are worth nothing, and a scale changes nothing', () => {
    const payments = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), payments, (lent, paid) => {
        const flow = flows(-lent, ...paid);
        const solved = solveFlowRate(flow);
        if (!solved.ok) {
          expect(paid.every((amount) => amount === 0)).toBe(true);
          return;
        }
        expect(netPresentValue(solved.rate, flow).div(lent).abs().toNumber()).toBeLessThan(1e-9);
        const scaled = flow.map(({ periods, amount }) => ({ periods, amount: amount.times(7).neg() }));
        expect(flowRate(scaled).minus(solved.rate).abs().toNumber()).toBeLessThan(1e-15);
      }),
    );
  });

  test.each([
    ['money one way', flows(-1, -2), 'NO_SIGN_CHANGE'],
    ['no flows', [], 'NO_SIGN_CHANGE'],
    ['all at once', [...flows(-1), ...flows(2)], 'NO_RATE_IN_RANGE'],
    ['never worth nothing', flows(1, -1, 1), 'NO_RATE_IN_RANGE'],
  ])('has no rate: %s', (_name, flow, reason) => {
    expect(solveFlowRate(flow)).toEqual({ ok: false, reason });
    expect(() => flowRate(flow)).toThrow(NoInternalRateError);
  });

  test.each([-1, -2, Number.NaN])('refuses a guess of %d', (guess) => {
    expect(() => solveFlowRate(flows(-1, 2), guess)).toThrow(/give a rate above -1/);
  });
});

describe('values of dated amounts', () => {
  const amounts = [
    { on: plainDate('2025-01-01'), amount: exact(-100) },
    { on: plainDate('2026-01-01'), amount: exact(60) },
    { on: plainDate('2027-01-01'), amount: exact(60) },
  ];

  test('grown to the last date, what they are worth at the first', () => {
    const rate = exact('0.08');
    const first = netPresentValue(rate, yearsFromFirst(amounts, 'ACT/365F'));
    const last = netPresentValue(rate, yearsToLast(amounts, 'ACT/365F'));
    expect(first.toFixed(6)).toBe(exact(-100).plus(exact(60).div('1.08')).plus(exact(60).div('1.1664')).toFixed(6));
    expect(last.toFixed(20)).toBe(first.times('1.1664').toFixed(20));
  });

  test('refuses no amounts', () => {
    expect(() => yearsFromFirst([], 'ACT/365F')).toThrow(/amounts is empty/);
    expect(() => yearsToLast([], 'ACT/365F')).toThrow(/amounts is empty/);
  });

  test('refuses a rate of -1', () => {
    expect(() => netPresentValue(exact(-1), flows(1))).toThrow(/not above -1/);
  });
});
