import fc from 'fast-check';
import { factorOf, oddsOfScore, offsetOf, pdOfScore, scoreOfOdds, scoreOfPd } from './scale.js';

const SCALE = { baseScore: 600, baseOdds: '50', pdo: 20 };
const twoPlaces = (value: { toFixed(places: number): string }) => value.toFixed(2);

describe('the points scale, 600 at 50 : 1 with 20 points to double the odds', () => {
  test.each([
    ['1', '487.12'],
    ['25', '580.00'],
    ['50', '600.00'],
    ['100', '620.00'],
  ])('SC-1: odds %s -> %s', (odds, score) => {
    expect(twoPlaces(scoreOfOdds(SCALE, odds))).toBe(score);
  });

  test.each([
    ['0.02', '599.42'],
    ['0.05', '572.08'],
    ['0.10', '550.52'],
    ['0.20', '527.12'],
  ])('SC-2: PD %s -> %s', (pd, score) => {
    expect(twoPlaces(scoreOfPd(SCALE, pd))).toBe(score);
  });

  test('factor and offset are those of risk.md', () => {
    expect(factorOf(SCALE).toFixed(4)).toBe('28.8539');
    // The document prints 487.1230; the exact figure is 487.12288.
    expect(offsetOf(SCALE).minus('487.1230').abs().lt('0.0002')).toBe(true);
  });

  test('the way back: a score gives the odds and the PD it came from', () => {
    expect(oddsOfScore(SCALE, 620).toFixed(6)).toBe('100.000000');
    expect(pdOfScore(SCALE, 600).toFixed()).toBe('0.019608'); // 1 in 51
  });

  test('more points never mean a higher PD', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 800 }), fc.integer({ min: 0, max: 100 }), (score, more) =>
        pdOfScore(SCALE, score + more).lte(pdOfScore(SCALE, score)),
      ),
    );
  });

  test.each(['0', '-1'])('odds %s are refused', (odds) => {
    expect(() => scoreOfOdds(SCALE, odds)).toThrow(RangeError);
  });

  test.each(['0', '1', '1.2'])('a PD of %s has no score', (pd) => {
    expect(() => scoreOfPd(SCALE, pd)).toThrow(RangeError);
  });
});
