import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import { refold } from './engine.js';
import { FLAT, on, TERMS, TestLine } from './testing.js';
import { positionHash } from './view.js';

const change = (billDay: number) => ({ type: 'changeBillDay', billDay }) as const;

/** 1200.00 in 3 bought on 5 April on a line with bill day 3 that is old enough. */
const bought = (plan: PlanTerms = FLAT, terms: Partial<LineTerms> = {}): TestLine => {
  const line = new TestLine('2024-06-05', 2_000_000, { ...TERMS, ...terms });
  line.advance('2025-04-05');
  line.buy('o1', 120_000, plan, 3);
  line.advance('2025-05-08');
  return line;
};

const billsOf = (line: TestLine): readonly (readonly [string, string, readonly number[]])[] =>
  line.events.flatMap((event) =>
    event.type === 'statementCut'
      ? [[event.valueOn, event.statement.dueOn, event.statement.lines.map((each) => each.installmentNr)] as const]
      : [],
  );

describe('a change of the bill day', () => {
  test('CAL-3: the May bill stays, the next is cut on 20 June and due 29 June', () => {
    const line = bought();
    expect(line.do(change(20))).toEqual({ billDay: 20, nextBillOn: '2025-06-20', nextDueOn: '2025-06-29' });
    expect(line.view()).toMatchObject({ billDay: 20, dueOn: '2025-05-12', nextBillOn: '2025-06-20' });
  });

  test('CAL-4: installments 2 and 3 both stand on the bill of 20 June', () => {
    const line = bought();
    line.do(change(20));
    line.pay(40_720);
    line.advance('2025-07-21');
    expect(billsOf(line).slice(0, 2)).toEqual([
      ['2025-05-03', '2025-05-12', [1]],
      ['2025-06-20', '2025-06-29', [2, 3]],
    ]);
  });

  test('CAL-4, ONE_PER_BILL: 20 June and 20 July', () => {
    const line = bought({ ...FLAT, installmentAnchor: 'ONE_PER_BILL' });
    line.do(change(20));
    line.pay(40_720);
    line.advance('2025-06-21');
    line.pay(40_720);
    line.advance('2025-07-21');
    expect(billsOf(line)).toEqual([
      ['2025-05-03', '2025-05-12', [1]],
      ['2025-06-20', '2025-06-29', [2]],
      ['2025-07-20', '2025-07-29', [3]],
    ]);
  });

  test('the long cycle begins with the bill before it', () => {
    const line = bought();
    line.do(change(20));
    line.advance('2025-06-21');
    expect(line.state.latestStatement).toMatchObject({ cycleFrom: '2025-05-03', billOn: '2025-06-20' });
  });

  test('what is folded again after it is the same', () => {
    const line = bought({ ...FLAT, installmentAnchor: 'ONE_PER_BILL' });
    line.do(change(20));
    line.buy('o2', 50_000);
    line.advance('2025-07-21');
    expect(positionHash(refold(line.state))).toBe(positionHash(line.state));
  });

  test('exactly six months later it may move again, a day earlier not', () => {
    const again = (date: string) => {
      const line = bought();
      line.do(change(5));
      line.pay(122_160);
      line.advance(date);
      return line;
    };
    expect(again('2025-11-07').refusal(change(20))).toEqual({ type: 'bill-day-not-changeable', rule: 'TOO_SOON' });
    expect(again('2025-11-08').do(change(20))).toMatchObject({ nextBillOn: '2025-12-20' });
  });

  test.each<[string, (line: TestLine) => unknown, number, Partial<LineTerms>]>([
    ['OUTSIDE_WINDOW', (line) => line.advance('2025-05-12'), 20, {}],
    ['OVERDUE', (line) => line.advance('2025-06-08'), 20, {}],
    ['NOT_ALLOWED', () => null, 20, { billDayChange: { ...TERMS.billDayChange, isAllowed: false } }],
    ['SAME_DAY', () => null, 3, {}],
    [
      'TOO_MANY',
      (line) => {
        line.do(change(5));
        line.pay(40_720);
        line.advance('2025-06-08');
      },
      20,
      { billDayChange: { ...TERMS.billDayChange, monthsBetweenChanges: 0, changesPerYearMax: 1 } },
    ],
  ])('%s', (rule, given, billDay, terms) => {
    const line = bought(FLAT, terms);
    given(line);
    expect(line.refusal(change(billDay))).toEqual({ type: 'bill-day-not-changeable', rule });
  });

  test('BEFORE_DUE_DATE: the next bill would be cut before this one is judged', () => {
    const line = new TestLine('2024-06-05', 2_000_000, { ...TERMS, billDay: 28 });
    line.advance('2025-05-30');
    expect(line.refusal(change(1))).toEqual({ type: 'bill-day-not-changeable', rule: 'BEFORE_DUE_DATE' });
  });
});

describe('a pause of delinquency', () => {
  const pause = (fromOn: string, untilOn: string) =>
    ({ type: 'pauseDelinquency', fromOn: on(fromOn), untilOn: on(untilOn), reason: 'flood' }) as const;
  /** 1000.00 due on 12 February. */
  const unpaid = (): TestLine => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 100_000);
    line.advance('2025-02-12');
    return line;
  };

  test('its days are no days past due and bear no late charge', () => {
    const line = unpaid();
    line.do(pause('2025-02-12', '2025-02-19'));
    line.advance('2025-02-19', '00:00');
    expect(line.view().daysPastDue).toBe(0);
    line.advance('2025-02-22');
    expect(line.view().daysPastDue).toBe(3);
    line.pay(line.view().billedMinor);
    // 3 days of 0.05 % and 0.015 %
    expect([line.balance('CARRY_INCOME'), line.balance('PENALTY_INCOME')]).toEqual([-150, -45]);
  });

  test('milestones are met by the days that count', () => {
    const line = unpaid();
    line.do(pause('2025-02-12', '2025-02-19'));
    expect(line.advance('2025-02-19', '23:59')).toEqual([]);
    expect(line.advance('2025-02-20', '00:00')).toEqual(['delinquencyChanged']);
    expect(line.advance('2025-02-26', '23:59')).toEqual([]);
    expect(line.advance('2025-02-27', '00:00')).toEqual(['delinquencyChanged', 'frozen']);
  });

  test('one that begins in the past takes what was charged back', () => {
    const line = unpaid();
    line.advance('2025-02-21');
    expect(line.view()).toMatchObject({ daysPastDue: 9, status: 'FROZEN' });
    line.do(pause('2025-02-13', '2025-02-28'));
    expect(line.view()).toMatchObject({ daysPastDue: 1, status: 'ACTIVE', billedMinor: 100_065 });
  });

  test('it can end earlier', () => {
    const line = unpaid();
    line.do(pause('2025-02-12', '2025-03-12'));
    line.advance('2025-02-20');
    expect(line.do({ type: 'resumeDelinquency', reason: 'over' })).toEqual({ resumedOn: '2025-02-20' });
    line.advance('2025-02-22');
    expect(line.view().daysPastDue).toBe(2);
    expect(positionHash(refold(line.state))).toBe(positionHash(line.state));
  });
});
