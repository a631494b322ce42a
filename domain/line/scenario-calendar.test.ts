import { instantAt, type ZoneTable } from '../calendar/zone.js';
import { FLAT, on, PAY_LATER, TERMS, TestLine } from './testing.js';

/** Offsets of 2024 to 2026: -05:00, and -04:00 from the second Sunday of March to the first of November. */
const NEW_YORK: ZoneTable = {
  id: 'America/New_York',
  offsets: [
    [Date.UTC(2024, 0, 1, 5), -300],
    [Date.UTC(2024, 2, 10, 7), -240],
    [Date.UTC(2024, 10, 3, 6), -300],
    [Date.UTC(2025, 2, 9, 7), -240],
    [Date.UTC(2025, 10, 2, 6), -300],
  ],
  untilMs: Date.UTC(2026, 2, 8, 7),
};

/** The bills of a purchase in installments, each paid on its due date. */
function billsOf(boughtOn: string, periods: number, billDay: number): readonly (readonly [string, string])[] {
  const plan = { ...FLAT, prices: [{ periods, feeRatePerPeriod: '0.006', annualRate: '0' }] };
  const line = new TestLine(boughtOn, 1_000_000, { ...TERMS, billDay });
  line.buy('o1', 120_000, plan, periods);
  const bills: (readonly [string, string])[] = [];
  for (let bill = 0; bill < periods; bill += 1) {
    const { nextBillOn } = line.view();
    if (nextBillOn === null) break;
    line.advance(nextBillOn);
    const dueOn = line.view().dueOn ?? '';
    bills.push([nextBillOn, dueOn]);
    line.pay(line.view().billedMinor);
  }
  expect(line.view()).toMatchObject({ usedMinor: 0, nextItemAt: null });
  return bills;
}

describe('month ends', () => {
  test.each([
    [
      'bought on 31 January, bill day 3: anchors 31 Jan, 28 Feb, 31 Mar',
      '2025-01-31',
      3,
      3,
      [
        ['2025-02-03', '2025-02-12'],
        ['2025-03-03', '2025-03-12'],
        ['2025-04-03', '2025-04-12'],
      ],
    ],
    [
      'bought on 31 January, bill day 28: the anchor of 28 Feb stands on the next bill',
      '2025-01-31',
      3,
      28,
      [
        ['2025-02-28', '2025-03-09'],
        ['2025-03-28', '2025-04-06'],
        ['2025-04-28', '2025-05-07'],
      ],
    ],
    [
      'a leap year, bill day 28: the anchor of 29 Feb stands on the same bill as that of 28 Feb would',
      '2024-01-31',
      3,
      28,
      [
        ['2024-02-28', '2024-03-08'],
        ['2024-03-28', '2024-04-06'],
        ['2024-04-28', '2024-05-07'],
      ],
    ],
    [
      'CAL-6: bill day 20 in February, due 29 Feb 2024',
      '2024-01-25',
      2,
      20,
      [
        ['2024-02-20', '2024-02-29'],
        ['2024-03-20', '2024-03-29'],
      ],
    ],
    [
      'CAL-6: bill day 20 in February, due 1 Mar 2025',
      '2025-01-25',
      2,
      20,
      [
        ['2025-02-20', '2025-03-01'],
        ['2025-03-20', '2025-03-29'],
      ],
    ],
    [
      'bought on the bill day: its own cycle begins',
      '2025-02-28',
      2,
      28,
      [
        ['2025-03-28', '2025-04-06'],
        ['2025-04-28', '2025-05-07'],
      ],
    ],
  ])('%s', (_case, boughtOn, periods, billDay, bills) => {
    expect(billsOf(boughtOn, periods, billDay)).toEqual(bills);
  });

  test('bought on 29 February in 24 installments: one on each bill, none drifts', () => {
    const bills = billsOf('2024-02-29', 24, 28);
    expect(bills).toHaveLength(24);
    expect(bills[0]).toEqual(['2024-03-28', '2024-04-06']);
    expect(bills[23]).toEqual(['2026-02-28', '2026-03-09']);
    expect(new Set(bills.map(([billOn]) => billOn.slice(0, 7))).size).toBe(24);
  });

  test('a fixed due day is cut to the length of its month', () => {
    const line = new TestLine('2025-01-05', 1_000_000, {
      ...TERMS,
      billDay: 20,
      dueRule: { kind: 'DAY_OF_MONTH', day: 29 },
    });
    line.buy('o1', 1_000, PAY_LATER);
    line.advance('2025-01-21');
    expect(line.view().dueOn).toBe('2025-01-29');
    line.pay(1_000);
    line.advance('2025-01-25');
    line.buy('o2', 1_000);
    line.advance('2025-02-21');
    expect(line.view().dueOn).toBe('2025-02-28');
  });
});

describe('a zone whose clocks move', () => {
  const terms = { ...TERMS, zone: NEW_YORK };

  test('cuts, reminders and debits keep their hour on the clock over the change in March', () => {
    const line = new TestLine('2025-02-05', 1_000_000, terms);
    line.do({ type: 'setAutopay', mandate: { accountRef: 'acc_d', amount: 'STATEMENT' } });
    line.buy('o1', 100_000);
    const wakes: string[] = [];
    for (let at = line.view().nextItemAt; at !== null && wakes.length < 4; at = line.view().nextItemAt) {
      wakes.push(new Date(at).toISOString());
      line.wakeAt(at);
    }
    expect(wakes).toEqual([
      // 00:00 at -05:00
      '2025-03-03T05:00:00.000Z',
      // 10:00 at -04:00, the day on which the clocks moved
      '2025-03-09T14:00:00.000Z',
      '2025-03-11T14:00:00.000Z',
      // Midnight after the due date: the debit is unanswered
      '2025-03-13T04:00:00.000Z',
    ]);
  });

  test('a cycle ends at midnight of the zone, also where the offset differs from that of its start', () => {
    const line = new TestLine('2025-10-10', 1_000_000, terms);
    line.nowMs = instantAt(NEW_YORK, on('2025-11-02'), '23:59');
    line.buy('before', 1_000);
    line.nowMs = instantAt(NEW_YORK, on('2025-11-03'), '00:00');
    line.buy('after', 2_000);
    expect(line.state.latestStatement).toMatchObject({ billOn: '2025-11-03', balanceMinor: 1_000 });
    expect(new Date(line.events.find(({ type }) => type === 'statementCut')?.bookedAt ?? 0).toISOString()).toBe(
      '2025-11-03T05:00:00.000Z',
    );
  });

  test('a hold lives 168 hours, whatever the clocks show', () => {
    const line = new TestLine('2025-03-05', 1_000_000, terms);
    line.authorize('o1', 1_000);
    // 12:00 at -05:00 and a week of hours is 13:00 at -04:00.
    expect(line.advance('2025-03-12', '12:59')).toEqual([]);
    expect(line.advance('2025-03-12', '13:00')).toEqual(['authorizationExpired']);
  });
});
