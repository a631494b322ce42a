import { minor, ZERO } from '../money/minor.js';
import { limitFigures } from './bucket-figures.js';
import { BASE, type Bucket, type BucketKind, type BucketShare } from './buckets.js';

const bucket = (kind: BucketKind, limitMinor: number, ref: string | null = null): Bucket => ({
  kind,
  ref,
  limitMinor: minor(limitMinor),
});
const share = (kind: BucketKind, amountMinor: number, ref: string | null = null): BucketShare => ({
  kind,
  ref,
  amountMinor: minor(amountMinor),
});

const BASE_3000 = { ...BASE, limitMinor: minor(300_000) };

const figures = (
  buckets: readonly Bucket[],
  used: readonly BucketShare[],
  held: readonly BucketShare[] = [],
  overdrawn = 0,
) => {
  const { buckets: rows, excessMinor } = limitFigures({ buckets, used, held, overdrawnMinor: minor(overdrawn) });
  return [...rows.map((row) => [row.usedMinor, row.heldMinor, row.availableMinor]), excessMinor];
};

describe('limitFigures', () => {
  test('each bucket by itself', () => {
    const buckets = [BASE_3000, bucket('TEMPORARY', 100_000, 'tmp_1'), bucket('SCENE', 200_000, 'phone')];
    const used = [share('SCENE', 150_000, 'phone'), share('BASE', 50_000), share('BASE', 1)];
    const held = [share('TEMPORARY', 30_000, 'tmp_1'), share('BASE', 9)];
    expect(figures(buckets, used, held)).toEqual([[50_001, 9, 249_990], [0, 30_000, 70_000], [150_000, 0, 50_000], 0]);
  });

  test('HLD-5: what used a temporary limit that has ended weighs on the base', () => {
    const used = [share('TEMPORARY', 100_000, 'tmp_1'), share('BASE', 260_000)];
    expect(figures([BASE_3000], used)).toEqual([[360_000, 0, 0], 60_000]);
    // A new grant is free for new spend, and takes nothing of the old balance.
    expect(figures([BASE_3000, bucket('TEMPORARY', 100_000, 'tmp_2')], used)).toEqual([
      [360_000, 0, 0],
      [0, 0, 100_000],
      60_000,
    ]);
  });

  test('holds of a bucket that has ended weigh on the base too', () => {
    expect(figures([BASE_3000], [share('BASE', 250_000)], [share('TEMPORARY', 60_000, 'tmp_1')])).toEqual([
      [250_000, 60_000, 0],
      10_000,
    ]);
  });

  test('what a bounced payment brings above the base takes the room of the other buckets', () => {
    const buckets = [BASE_3000, bucket('TEMPORARY', 30_000, 'tmp_1'), bucket('SCENE', 50_000, 'phone')];
    expect(figures(buckets, [share('BASE', 350_000)])).toEqual([
      [300_000, 0, 0],
      [30_000, 0, 0],
      [20_000, 0, 30_000],
      0,
    ]);
    expect(figures(buckets, [share('BASE', 300_000)], [], 90_000)).toEqual([
      [310_000, 0, 0],
      [30_000, 0, 0],
      [50_000, 0, 0],
      10_000,
    ]);
  });

  test('a limit without a base is a mistake of the caller', () => {
    const given = { used: [], held: [], overdrawnMinor: ZERO };
    expect(() => limitFigures({ buckets: [], ...given })).toThrow(RangeError);
    expect(() => limitFigures({ buckets: [bucket('SCENE', 1, 'phone')], ...given })).toThrow(RangeError);
  });
});
