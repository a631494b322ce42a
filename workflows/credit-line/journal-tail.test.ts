import type { LineEvent } from '../../domain/line/events.js';
import { JournalTail } from './journal-tail.js';

const frozen = (seq: number): LineEvent => ({
  type: 'frozen',
  cause: 'CUSTOMER',
  seq,
  bookedAt: seq,
  bookedOn: '2026-01-01' as LineEvent['bookedOn'],
  entries: [],
});

function tailOf(...seqs: readonly number[]): JournalTail {
  const tail = new JournalTail();
  for (const seq of seqs) tail.append('line_1', [frozen(seq)], null);
  return tail;
}

describe('JournalTail', () => {
  test('new entries want to be written, until they are', () => {
    const tail = tailOf(1, 2);
    expect(tail.needsFlush()).toBe(true);
    tail.markSaved(1);
    expect(tail.needsFlush()).toBe(true);
    expect(tail.unsaved.map(({ seq }) => seq)).toEqual([2]);
    tail.markSaved(2);
    expect(tail.needsFlush()).toBe(false);
  });

  test('entries that an activity carries need no write of their own', () => {
    const tail = tailOf(1);
    tail.carry();
    expect(tail.needsFlush()).toBe(false);
    expect(tail.unsaved).toHaveLength(1);
  });

  test('but a caller does not wait for that activity', () => {
    const tail = tailOf(1, 2);
    tail.carry();
    tail.awaitSaved(1);
    expect(tail.needsFlush()).toBe(true);
    tail.markSaved(1);
    expect(tail.needsFlush()).toBe(false);
  });

  test('an entry after the carried ones is written, and all before it', () => {
    const tail = tailOf(1);
    tail.carry();
    tail.append('line_1', [frozen(2)], null);
    expect(tail.needsFlush()).toBe(true);
    expect(tail.unsaved.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  test('an activity that fails gives its entries back', () => {
    const tail = tailOf(1);
    tail.carry();
    tail.uncarry();
    expect(tail.needsFlush()).toBe(true);
  });

  test('an older write that ends late takes nothing back', () => {
    const tail = tailOf(1, 2);
    tail.markSaved(2);
    tail.markSaved(1);
    expect(tail.savedSeq).toBe(2);
  });

  test('goes on from where it was', () => {
    const tail = tailOf(1, 2);
    tail.markSaved(1);
    const next = new JournalTail(tail.sealed());
    next.append('line_1', [frozen(3)], null);
    expect(next.unsaved.map(({ previousHash }) => previousHash).at(-1)).toBe(tail.hash);
    expect([next.seq, next.savedSeq]).toEqual([3, 1]);
  });
});
