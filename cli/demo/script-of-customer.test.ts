import fc from 'fast-check';
import { addDays, plainDate } from '../../domain/calendar/plain-date.js';
import type { CustomerRow } from './customer-row.js';
import { habitOf, scaled, scriptOf, type Action } from './script-of-customer.js';
import { syntheticCustomers } from './synthetic.js';

const ROW: CustomerRow = {
  id: '1',
  limit: 20_000,
  ageYears: 30,
  statuses: [0, 0, 0, 0, 0, 0],
  bills: [10_000, 11_000, 11_000, 8_000, 9_000, 9_000],
  payments: [500, 1_000, 2_000, 3_000, 500, 0],
};
const TERMS = { seed: 1, months: 6, limitMinor: 200_000, startOn: plainDate('2029-01-05') };

/** An id for which chance gives a habit of this kind. */
function rowWhere(paysByAutopay: boolean, row: Omit<CustomerRow, 'id'>): CustomerRow {
  for (let nr = 1; ; nr += 1) {
    const candidate = { ...row, id: String(nr) };
    if (habitOf(candidate, TERMS.seed).paysByAutopay === paysByAutopay) return candidate;
  }
}

const stepsOf = <Kind extends Action['kind']>(row: CustomerRow, kind: Kind, terms = TERMS) =>
  scriptOf(row, terms)
    .steps.filter(({ action }) => action.kind === kind)
    .map(({ id, on, action }) => ({ id, on, ...(action as Extract<Action, { kind: Kind }>) }));

const boughtBy = (row: CustomerRow, terms = TERMS): readonly number[] =>
  Array.from({ length: terms.months }, (_, i) => {
    const month = `m${String(i + 1).padStart(2, '0')}-`;
    return stepsOf(row, 'PURCHASE', terms)
      .filter(({ id }) => id.startsWith(month))
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  });

describe('purchases', () => {
  /** Bill growth plus what was paid off, a tenth of it in units: 200,000 minor for a limit of 20,000. */
  test('follow the bills, scaled to the limit granted', () => {
    expect(boughtBy(ROW)).toEqual([100_000, 20_000, 20_000, 0, 15_000, 0]);
  });

  test('from the seventh month on the pattern repeats', () => {
    const months = boughtBy(ROW, { ...TERMS, months: 13 });
    expect(months.slice(7, 12)).toEqual(months.slice(1, 6));
    expect(months[6]).toBe((10_000 - 9_000 + 500) * 10);
    expect(months[12]).toBe(months[6]);
  });

  test('none in a month without use', () => {
    expect(boughtBy({ ...ROW, statuses: [-2, -2, 0, -2, -2, -2] })).toEqual([0, 0, 20_000, 0, 0, 0]);
  });

  test.each([
    [100, 200_000, 1_000],
    [1, 200_000, 10],
    [1, 1_999, 0], // 0.09995 of a minor unit
    [20_000, 300_000, 300_000],
    [-5, 200_000, 0],
    [999_999_999, 500_000, 24_999_999_975],
  ])('scaled: %d of 20,000 at a limit of %d minor', (amount, limitMinor, expected) => {
    expect(scaled(amount, ROW, limitMinor)).toBe(expected);
  });
});

describe('the draw', () => {
  test('is one, in the first or second month, in a share of the limit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 24 }), (seed, months) => {
        const draws = stepsOf(ROW, 'DRAW', { ...TERMS, seed, months });
        expect(draws).toHaveLength(1);
        const [draw] = draws;
        expect(['2029-01-17', '2029-02-17']).toContain(draw?.on);
        expect(draw?.amountMinor).toBeGreaterThanOrEqual(40_000);
        expect(draw?.amountMinor).toBeLessThanOrEqual(100_000);
      }),
    );
  });

  test('comes in the first month when the first bill will be late', () => {
    for (let seed = 0; seed < 50; seed += 1)
      expect(stepsOf({ ...ROW, statuses: [2, 2, 2, 2, 2, 2] }, 'DRAW', { ...TERMS, seed })[0]?.on).toBe('2029-01-17');
  });
});

