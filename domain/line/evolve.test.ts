import { InvariantViolation } from '../ledger/invariant.js';
import { minor } from '../money/minor.js';
import { decide } from './engine.js';
import type { LineEvent } from './events.js';
import { evolve } from './evolve.js';
import { FLAT, TestLine } from './testing.js';

const line = new TestLine('2025-01-05');
line.buy('o1', 120_000, FLAT, 12);
line.advance('2025-02-05');
const paymentId = line.pay(10_720);

const eventOf = (type: LineEvent['type']): LineEvent => {
  const event = line.events.find((candidate) => candidate.type === type);
  if (event === undefined) throw new Error(`no ${type}`);
  return event;
};
const replay = (events: readonly LineEvent[]) =>
  events.reduce<ReturnType<typeof evolve> | null>((state, event) => evolve(state, event), null);

describe('a journal that cannot be replayed stops the line', () => {
  test.each<[string, () => unknown]>([
    ['it does not begin with the opening', () => replay(line.events.slice(1))],
    ['it opens the line twice', () => evolve(line.state, eventOf('lineOpened'))],
    ['it opens the line as its second event', () => evolve(null, { ...eventOf('lineOpened'), seq: 2 })],
    ['an event is missing', () => replay(line.events.filter(({ type }) => type !== 'captured'))],
    ['an event comes twice', () => replay([...line.events, ...line.events.slice(-1)])],
    [
      'an amount was changed',
      () =>
        replay(
          line.events.map((event) => (event.type === 'paymentReceived' ? { ...event, amountMinor: minor(1) } : event)),
        ),
    ],
    [
      'entries were changed, though they balance',
      () => replay(line.events.map((event) => (event.type === 'captured' ? { ...event, entries: [] } : event))),
    ],
    [
      'a payment is undone twice',
      () => {
        line.do({ type: 'reversePayment', paymentId, reason: 'returned' });
        const reversed = line.events.at(-1);
        return reversed && evolve(line.state, { ...reversed, seq: line.state.seq + 1 });
      },
    ],
  ])('%s', (_case, act) => {
    expect(act).toThrow(InvariantViolation);
  });

  test('a command that does not exist is a mistake of ours', () => {
    expect(() => decide(line.state, { type: 'none' } as never, { nowMs: line.nowMs })).toThrow(/no such command: none/);
  });
});
