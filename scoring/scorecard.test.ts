import fc from 'fast-check';
import { scoreReasons } from './reasons.js';
import { checkedScorecard, EXPERT_1, scorecardRef, scoreOf } from './scorecard.js';
import type { Scorecard } from './scorecard.js';

const CARD: Scorecard = {
  id: 'toy',
  version: 1,
  kind: 'POINTS_TABLE',
  judgement: 'for tests',
  scale: { baseScore: 600, baseOdds: '50', pdo: 20 },
  characteristics: [
    {
      id: 'b-income',
      feature: 'income',
      unit: 'minor units',
      reason: 'low-income',
      missing: { points: 280, reason: 'no-income' },
      bins: [
        { below: '1000', points: 290 },
        { below: null, points: 300 },
      ],
    },
    {
      id: 'a-use',
      feature: 'use',
      unit: 'share',
      reason: 'high-use',
      missing: { points: 310, reason: 'no-use' },
      bins: [
        { below: '0.01', points: 305, reason: 'unused' },
        { below: '0.50', points: 320 },
        { below: null, points: 310 },
      ],
    },
  ],
};

describe('scoreOf', () => {
  test.each([
    ['just below a bound', { income: 999, use: '0.49' }, 610, ['<1000', '<0.50']],
    ['at the bound', { income: 1000, use: '0.50' }, 610, ['rest', 'rest']],
    ['missing and absent', { income: null }, 590, ['missing', 'missing']],
    ['the best', { income: 5000, use: '0.3' }, 620, ['rest', '<0.50']],
  ])('%s', (_name, inputs, score, bins) => {
    const scored = scoreOf(CARD, inputs);
    expect(scored.score).toBe(score);
    expect(scored.points.map(({ bin }) => bin)).toEqual(bins);
  });

  test('620 points are odds of 100 to 1: a PD of 1 in 101', () => {
    expect(scoreOf(CARD, { income: 5000, use: '0.3' }).pd).toBe('0.009901');
  });

  test.each([[{ income: true }], [{ income: 'much' }], [{ income: Number.NaN }]])('refuses %p', (inputs) => {
    expect(() => scoreOf(CARD, inputs)).toThrow(RangeError);
  });

  test('a table with a gap is refused', () => {
    const [first] = CARD.characteristics;
    const closed = { ...CARD, characteristics: [{ ...first!, bins: [{ below: '1', points: 1 }] }] };
    const falling = {
      ...CARD,
      characteristics: [{ ...first!, bins: ['2', '1', null].map((below) => ({ below, points: 1 })) }],
    };
    expect(() => checkedScorecard(closed)).toThrow('b-income');
    expect(() => checkedScorecard(falling)).toThrow('b-income');
  });

  test('the reference changes with any point', () => {
    const changed = { ...EXPERT_1, scale: { ...EXPERT_1.scale, pdo: 21 } };
    expect(scorecardRef(changed).hash).not.toBe(scorecardRef(EXPERT_1).hash);
  });
});

describe('scoreReasons', () => {
  const reasons = (inputs: Record<string, number | string | null>, max = 4) =>
    scoreReasons(CARD, scoreOf(CARD, inputs).points, max).map(({ code }) => code);

  test.each([
    ['largest shortfall first', { income: null, use: '0.9' }, ['no-income', 'high-use']],
    ['ties by characteristic id', { income: 5, use: '0.9' }, ['high-use', 'low-income']],
    ['a bin with a reason of its own', { income: 5000, use: '0' }, ['unused']],
    ['nothing falls short', { income: 5000, use: '0.2' }, []],
  ])('%s', (_name, inputs, expected) => {
    expect(reasons(inputs)).toEqual(expected);
  });

  test('no more than asked for', () => {
    expect(reasons({ income: null, use: '0.9' }, 1)).toEqual(['no-income']);
  });

  test('the rule names the model and the characteristic', () => {
    expect(scoreReasons(CARD, scoreOf(CARD, { use: '0.2', income: 5 }).points, 4)).toEqual([
      { code: 'low-income', rule: 'toy-1/b-income' },
    ]);
  });
});

describe('expert-1', () => {
  const lateness = fc.integer({ min: 0, max: 6 });
  const inputs = fc.record({
    employmentMonths: fc.nat(600),
    monthlyIncomeMinor: fc.nat(10_000_000),
    utilization: fc.option(fc.integer({ min: 0, max: 300 }).map((percent) => (percent / 100).toFixed(2))),
  });

  test('more late cycles never give more points', () => {
    fc.assert(
      fc.property(inputs, lateness, lateness, (others, a, b) => {
        const worse = scoreOf(EXPERT_1, { ...others, lateOf6: Math.max(a, b) }).score;
        return worse <= scoreOf(EXPERT_1, { ...others, lateOf6: Math.min(a, b) }).score;
      }),
    );
  });

  test('removing the cause of the first reason raises the score', () => {
    const best: Record<string, string | number> = {
      employmentMonths: 100,
      monthlyIncomeMinor: 2_500_000,
      utilization: '0.10',
      lateOf6: 0,
    };
    const features = Object.fromEntries(EXPERT_1.characteristics.map(({ id, feature }) => [id, feature]));
    fc.assert(
      fc.property(inputs, lateness, (others, lateOf6) => {
        const own = { ...others, lateOf6 };
        const scored = scoreOf(EXPERT_1, own);
        const [first] = scoreReasons(EXPERT_1, scored.points, 1);
        if (first === undefined) return true;
        const feature = features[first.rule.split('/')[1] ?? ''] ?? '';
        return scoreOf(EXPERT_1, { ...own, [feature]: best[feature] ?? null }).score > scored.score;
      }),
    );
  });
});