describe('payments by hand', () => {
  const pays = (statuses: readonly number[]) => stepsOf(rowWhere(false, { ...ROW, statuses }), 'PAY');

  test.each([
    [-1, 'ALL', [4, 8]],
    [-2, 'ALL', [4, 8]],
    [0, 'AT_LEAST_MINIMUM', [4, 8]],
    [1, 'AT_LEAST_MINIMUM', [12, 16]],
  ] as const)('status %d: %s', (status, how, [from, to]) => {
    const [first] = pays([status, 2, 2, 2, 2, 2]);
    expect(first).toMatchObject({ id: 'm01-pay', how });
    expect(first?.on.slice(0, 7)).toBe('2029-02');
    const day = Number(first?.on.slice(8));
    expect(day).toBeGreaterThanOrEqual(from);
    expect(day).toBeLessThanOrEqual(to);
  });

  test('a month of two or more is skipped, and the next one that pays is paid', () => {
    expect(pays([0, 2, 3, 4, 0, 2]).map(({ id }) => id)).toEqual(['m01-pay', 'm05-pay']);
  });

  test('pay what was paid in the month after, scaled', () => {
    expect(pays([0, 0, 0, 0, 0, 0]).map(({ amountMinor }) => amountMinor)).toEqual([
      10_000, 20_000, 30_000, 5_000, 0, 5_000,
    ]);
  });
});

describe('autopay', () => {
  test('leaves everything to the mandate when no month is late', () => {
    const row = rowWhere(true, ROW);
    expect(scriptOf(row, TERMS)).toMatchObject({ autopay: 'MINIMUM' });
    expect(stepsOf(row, 'PAY')).toEqual([]);
    expect(habitOf(row, 1).accountCode).not.toBe('0051');
  });

  test('takes the whole statement from who pays in full', () => {
    expect(scriptOf(rowWhere(true, { ...ROW, statuses: [-1, -1, -1, 0, -1, -2] }), TERMS).autopay).toBe('STATEMENT');
  });

  test('has nothing on the account of who is late, who then pays by hand', () => {
    const row = rowWhere(true, { ...ROW, statuses: [0, 1, 2, 0, 0, 0] });
    expect(habitOf(row, 1).accountCode).toBe('0051');
    expect(stepsOf(row, 'PAY').map(({ id, method }) => [id, method])).toEqual([
      ['m01-pay', 'TRANSFER'],
      ['m02-pay', 'TRANSFER'],
      ['m04-pay', 'TRANSFER'],
      ['m05-pay', 'TRANSFER'],
      ['m06-pay', 'TRANSFER'],
    ]);
  });

  test('is what about half of the customers have', () => {
    const share = syntheticCustomers(5, 2_000).filter((row) => habitOf(row, 5).paysByAutopay).length / 2_000;
    expect(Math.abs(share - 0.5)).toBeLessThan(0.034); // three standard errors
  });
});

test('every script is in the order of its days, with ids of its own, and ends after its last step', () => {
  for (const row of syntheticCustomers(11, 300)) {
    const { steps, endOn } = scriptOf(row, { ...TERMS, months: 14 });
    const days = steps.map(({ on }) => on);
    expect([...days].sort()).toEqual(days);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
    expect(endOn).toBe('2030-03-20');
    expect(days.every((day) => day < endOn)).toBe(true);
    expect(steps.every(({ action }) => Number.isSafeInteger(action.amountMinor))).toBe(true);
  }
});

test('no purchase comes on the day of a freeze, and no hold expires in the moment of a cut', () => {
  const purchases = syntheticCustomers(13, 300).flatMap((row) => stepsOf(row, 'PURCHASE'));
  expect(purchases.filter(({ capture }) => capture === 'IN_PART').length).toBeGreaterThan(50);
  for (const { on, capture } of purchases) {
    expect(on.slice(8) >= '19').toBe(true);
    if (capture === 'IN_PART') expect(addDays(on, 7).slice(8) > '20').toBe(true);
  }
});

test('another seed makes another book of the same customers', () => {
  const scripts = [1, 2].map((seed) => syntheticCustomers(1, 20).map((row) => scriptOf(row, { ...TERMS, seed })));
  expect(scripts[0]).not.toEqual(scripts[1]);
});
