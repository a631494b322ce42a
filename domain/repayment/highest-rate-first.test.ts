import fc from 'fast-check';
import { exact } from '../money/decimal.js';
import { minor, sumMinor } from '../money/minor.js';
import { allocateDeferredInterest, allocateHighestRateFirst } from './highest-rate-first.js';

const balance = (amount: number, rate: string | null, disputed = 0) => ({
  amountMinor: minor(amount),
  disputedMinor: minor(disputed),
  annualRate: rate === null ? null : exact(rate),
});

/** The regulation's own examples are the allocation vectors under test/vectors. */
describe('allocateHighestRateFirst', () => {
  test.each([
    ['the highest rate first', [balance(500, '0.05'), balance(200, '0.15')], 400, [200, 200], 0],
    ['one rate: in the order given', [balance(300, '0.1'), balance(300, '0.10')], 400, [300, 100], 0],
    ['what is disputed takes nothing', [balance(500, '0.2', 450), balance(500, '0.1')], 400, [50, 350], 0],
    ['what is not on the statement comes last', [balance(500, null), balance(500, '0')], 600, [100, 500], 0],
    ['what exceeds everything is left', [balance(100, '0.1'), balance(50, null, 50)], 170, [100, 0], 70],
    ['nothing paid', [balance(100, '0.1')], 0, [0], 0],
    ['no balance', [], 10, [], 10],
    [
      'eleven of one rate: in the order given',
      new Array(11).fill(balance(1, '0.1')),
      3,
      [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
      0,
    ],
    ['a balance in dispute as a whole', [balance(10, '0.2', 10), balance(10, '0.1')], 5, [0, 5], 0],
  ])('%s', (_name, balances, paid, allocated, left) => {
    expect(allocateHighestRateFirst(balances, minor(paid))).toEqual({
      allocatedMinor: allocated,
      unallocatedMinor: left,
    });
  });

  test('keeps the payment, and pays no rate while a higher one is open', () => {
    const balances = fc.array(fc.tuple(fc.nat({ max: 10_000 }), fc.nat({ max: 5 })), { maxLength: 8 });
    fc.assert(
      fc.property(balances, fc.nat({ max: 50_000 }), (all, paid) => {
        const owed = all.map(([amount, rate]) => balance(amount, String(rate)));
        const { allocatedMinor, unallocatedMinor } = allocateHighestRateFirst(owed, minor(paid));
        expect(sumMinor([...allocatedMinor, unallocatedMinor])).toBe(paid);
        owed.forEach((higher, i) => {
          if (allocatedMinor[i] === higher.amountMinor) return;
          owed.forEach((lower, j) => {
            if (lower.annualRate!.lt(higher.annualRate!)) expect(allocatedMinor[j]).toBe(0);
          });
        });
      }),
    );
  });

  test('refuses a dispute of more than the balance, and a negative payment', () => {
    expect(() => allocateHighestRateFirst([balance(10, '0.1', 11)], minor(1))).toThrow(/disputedMinor 11/);
    expect(() => allocateHighestRateFirst([balance(10, '0.1', -1)], minor(1))).toThrow(/disputedMinor -1/);
    expect(() => allocateHighestRateFirst([balance(10, '0.1')], minor(-1))).toThrow(/amountMinor: -1/);
  });
});

describe('allocateDeferredInterest', () => {
  const deferral = {
    deferredMinor: minor(1_000),
    purchasePerCycleMinor: minor(200),
    paidPerCycleMinor: minor(300),
    cycles: 4,
  };

  test('last, but first in the last two cycles', () => {
    expect(allocateDeferredInterest(deferral)).toEqual([
      { regularMinor: 200, deferredMinor: 100 },
      { regularMinor: 200, deferredMinor: 100 },
      { regularMinor: 0, deferredMinor: 300 },
      { regularMinor: 0, deferredMinor: 300 },
    ]);
  });

  test('once it is paid the purchases take what is left', () => {
    const small = allocateDeferredInterest({ ...deferral, deferredMinor: minor(250), cycles: 2 });
    expect(small).toEqual([
      { regularMinor: 50, deferredMinor: 250 },
      { regularMinor: 300, deferredMinor: 0 },
    ]);
  });

  test('one cycle is the last: the deferred balance first', () => {
    expect(allocateDeferredInterest({ ...deferral, cycles: 1 })).toEqual([{ regularMinor: 0, deferredMinor: 300 }]);
  });

  test.each([0, 1.5, Number.NaN])('refuses %d cycles', (cycles) => {
    expect(() => allocateDeferredInterest({ ...deferral, cycles })).toThrow(RangeError);
    expect(() => allocateDeferredInterest({ ...deferral, cycles })).toThrow(/cycles is/);
  });
});
