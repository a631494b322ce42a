import { minor } from '../money/minor.js';
import { NOTHING_DRAWN, repaymentTable } from './repayment-table.js';
import type { Accrue, Balances, GraceTerms, InstallmentAim } from './repayment-table.js';

const NO_GRACE: GraceTerms = { principalGracePeriods: 0, interestGracePeriods: 0 };
const OPENING: Balances = { drawnMinor: minor(1_000), openMinor: minor(1_000), overdueMinor: minor(0) };

const aims = (of: InstallmentAim['of'], amount: number, count: number): readonly InstallmentAim[] =>
  new Array<InstallmentAim>(count).fill({ of, amountMinor: minor(amount) });
const accruing =
  (interests: readonly number[]): Accrue =>
  (index, at) => ({ accruedMinor: minor(interests[index] ?? 0), closing: at });
const tableOf = (all: readonly InstallmentAim[], interests: readonly number[], grace: Partial<GraceTerms> = {}) =>
  repaymentTable({ ...NO_GRACE, ...grace }, OPENING, all, accruing(interests)).map((row) => [
    row.openingMinor,
    row.principalMinor,
    row.interestMinor,
  ]);

/** Rows are written as opening balance, principal, interest. */
describe('repaymentTable', () => {
  test.each<[string, InstallmentAim['of'], number, number[], Partial<GraceTerms>, number[][]]>([
    [
      'a payment pays the interest, the rest is principal',
      'PAYMENT',
      400,
      [10, 6, 2],
      {},
      [
        [1_000, 390, 10],
        [610, 394, 6],
        [216, 216, 2],
      ],
    ],
    [
      'a part of principal comes beside the interest',
      'PRINCIPAL',
      300,
      [10, 7, 4],
      {},
      [
        [1_000, 300, 10],
        [700, 300, 7],
        [400, 400, 4],
      ],
    ],
    [
      'no more than what is open',
      'PAYMENT',
      800,
      [10, 2, 0],
      {},
      [
        [1_000, 790, 10],
        [210, 210, 2],
        [0, 0, 0],
      ],
    ],
    [
      'interest that a payment cannot hold moves to the next ones',
      'PAYMENT',
      5,
      [10, 3, 1],
      {},
      [
        [1_000, 0, 5],
        [1_000, 0, 5],
        [1_000, 1_000, 4],
      ],
    ],
    [
      'the last takes everything whatever was aimed at',
      'PRINCIPAL',
      1,
      [1, 1, 1],
      {},
      [
        [1_000, 1, 1],
        [999, 1, 1],
        [998, 998, 1],
      ],
    ],
    [
      'grace of principal: all of the interest, above the payment too',
      'PAYMENT',
      8,
      [10, 5, 2],
      { principalGracePeriods: 1 },
      [
        [1_000, 0, 10],
        [1_000, 3, 5],
        [997, 997, 2],
      ],
    ],
    [
      'grace of interest: with the first period after it',
      'PAYMENT',
      400,
      [10, 6, 2],
      { interestGracePeriods: 1 },
      [
        [1_000, 400, 0],
        [600, 384, 16],
        [216, 216, 2],
      ],
    ],
    [
      'grace of interest beside parts of principal',
      'PRINCIPAL',
      300,
      [10, 7, 4],
      { interestGracePeriods: 2 },
      [
        [1_000, 300, 0],
        [700, 300, 0],
        [400, 400, 21],
      ],
    ],
    [
      'no grace reaches the last period',
      'PAYMENT',
      400,
      [10, 10, 10],
      { principalGracePeriods: 9, interestGracePeriods: 9 },
      [
        [1_000, 0, 0],
        [1_000, 0, 0],
        [1_000, 1_000, 30],
      ],
    ],
  ])('%s', (_name, of, amount, interests, grace, expected) => {
    expect(tableOf(aims(of, amount, 3), interests, grace)).toEqual(expected);
  });

  test('one period takes it all at once', () => {
    expect(tableOf(aims('PAYMENT', 0, 1), [10])).toEqual([[1_000, 1_000, 10]]);
  });

  test.each([
    ['none is overdue where nothing is said', undefined, [0, 0, 0]],
    ['none of those that are paid', 2, [0, 0, 0]],
    ['what falls due after those that are paid', 1, [0, 0, 300]],
    ['everything that has fallen due', 0, [0, 300, 600]],
  ])('%s', (_name, paidInstallments, overdue) => {
    const seen: Balances[] = [];
    const accrue: Accrue = (_index, at) => {
      seen.push(at);
      return { accruedMinor: minor(0), closing: at };
    };
    repaymentTable(NO_GRACE, OPENING, aims('PRINCIPAL', 300, 3), accrue, paidInstallments);
    expect(seen).toEqual(
      [1_000, 700, 400].map((open, index) => ({ drawnMinor: 1_000, openMinor: open, overdueMinor: overdue[index] })),
    );
  });

  test('what is drawn in a period is open at its end', () => {
    const accrue: Accrue = (index, at) => ({
      accruedMinor: minor(0),
      closing: index > 1 ? at : { ...at, drawnMinor: minor(at.drawnMinor + 600), openMinor: minor(at.openMinor + 600) },
    });
    const rows = repaymentTable(NO_GRACE, NOTHING_DRAWN, aims('PRINCIPAL', 400, 3), accrue);
    expect(rows.map((row) => [row.openingMinor, row.principalMinor])).toEqual([
      [0, 400],
      [200, 400],
      [400, 400],
    ]);
  });
});
