import { positionHash } from './position-hash.js';
import { authorization, CASH, FLAT, TestLine } from './testing.js';
import type { LineState } from './state.js';

/** A position with something of everything: bills carried and overdue, payments, a refund, credit, charges. */
const state = (): LineState => {
  const line = new TestLine('2025-01-05');
  line.do({
    ...authorization('o0', 120_000, FLAT, 3),
    capture: 'IMMEDIATE',
    coupon: { couponId: 'c_1', funder: 'MERCHANT', share: '0.5' },
  });
  line.buy('o1', 100_000);
  const agreementId = line.buy('o2', 120_000, FLAT, 12);
  line.do({ type: 'draw', amountMinor: 60_000, currency: 'CNY', plan: CASH, periods: 3, accountRef: 'a' });
  line.advance('2025-02-12');
  line.pay(60_000);
  line.refund(agreementId, 10_000);
  line.advance('2025-03-20');
  line.pay(10_000);
  return line.state;
};

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

const leavesOf = (value: unknown, path: readonly string[] = []): readonly Leaf[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]))
    : [{ path, value }];

function withLeaf(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const members = Object.entries(value as object).map(([name, member]) => [
    name,
    name === key ? withLeaf(member, rest, leaf) : (member as unknown),
  ]);
  const changed = Object.fromEntries(members) as Record<string, unknown>;
  return Array.isArray(value) ? Object.values(changed) : changed;
}

const another = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return `${String(value)}0`;
};

describe('positionHash', () => {
  test('is the same for the same position, whatever the order of its members', () => {
    const { book } = state();
    const reordered = JSON.parse(JSON.stringify(book.position), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).toReversed())
        : value,
    ) as typeof book.position;
    expect(positionHash({ ...state(), book: { ...book, position: reordered } })).toBe(positionHash(state()));
  });

  test('differs for every figure that differs', () => {
    const line = state();
    const before = positionHash(line);
    // The name of a plan version, or of a regime, stands for its terms.
    const named = ['planId', 'version'];
    const leaves = leavesOf(line.book.position).filter(
      ({ path }) =>
        path[4] !== 'late' && path.at(-1) !== 'funding' && (path[2] !== 'plan' || named.includes(path[3] ?? '')),
    );
    expect(leaves.length).toBeGreaterThan(200);
    for (const { path, value } of leaves) {
      const position = withLeaf(line.book.position, path, another(value)) as LineState['book']['position'];
      const after = positionHash({ ...line, book: { ...line.book, position } });
      expect(`${path.join('.')} ${String(after !== before)}`).toBe(`${path.join('.')} true`);
    }
  });
});
