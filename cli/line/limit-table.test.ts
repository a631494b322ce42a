import { A_LINE } from '../../api/testing/fake-line.js';
import { minor } from '../../domain/money/minor.js';
import type { LineView } from '../../domain/line/views.js';
import { limitTable } from './limit-table.js';

/** Base 3000, temporary 1000 until 20 January, scene "phone" 2000; phone 3500 was bought (golden HLD-1). */
const HLD_1: LineView = {
  ...A_LINE,
  buckets: (
    [
      ['BASE', null, null, 300_000, 50_000],
      ['TEMPORARY', null, Date.UTC(2025, 0, 20, 16), 100_000, 100_000],
      ['SCENE', 'phone', null, 200_000, 200_000],
    ] as const
  ).map(([kind, scene, expiresAt, limitMinor, usedMinor]) => ({
    kind,
    scene,
    expiresAt,
    limitMinor: minor(limitMinor),
    usedMinor: minor(usedMinor),
    heldMinor: minor(0),
    availableMinor: minor(limitMinor - usedMinor),
  })),
};

const shown = (line: LineView): string => limitTable(structuredClone(line) as never).join('\n');

test('each part with its figures', () => {
  expect(shown(HLD_1)).toBe(
    [
      'PART                              LIMIT      USED  HELD  AVAILABLE',
      'base                           3,000.00    500.00  0.00   2,500.00',
      'temporary, last on 2025-01-20  1,000.00  1,000.00  0.00       0.00',
      'scene phone                    2,000.00  2,000.00  0.00       0.00',
    ].join('\n'),
  );
});

test('what bounds them together', () => {
  const text = shown({ ...HLD_1, clearingMinor: minor(100), excessMinor: minor(200), selfCapMinor: minor(10_000) });
  expect(text).toMatch(/1\.00 CNY of what is used has been repaid by payments that are not final yet\./);
  expect(text).toMatch(/2\.00 CNY is used or held above the limit\./);
  expect(text).toMatch(/100\.00 CNY is what the customer allows/);
});
