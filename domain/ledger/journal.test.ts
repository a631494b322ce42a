import { createHash } from 'node:crypto';
import { minor } from '../money/minor.js';
import type { LineEvent } from '../line/events.js';
import { TestLine } from '../line/testing.js';
import { GENESIS_HASH, hashOf, hashOfText, isSealed, seal, type JournalEntry } from './journal.js';

const chainOf = (events: readonly LineEvent[]): readonly JournalEntry[] => {
  const chain: JournalEntry[] = [];
  for (const event of events) {
    const cause = event.seq === 1 ? { commandId: 'cmd_1', body: { a: 1 }, reply: { ok: true } } : null;
    chain.push(seal('line_t', event, cause, chain.at(-1)?.hash ?? GENESIS_HASH));
  }
  return chain;
};

/** Whether every entry is sealed, follows the one before it, and the numbers have no gap. */
const isWhole = (chain: readonly JournalEntry[]): boolean =>
  chain.every((entry, index) => {
    const previousHash = chain[index - 1]?.hash ?? GENESIS_HASH;
    return isSealed(entry) && entry.previousHash === previousHash && entry.seq === index + 1;
  });

const line = new TestLine('2025-01-05');
line.buy('o1', 100_000);
line.advance('2025-02-12');
line.pay(100_000);
const chain = chainOf(line.events);

describe('the chain of journal entries', () => {
  test('is whole, also after a way through JSON', () => {
    expect(chain.length).toBeGreaterThan(4);
    expect(isWhole(chain)).toBe(true);
    expect(isWhole(JSON.parse(JSON.stringify(chain)) as JournalEntry[])).toBe(true);
  });

  test.each<[string, (entry: JournalEntry) => JournalEntry]>([
    ['an amount', (entry) => ({ ...entry, event: { ...entry.event, amountMinor: minor(1) } as LineEvent })],
    ['the line', (entry) => ({ ...entry, lineId: 'line_u' })],
    ['the number', (entry) => ({ ...entry, seq: entry.seq + 1 })],
    ['the cause', (entry) => ({ ...entry, cause: { commandId: 'c', body: null, reply: null } })],
    ['the hash before it', (entry) => ({ ...entry, previousHash: GENESIS_HASH })],
    ['its hash', (entry) => ({ ...entry, hash: GENESIS_HASH })],
  ])('shows a change of %s', (_case, change) => {
    expect(isWhole(chain.map((entry, index) => (index === 2 ? change(entry) : entry)))).toBe(false);
  });

  test('shows an entry that was sealed again after a change: the next one does not follow', () => {
    const forged = chain.map((entry, index) =>
      index === 2 ? seal(entry.lineId, { ...entry.event, bookedAt: 0 }, entry.cause, entry.previousHash) : entry,
    );
    expect(forged.every(isSealed)).toBe(true);
    expect(isWhole(forged)).toBe(false);
  });

  test('shows a missing entry', () => {
    expect(isWhole(chain.filter((_, index) => index !== 2))).toBe(false);
  });
});

describe('hashes', () => {
  test('are SHA-256 of the text in UTF-8', () => {
    expect(hashOfText('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    const text = '白条 "white slip"';
    expect(hashOfText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    expect(hashOf({ b: 1, a: 2 })).toBe(hashOfText('{"a":2,"b":1}'));
  });
});
