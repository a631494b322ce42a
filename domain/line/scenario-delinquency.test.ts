import { liveOn, type Step } from './scenario.js';
import { authorization, TestLine } from './testing.js';
import { positionHash } from './view.js';

const UNFREEZE = { type: 'unfreeze', cause: 'OVERDUE' } as const;

/** 1000 bought on 6 January, due 12 February, never paid. */
const unpaid = (): TestLine => {
  const line = new TestLine('2025-01-05');
  line.buy('o1', 100_000);
  line.advance('2025-02-10');
  return line;
};

/** Due on 12 February: the day before and the day of each milestone, with the cuts and reminders between. */
const MILESTONES: readonly Step[] = [
  ['2025-02-12 23:59', null, []],
  ['2025-02-13 00:00', null, ['delinquencyChanged 1']],
  ['2025-02-19 23:59', null, []],
  ['2025-02-20 00:00', null, ['delinquencyChanged 8', 'frozen']],
  ['2025-03-03 00:00', null, ['statementCut 2025-03-03']],
  ['2025-03-14 23:59', null, ['reminderIssued 2025-03-12']],
  ['2025-03-15 00:00', null, ['delinquencyChanged 31']],
  ['2025-04-13 23:59', null, ['statementCut 2025-04-03', 'reminderIssued 2025-04-12']],
  ['2025-04-14 00:00', null, ['delinquencyChanged 61']],
  ['2025-05-13 23:59', null, ['statementCut 2025-05-03', 'reminderIssued 2025-05-12']],
  ['2025-05-14 00:00', null, ['delinquencyChanged 91']],
];

const BUCKETS = { 1: 'M1', 8: 'M1', 31: 'M2', 61: 'M3', 91: 'M4+' } as const;

