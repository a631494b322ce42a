import fc from 'fast-check';
import { minor } from '../money/minor.js';
import { sharesAfter, sharesInUse, sumShares, takeShares, type BucketKind, type BucketShare } from './buckets.js';

const share = (kind: BucketKind, amountMinor: number, ref: string | null = null): BucketShare => ({
  kind,
  ref,
  amountMinor: minor(amountMinor),
});

const PHONE = share('SCENE', 200_000, 'phone');
const TEMPORARY = share('TEMPORARY', 100_000, 'tmp_1');
const BASE = share('BASE', 300_000);
const amounts = (shares: readonly BucketShare[]) => shares.map(({ kind, amountMinor }) => [kind, amountMinor]);

describe('takeShares', () => {
  test.each<[string, number, readonly BucketShare[], unknown]>([
    // base 3000, temporary 1000, scene "phone" 2000
    [
      'HLD-1: phone 3500',
      350_000,
      [PHONE, TEMPORARY, BASE],
      [
        ['SCENE', 200_000],
        ['TEMPORARY', 100_000],
        ['BASE', 50_000],
      ],
    ],
    [
      'HLD-1: groceries 3500',
      350_000,
      [TEMPORARY, BASE],
      [
        ['TEMPORARY', 100_000],
        ['BASE', 250_000],
      ],
    ],
    ['to the end of the first', 200_000, [PHONE, TEMPORARY], [['SCENE', 200_000]]],
    [
      'a cent more',
      200_001,
      [PHONE, TEMPORARY],
      [
        ['SCENE', 200_000],
        ['TEMPORARY', 1],
      ],
    ],
    ['an empty bucket gives nothing', 5, [share('SCENE', 0, 'phone'), BASE], [['BASE', 5]]],
    ['nothing', 0, [BASE], []],
    ['no more than there is', 300_001, [BASE], [['BASE', 300_000]]],
  ])('%s', (_case, amountMinor, rooms, expected) => {
    expect(amounts(takeShares(minor(amountMinor), rooms))).toEqual(expected);
  });
});

describe('sharesAfter', () => {
  test.each<[string, number, unknown]>([
    [
      'nothing gone',
      0,
      [
        ['SCENE', 200_000],
        ['TEMPORARY', 100_000],
        ['BASE', 300_000],
      ],
    ],
    [
      'a part of the first',
      1,
      [
        ['SCENE', 199_999],
        ['TEMPORARY', 100_000],
        ['BASE', 300_000],
      ],
    ],
    [
      'the first',
      200_000,
      [
        ['TEMPORARY', 100_000],
        ['BASE', 300_000],
      ],
    ],
    ['all', 600_000, []],
  ])('%s', (_case, goneMinor, expected) => {
    expect(amounts(sharesAfter([PHONE, TEMPORARY, BASE], minor(goneMinor)))).toEqual(expected);
  });
});

describe('sharesInUse', () => {
  const taken = [PHONE, TEMPORARY, BASE];
  test.each<[string, number, 'REVERSE_DRAW' | 'PRO_RATA', unknown]>([
    [
      'all is owed',
      600_000,
      'REVERSE_DRAW',
      [
        ['SCENE', 200_000],
        ['TEMPORARY', 100_000],
        ['BASE', 300_000],
      ],
    ],
    [
      'what was taken last comes back first',
      300_000,
      'REVERSE_DRAW',
      [
        ['SCENE', 200_000],
        ['TEMPORARY', 100_000],
      ],
    ],
    [
      'then what was taken before',
      299_999,
      'REVERSE_DRAW',
      [
        ['SCENE', 200_000],
        ['TEMPORARY', 99_999],
      ],
    ],
    [
      'half of each',
      300_000,
      'PRO_RATA',
      [
        ['SCENE', 100_000],
        ['TEMPORARY', 50_000],
        ['BASE', 150_000],
      ],
    ],
    // 1/3, 1/6 and 1/2 of 100: 33.3, 16.7, 50; the cent goes to the largest remainder
    [
      'by largest remainder',
      100,
      'PRO_RATA',
      [
        ['SCENE', 33],
        ['TEMPORARY', 17],
        ['BASE', 50],
      ],
    ],
    ['nothing is owed', 0, 'PRO_RATA', []],
  ])('%s', (_case, owedMinor, restoreOrder, expected) => {
    expect(amounts(sharesInUse(taken, minor(owedMinor), restoreOrder))).toEqual(expected);
  });

  test('what is in use is what is owed, never more of a bucket than was taken, and falls with every repayment', () => {
    const anyShares = fc
      .array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.map((amountMinor, nr) => share('SCENE', amountMinor, `s${nr}`)));
    const anyOrder = fc.constantFrom('REVERSE_DRAW' as const, 'PRO_RATA' as const);
    fc.assert(
      fc.property(anyShares, fc.double({ min: 0, max: 1, noNaN: true }), anyOrder, (shares, part, order) => {
        const owedMinor = minor(Math.floor(sumShares(shares) * part));
        const inUse = sharesInUse(shares, owedMinor, order);
        expect(sumShares(inUse)).toBe(owedMinor);
        for (const { ref, amountMinor } of inUse)
          expect(amountMinor).toBeLessThanOrEqual(shares.find((taken) => taken.ref === ref)?.amountMinor ?? 0);
        const rest = sharesAfter(shares, owedMinor);
        expect(sumShares(rest)).toBe(sumShares(shares) - owedMinor);
      }),
    );
  });
});
