import { plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { allocateByRule, timingOf } from './allocate-by-rule.js';
import type { InstallmentRule } from './allocate-by-rule.js';
import { paperInstallments } from './testing.js';
import type { PaperInstallment } from './testing.js';
import { rulesOf } from './waterfall.js';

const TIMES = ['PAST_DUE', 'DUE', 'IN_ADVANCE'] as const;
const RULE: InstallmentRule = {
  order: rulesOf(TIMES, ['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL']),
  direction: 'HORIZONTAL',
  future: 'NEXT',
};

const REGULAR: PaperInstallment = { open: { INTEREST: 10, PRINCIPAL: 100 } };
const CHARGED: PaperInstallment = { open: { PENALTY: 5, FEE: 20, INTEREST: 10, PRINCIPAL: 100 } };
const FOUR = [CHARGED, REGULAR, REGULAR, REGULAR];

const pay = (
  amount: number,
  installments: readonly PaperInstallment[],
  given: Partial<InstallmentRule>,
  paidOn: string,
) => {
  const { target, paid } = paperInstallments(installments);
  const leftMinor = allocateByRule(minor(amount), target, { ...RULE, ...given }, plainDate(paidOn));
  return { paid, leftMinor };
};
const principal = (...amounts: readonly number[]): readonly PaperInstallment[] =>
  amounts.map((amount) => ({ open: { PRINCIPAL: amount } }));

describe('timingOf', () => {
  test.each([
    ['2025-03-11', 'IN_ADVANCE'],
    ['2025-03-12', 'DUE'],
    ['2025-03-13', 'PAST_DUE'],
  ])('what is due on 12 March is on %s %s', (paidOn, timing) => {
    expect(timingOf(plainDate('2025-03-12'), plainDate(paidOn))).toBe(timing);
  });
});

describe('allocateByRule', () => {
  test('HORIZONTAL: an installment with all its components before the next one', () => {
    expect(pay(250, FOUR, {}, '2025-03-15')).toEqual({
      paid: [
        '#1 PENALTY 5',
        '#1 FEE 20',
        '#1 INTEREST 10',
        '#1 PRINCIPAL 100',
        '#2 INTEREST 10',
        '#2 PRINCIPAL 100',
        '#3 INTEREST 5',
      ],
      leftMinor: 0,
    });
  });

  test('VERTICAL: a component of all that is past due before the next component', () => {
    expect(pay(150, FOUR, { direction: 'VERTICAL' }, '2025-03-15')).toEqual({
      paid: ['#1 PENALTY 5', '#1 FEE 20', '#1 INTEREST 10', '#2 INTEREST 10', '#1 PRINCIPAL 100', '#2 PRINCIPAL 5'],
      leftMinor: 0,
    });
  });

  test('HORIZONTAL: the times come in the order in which the rule first names them', () => {
    const order = [
      { timing: 'DUE', component: 'INTEREST' },
      { timing: 'PAST_DUE', component: 'PRINCIPAL' },
      { timing: 'DUE', component: 'PRINCIPAL' },
      { timing: 'PAST_DUE', component: 'INTEREST' },
    ] as const;
    const steps = (direction: InstallmentRule['direction']) =>
      pay(220, [REGULAR, REGULAR], { order, direction }, '2025-03-01').paid;
    expect(steps('HORIZONTAL')).toEqual(['#2 INTEREST 10', '#2 PRINCIPAL 100', '#1 PRINCIPAL 100', '#1 INTEREST 10']);
    expect(steps('VERTICAL')).toEqual(['#2 INTEREST 10', '#1 PRINCIPAL 100', '#2 PRINCIPAL 100', '#1 INTEREST 10']);
  });

  test.each([
    [464, 0],
    [465, 0],
    [466, 1],
  ])('of %i on 465 open in all, %i is left', (amount, leftMinor) => {
    expect(pay(amount, FOUR, {}, '2025-03-01').leftMinor).toBe(leftMinor);
  });

  test('what no step names is not paid', () => {
    const order = rulesOf(['PAST_DUE', 'DUE'], ['INTEREST']);
    expect(pay(100, FOUR, { order }, '2025-03-01')).toEqual({
      paid: ['#1 INTEREST 10', '#2 INTEREST 10'],
      leftMinor: 80,
    });
  });

  test('interest of days to come is not paid, and does not stand in the way of the next installment', () => {
    const running: PaperInstallment = { ...REGULAR, payable: { INTEREST: 4 } };
    const notYet: PaperInstallment = { open: { INTEREST: 10 }, payable: { INTEREST: 0 } };
    expect(pay(120, [running, notYet, REGULAR], {}, '2025-01-10')).toEqual({
      paid: ['#1 INTEREST 4', '#1 PRINCIPAL 100', '#3 INTEREST 10', '#3 PRINCIPAL 6'],
      leftMinor: 0,
    });
  });

  test('a closed installment takes nothing, even where more of its principal could be paid on the day', () => {
    const closed: PaperInstallment = { open: { INTEREST: 0, PRINCIPAL: 0 }, payable: { PRINCIPAL: 3 } };
    expect(pay(50, [closed, REGULAR], {}, '2025-01-10').paid).toEqual(['#2 INTEREST 10', '#2 PRINCIPAL 40']);
  });

  test('nothing is paid with nothing, and a negative payment is refused', () => {
    expect(pay(0, FOUR, {}, '2025-03-01')).toEqual({ paid: [], leftMinor: 0 });
    expect(() => pay(-1, FOUR, {}, '2025-03-01')).toThrow(RangeError);
    expect(() => pay(-1, FOUR, {}, '2025-03-01')).toThrow(/amountMinor: -1/);
  });
});

describe('installments that are not yet due', () => {
  test.each<[InstallmentRule['future'], string, string[]]>([
    ['NEXT', '2025-01-10', ['#1 PRINCIPAL 100', '#2 PRINCIPAL 50']],
    ['LAST', '2025-01-10', ['#4 PRINCIPAL 100', '#3 PRINCIPAL 50']],
    ['CURRENT_THEN_LAST', '2024-12-31', ['#4 PRINCIPAL 100', '#3 PRINCIPAL 50']],
    ['CURRENT_THEN_LAST', '2025-01-01', ['#1 PRINCIPAL 100', '#4 PRINCIPAL 50']],
    ['CURRENT_THEN_LAST', '2025-01-31', ['#1 PRINCIPAL 100', '#4 PRINCIPAL 50']],
    ['SPREAD_EVENLY', '2025-01-10', ['#1 PRINCIPAL 38', '#2 PRINCIPAL 38', '#3 PRINCIPAL 38', '#4 PRINCIPAL 36']],
  ])('%s on %s', (future, paidOn, paid) => {
    expect(pay(150, principal(100, 100, 100, 100), { future }, paidOn)).toEqual({ paid, leftMinor: 0 });
  });

  test('on a due date the installment that begins on it is the current one', () => {
    expect(pay(250, principal(100, 100, 100, 100), { future: 'CURRENT_THEN_LAST' }, '2025-02-01').paid).toEqual([
      '#1 PRINCIPAL 100',
      '#2 PRINCIPAL 100',
      '#4 PRINCIPAL 50',
    ]);
  });

  test('what is past due or due goes by number whatever the future', () => {
    expect(pay(250, principal(100, 100, 100), { future: 'LAST' }, '2025-03-02').paid).toEqual([
      '#1 PRINCIPAL 100',
      '#2 PRINCIPAL 100',
      '#3 PRINCIPAL 50',
    ]);
    expect(pay(50, principal(100, 100), { future: 'SPREAD_EVENLY' }, '2025-03-02').paid).toEqual(['#1 PRINCIPAL 50']);
  });

  test.each([
    // 100 over three: 33, 33 and the difference
    [100, ['#1 PRINCIPAL 33', '#2 PRINCIPAL 33', '#3 PRINCIPAL 34']],
    // 1.67 each: 2, 2 and the difference
    [5, ['#1 PRINCIPAL 2', '#2 PRINCIPAL 2', '#3 PRINCIPAL 1']],
    // 0.67 each: 1, 1 and nothing
    [2, ['#1 PRINCIPAL 1', '#2 PRINCIPAL 1']],
    // 0.33 each is nothing: the last takes it
    [1, ['#3 PRINCIPAL 1']],
  ])('%i spread over three', (amount, paid) => {
    expect(pay(amount, principal(100, 100, 100), { future: 'SPREAD_EVENLY' }, '2025-01-10').paid).toEqual(paid);
  });

  test('of seven parts that round up none is given beyond the money: 4 over seven', () => {
    const paid = pay(4, principal(9, 9, 9, 9, 9, 9, 9), { future: 'SPREAD_EVENLY' }, '2025-01-10').paid;
    expect(paid).toEqual(['#1 PRINCIPAL 1', '#2 PRINCIPAL 1', '#3 PRINCIPAL 1', '#4 PRINCIPAL 1']);
  });

  test('what does not fit into a small one is spread again over the others', () => {
    expect(pay(120, principal(100, 10, 100), { future: 'SPREAD_EVENLY' }, '2025-01-10')).toEqual({
      paid: ['#1 PRINCIPAL 40', '#2 PRINCIPAL 10', '#3 PRINCIPAL 40', '#1 PRINCIPAL 15', '#3 PRINCIPAL 15'],
      leftMinor: 0,
    });
  });

  test('a component is spread over all before the next one', () => {
    const two: readonly PaperInstallment[] = [
      { open: { FEE: 7, PRINCIPAL: 100 } },
      { open: { FEE: 3, PRINCIPAL: 100 } },
    ];
    expect(pay(20, two, { future: 'SPREAD_EVENLY' }, '2025-01-10').paid).toEqual([
      '#1 FEE 7',
      '#2 FEE 3',
      '#1 PRINCIPAL 5',
      '#2 PRINCIPAL 5',
    ]);
  });
});