describe('delinquency', () => {
  test('is announced at 1, 8, 31, 61 and 91 days past due, once each', () => {
    const line = unpaid();
    liveOn(line, MILESTONES);
    const announced = line.events.flatMap((event) =>
      event.type === 'delinquencyChanged' ? [[event.daysPastDue, event.to]] : [],
    );
    expect(announced).toEqual(Object.entries(BUCKETS).map(([days, bucket]) => [Number(days), bucket]));
  });

  test.each([
    ['2025-02-12', 0, 'M0', 'ACTIVE'],
    ['2025-02-13', 1, 'M1', 'ACTIVE'],
    ['2025-02-19', 7, 'M1', 'ACTIVE'],
    ['2025-02-20', 8, 'M1', 'FROZEN'],
    ['2025-03-14', 30, 'M1', 'FROZEN'],
    ['2025-03-15', 31, 'M2', 'FROZEN'],
    ['2025-04-13', 60, 'M2', 'FROZEN'],
    ['2025-04-14', 61, 'M3', 'FROZEN'],
    ['2025-05-13', 90, 'M3', 'FROZEN'],
    ['2025-05-14', 91, 'M4+', 'FROZEN'],
  ])('on %s it is %i days past due', (date, daysPastDue, delinquencyBucket, status) => {
    const line = unpaid();
    line.advance(date, '00:00');
    expect(line.view()).toMatchObject({ daysPastDue, delinquencyBucket, status });
  });

  test('new spend is taken through day 7, refused from day 8, taken again after the cure', () => {
    const line = unpaid();
    line.advance('2025-02-19');
    line.authorize('day 7', 1);
    line.advance('2025-02-20', '00:00');
    expect(line.refusal(authorization('day 8', 1))).toEqual({
      type: 'line-not-active',
      status: 'FROZEN',
      causes: ['OVERDUE'],
    });
    expect(line.refusal(UNFREEZE)).toEqual({ type: 'line-overdue', daysPastDue: 8 });
    line.advance('2025-03-14');
    const seen = line.events.length;
    line.pay(line.view().billedMinor);
    expect(line.events.slice(seen).map(({ type }) => type)).toEqual([
      'paymentReceived',
      'delinquencyChanged',
      'unfrozen',
    ]);
    line.authorize('cured', 1);
  });

  test('after 31 days the cure does not bring new spend back: a person decides', () => {
    const line = unpaid();
    line.advance('2025-03-15');
    liveOn(line, [['2025-03-15', (it) => it.pay(it.view().billedMinor), ['paymentReceived', 'delinquencyChanged 0']]]);
    expect(line.view()).toMatchObject({ daysPastDue: 0, status: 'FROZEN', freezeCauses: ['OVERDUE'] });
    expect(line.advance('2026-01-01')).toEqual([]);
    liveOn(line, [['2026-01-02', (it) => it.do(UNFREEZE), ['unfrozen']]]);
    expect(line.view().status).toBe('ACTIVE');
    // The next delinquency starts from nothing.
    line.buy('o2', 10_000);
    line.advance('2026-01-20');
    expect(line.view().freezeCauses).toEqual(['OVERDUE']);
    line.pay(line.view().billedMinor);
    expect(line.view().status).toBe('ACTIVE');
  });

  test('a payment valued before the due date takes back even what 31 days had brought', () => {
    const line = unpaid();
    line.advance('2025-03-16');
    liveOn(line, [
      ['2025-03-16', (it) => it.pay(100_000, '2025-02-12'), ['paymentReceived', 'delinquencyChanged 0', 'unfrozen']],
    ]);
    expect(line.balance('PENALTY_INCOME')).toBe(0);
    expect(line.balance('CARRY_INCOME')).toBe(0);
  });

  test('a partial cure counts from the next bill that is unpaid', () => {
    const line = unpaid();
    line.advance('2025-02-14');
    line.buy('o2', 50_000);
    line.advance('2025-03-25');
    expect(line.view()).toMatchObject({ daysPastDue: 41, delinquencyBucket: 'M2' });
    // 41 days: carry 20.50, penalty 6.15
    liveOn(line, [
      ['2025-03-25', (it) => it.pay(102_665), ['paymentReceived', 'delinquencyChanged 13']],
      // 12 March + 31
      ['2025-04-12 00:00', null, ['statementCut 2025-04-03', 'reminderIssued 2025-04-12', 'delinquencyChanged 31']],
    ]);
    expect(line.view()).toMatchObject({ daysPastDue: 31, status: 'FROZEN' });
  });

  test('paying the minimum after the due date is not enough', () => {
    const line = unpaid();
    line.advance('2025-02-13');
    line.pay(10_065);
    expect(line.view()).toMatchObject({ daysPastDue: 1, minDueOpenMinor: 90_000, overdueMinor: 90_000 });
  });

  test('value dates move the days past due, and a milestone that no longer holds is withdrawn', () => {
    const line = unpaid();
    line.advance('2025-02-14');
    line.buy('o2', 50_000);
    line.advance('2025-03-13');
    expect(line.view()).toMatchObject({ daysPastDue: 29, freezeCauses: ['OVERDUE'] });
    // Paid on time by value date: the bill of March alone is late, for one day.
    line.pay(100_000, '2025-02-12');
    expect(line.view()).toMatchObject({ daysPastDue: 1, freezeCauses: [] });
  });
});

describe('a line asleep', () => {
  test('owes nothing, has nothing scheduled, for years', () => {
    const line = new TestLine('2025-01-05');
    expect(line.view().nextItemAt).toBeNull();
    expect(line.advance('2045-01-05')).toEqual([]);
    expect(line.events.map(({ type }) => type)).toEqual(['lineOpened']);
    line.buy('o1', 100_000);
    expect(line.advance('2045-02-04')).toEqual(['statementCut']);
  });

  test('nobody at work for three months: each item is done with its own date, and the same is owed', () => {
    const late = new TestLine('2025-01-05');
    late.buy('o1', 100_000);
    liveOn(late, [
      [
        '2025-01-06',
        (it) => {
          it.oversleep('2025-05-06');
        },
        [
          'statementCut 2025-02-03',
          'delinquencyChanged 1',
          'delinquencyChanged 8',
          'frozen',
          'statementCut 2025-03-03',
          'delinquencyChanged 31',
          'statementCut 2025-04-03',
          'delinquencyChanged 61',
          'statementCut 2025-05-03',
        ],
      ],
    ]);
    expect(late.events.filter(({ type }) => type !== 'lineOpened').at(-1)?.bookedOn).toBe('2025-05-06');
    const timely = new TestLine('2025-01-05');
    timely.buy('o1', 100_000);
    timely.advance('2025-05-06');
    expect(positionHash(late.state)).toBe(positionHash(timely.state));
    // The bill that is still to fall due is reminded of.
    liveOn(late, [['2025-05-09', null, ['reminderIssued 2025-05-12']]]);
  });
});
