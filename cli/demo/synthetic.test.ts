import fc from 'fast-check';
import { MONTHS_OF_ROW } from './customer-row.js';
import { syntheticCustomers } from './synthetic.js';

describe('syntheticCustomers', () => {
  test('one seed, one population; a longer one begins with the shorter', () => {
    const many = syntheticCustomers(1, 200);
    expect(syntheticCustomers(1, 200)).toEqual(many);
    expect(syntheticCustomers(1, 5)).toEqual(many.slice(0, 5));
    expect(syntheticCustomers(2, 5)).not.toEqual(many.slice(0, 5));
  });

  test('has the shape of the data set', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        for (const row of syntheticCustomers(seed, 20)) {
          expect(row.limit).toBeGreaterThanOrEqual(10_000);
          expect(row.limit % 10_000).toBe(0);
          for (const months of [row.statuses, row.bills, row.payments]) {
            expect(months).toHaveLength(MONTHS_OF_ROW);
            expect(months.every(Number.isSafeInteger)).toBe(true);
          }
          expect(row.statuses.every((status) => status >= -2 && status <= MONTHS_OF_ROW + 1)).toBe(true);
          expect(row.payments.every((payment) => payment >= 0)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  /** risk.md section 12: 15 % unused; section 6.3: 6.1 % leave on time each month. Three standard errors on 5,000. */
  test('has the shares that it was made with', () => {
    const rows = syntheticCustomers(7, 5_000);
    const unused = rows.filter(({ statuses }) => statuses.every((status) => status === -2)).length;
    expect(Math.abs(unused / rows.length - 0.15)).toBeLessThan(0.015);
    const used = rows.filter(({ statuses }) => statuses[0] !== -2);
    const lateFirst = used.filter(({ statuses }) => (statuses[0] ?? 0) > 0).length;
    expect(Math.abs(lateFirst / used.length - 0.061)).toBeLessThan(0.011);
  });
});
