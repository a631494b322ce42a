import { plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { allocateByStrategy } from './allocate-by-strategy.js';
import type { NamedStrategy } from './allocate-by-strategy.js';
import { paperInstallments } from './testing.js';
import type { PaperInstallment } from './testing.js';

/** 3 of the penalty of 5 are due by 10 January, 8 of the fee of 20. */
const CHARGED: PaperInstallment = {
  open: { PENALTY: 5, FEE: 20, INTEREST: 10, PRINCIPAL: 100 },
  charges: [
    ['PENALTY', 3, '2025-01-10'],
    ['PENALTY', 2, '2025-01-11'],
    ['FEE', 8, '2025-01-05'],
    ['FEE', 12, '2025-01-25'],
  ],
};

const pay = (amount: number, strategy: NamedStrategy, paidOn: string, installments = [CHARGED]) => {
  const { target, paid } = paperInstallments(installments);
  const leftMinor = allocateByStrategy(minor(amount), target, strategy, plainDate(paidOn));
  return { paid: paid.map((line) => (installments.length === 1 ? line.slice('#1 '.length) : line)), leftMinor };
};

describe('allocateByStrategy', () => {
  test.each<[NamedStrategy, string[]]>([
    ['PENALTY_FEE_INTEREST_PRINCIPAL', ['PENALTY 5', 'FEE 20', 'INTEREST 10', 'PRINCIPAL 100']],
    ['PRINCIPAL_INTEREST_PENALTY_FEE', ['PRINCIPAL 100', 'INTEREST 10', 'PENALTY 5', 'FEE 20']],
    ['INTEREST_PRINCIPAL_PENALTY_FEE', ['INTEREST 10', 'PRINCIPAL 100', 'PENALTY 5', 'FEE 20']],
    ['DUE_PENALTY_INTEREST_PRINCIPAL_FEE', ['PENALTY 5', 'INTEREST 10', 'PRINCIPAL 100', 'FEE 20']],
    [
      'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_ADVANCE_PRINCIPAL_FIRST',
      ['PENALTY 5', 'FEE 20', 'INTEREST 10', 'PRINCIPAL 100'],
    ],
  ])('%s, due or past due', (strategy, paid) => {
    expect(pay(135, strategy, '2025-02-01')).toEqual({ paid, leftMinor: 0 });
    expect(pay(136, strategy, '2025-02-02')).toEqual({ paid, leftMinor: 1 });
  });

  test.each<[NamedStrategy, string[]]>([
    ['PENALTY_FEE_INTEREST_PRINCIPAL', ['PENALTY 5', 'FEE 20', 'INTEREST 10', 'PRINCIPAL 100']],
    ['PRINCIPAL_INTEREST_PENALTY_FEE', ['PRINCIPAL 100', 'INTEREST 10', 'PENALTY 5', 'FEE 20']],
    ['INTEREST_PRINCIPAL_PENALTY_FEE', ['INTEREST 10', 'PRINCIPAL 100', 'PENALTY 5', 'FEE 20']],
    [
      'DUE_PENALTY_INTEREST_PRINCIPAL_FEE',
      ['PENALTY 3', 'FEE 8', 'PENALTY 2', 'INTEREST 10', 'PRINCIPAL 100', 'FEE 12'],
    ],
    [
      'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_ADVANCE_PRINCIPAL_FIRST',
      ['PENALTY 3', 'FEE 8', 'PRINCIPAL 100', 'PENALTY 2', 'FEE 12', 'INTEREST 10'],
    ],
  ])('%s, in advance', (strategy, paid) => {
    expect(pay(135, strategy, '2025-01-10')).toEqual({ paid, leftMinor: 0 });
  });

  test('settles an installment before the next, as far as the money goes', () => {
    const two = [CHARGED, { open: { INTEREST: 10, PRINCIPAL: 100 } }];
    expect(pay(140, 'PRINCIPAL_INTEREST_PENALTY_FEE', '2025-02-01', two)).toEqual({
      paid: ['#1 PRINCIPAL 100', '#1 INTEREST 10', '#1 PENALTY 5', '#1 FEE 20', '#2 PRINCIPAL 5'],
      leftMinor: 0,
    });
  });

  test('interest of days to come is not paid', () => {
    const running = [{ open: { INTEREST: 10, PRINCIPAL: 100 }, payable: { INTEREST: 4 } }];
    expect(pay(110, 'INTEREST_PRINCIPAL_PENALTY_FEE', '2025-01-10', running)).toEqual({
      paid: ['INTEREST 4', 'PRINCIPAL 100'],
      leftMinor: 6,
    });
  });

  test('nothing is paid with nothing, and a negative payment is refused', () => {
    expect(pay(0, 'PENALTY_FEE_INTEREST_PRINCIPAL', '2025-02-01')).toEqual({ paid: [], leftMinor: 0 });
    expect(() => pay(-1, 'PENALTY_FEE_INTEREST_PRINCIPAL', '2025-02-01')).toThrow(RangeError);
    expect(() => pay(-1, 'PENALTY_FEE_INTEREST_PRINCIPAL', '2025-02-01')).toThrow(/amountMinor: -1/);
  });
});
