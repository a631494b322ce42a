import fc from 'fast-check';
import { discrimination, giniOf } from './discrimination.js';

describe('discrimination', () => {
  test('goods 10, 20, 30, 30 and bads 5, 20, 30: AUC 0.625, Gini 0.25, KS 0.3333', () => {
    const { auc, ks } = discrimination([10, 20, 30, 30, 5, 20, 30], Uint8Array.from([0, 0, 0, 0, 1, 1, 1]));
    expect(auc).toBeCloseTo(0.625, 12);
    expect(giniOf(auc)).toBeCloseTo(0.25, 12);
    expect(ks).toBeCloseTo(1 / 3, 12);
  });

  test.each([
    ['perfect', [1, 2, 3, 4], [1, 1, 0, 0], 1, 1],
    ['the wrong way round', [1, 2, 3, 4], [0, 0, 1, 1], 0, 1],
    ['all the same', [7, 7, 7, 7], [1, 0, 1, 0], 0.5, 0],
  ])('%s', (_name, score, isBad, auc, ks) => {
    expect(discrimination(score, Uint8Array.from(isBad))).toEqual({ auc, ks });
  });

  test('agrees with counting every pair and trying every cut', () => {
    const row = fc.record({ score: fc.integer({ min: 0, max: 9 }), bad: fc.integer({ min: 0, max: 1 }) });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
        const goods = rows.filter(({ bad }) => bad === 0).map(({ score }) => score);
        const bads = rows.filter(({ bad }) => bad === 1).map(({ score }) => score);
        fc.pre(goods.length > 0 && bads.length > 0);
        const pairs = goods.flatMap((good) => bads.map((bad) => (good > bad ? 1 : good === bad ? 0.5 : 0)));
        const upTo = (scores: number[], cut: number) => scores.filter((score) => score <= cut).length / scores.length;
        const distances = rows.map(({ score: cut }) => Math.abs(upTo(bads, cut) - upTo(goods, cut)));
        const found = discrimination(
          rows.map(({ score }) => score),
          Uint8Array.from(rows, ({ bad }) => bad),
        );
        expect(found.auc).toBeCloseTo(pairs.reduce((sum: number, win) => sum + win, 0) / pairs.length, 10);
        expect(found.ks).toBeCloseTo(Math.max(...distances), 10);
      }),
    );
  });

  test('needs goods and bads', () => {
    expect(() => discrimination([1, 2], Uint8Array.from([0, 0]))).toThrow('isBad');
  });
});
