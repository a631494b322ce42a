import fc from 'fast-check';
import { decimalOf, fraction } from './day-count/fraction.js';
import { countedDays, yearFraction } from './day-count.js';
import type { DayCount } from './day-count.js';
import { addDays, plainDate } from './plain-date.js';

const day = plainDate;
const years = (dayCount: DayCount, from: string, to: string) => {
  const { numerator, denominator } = yearFraction(dayCount, { startOn: day(from), endOn: day(to) });
  return `${numerator}/${denominator}`;
};
const anyDate = fc.integer({ min: 0, max: 30_000 }).map((n) => addDays(day('1972-01-01'), n));
const ordered = fc.tuple(anyDate, anyDate, anyDate).map((dates) => dates.toSorted());

const ADDITIVE = [
  'ACT/360',
  'ACT/365F',
  'ACT/ACT_ISDA',
  'NL/365',
  '30E/360',
  '30E/365',
  'YEARFRAC_2',
  'YEARFRAC_3',
] as const;
const ALL = [
  ...ADDITIVE,
  '30/360_BOND',
  '30/360_US',
  '30/360_PSA',
  '30E/360_ISDA',
  'ACT/365L',
  'ACT/ACT_AFB',
  'EU_APRC_MONTH',
  'EU_APRC_YEAR',
  'UK_CONC_MONTH',
  'YEARFRAC_0',
  'YEARFRAC_1',
  'YEARFRAC_4',
] as const;

/** The numbers of the published examples are the vectors under test/vectors; these are the edges beside them. */
describe('yearFraction', () => {
  test.each<[DayCount, string, string, string]>([
    ['ACT/360', '2025-01-31', '2025-03-01', '29/360'],
    ['ACT/365F', '2024-01-01', '2025-01-01', '366/365'],
    ['ACT/ACT_ISDA', '2024-01-01', '2025-01-01', '1/1'],
    ['ACT/ACT_ISDA', '2023-12-31', '2024-01-01', '1/365'],
    ['ACT/365L', '2024-02-29', '2024-03-01', '1/365'],
    ['ACT/365L', '2024-02-28', '2024-02-29', '1/366'],
    ['ACT/ACT_AFB', '2024-02-29', '2024-03-01', '1/366'],
    ['ACT/ACT_AFB', '2024-02-28', '2024-02-29', '1/365'],
    ['ACT/ACT_AFB', '2024-02-29', '2025-02-28', '365/366'],
    ['NL/365', '2024-02-28', '2024-02-29', '0/1'],
    ['30E/360_ISDA', '2025-02-28', '2025-03-31', '1/12'],
    ['EU_APRC_MONTH', '2025-01-31', '2025-02-28', '14/183'],
    ['EU_APRC_MONTH', '2025-01-15', '2026-01-15', '1/1'],
    ['UK_CONC_MONTH', '2023-12-15', '2024-01-14', '10967/133590'],
    ['YEARFRAC_0', '2025-02-28', '2025-03-31', '31/360'],
    ['YEARFRAC_1', '2024-02-29', '2025-02-28', '365/366'],
    ['YEARFRAC_1', '2023-01-01', '2025-01-01', '2193/1096'],
  ])('%s, %s to %s', (dayCount, from, to, expected) => {
    expect(years(dayCount, from, to)).toBe(expected);
  });

  test('a span over several regular periods is one part of each (ICMA)', () => {
    const reference = { startOn: day('2025-01-15'), endOn: day('2025-07-15') };
    const span = { startOn: day('2024-07-15'), endOn: day('2026-07-15'), reference };
    expect(yearFraction('ACT/ACT_ICMA', span)).toEqual(fraction(2, 1));
  });

  test('ICMA asks for a regular period, of at least a month', () => {
    const span = { startOn: day('2025-01-15'), endOn: day('2025-02-15') };
    expect(() => yearFraction('ACT/ACT_ICMA', span)).toThrow(/reference is missing/);
    const reference = { startOn: day('2025-01-15'), endOn: day('2025-01-20') };
    expect(() => yearFraction('ACT/ACT_ICMA', { ...span, reference })).toThrow(/shorter than a month/);
  });

  test('counting periods goes forward alone', () => {
    expect(() => years('ACT/ACT_ISDA', '2025-02-01', '2025-01-01')).toThrow(/endOn 2025-01-01/);
    expect(years('ACT/365F', '2025-02-01', '2025-01-01')).toBe('-31/365');
    expect(years('YEARFRAC_3', '2025-02-01', '2025-01-01')).toBe('31/365');
  });

  test('DAYS360: the end of a contract in February stays (ISDA), else it is a 30th', () => {
    const span = { startOn: day('2007-08-31'), endOn: day('2008-02-29') };
    expect(countedDays('30E/360_ISDA', span)).toBe(180);
    expect(countedDays('30E/360_ISDA', { ...span, terminationOn: day('2008-02-29') })).toBe(179);
  });

  test('adds up over a date between, where the convention only looks at its ends', () => {
    fc.assert(
      fc.property(ordered, fc.constantFrom(...ADDITIVE), ([first, middle, last], dayCount) => {
        const part = (startOn = first!, endOn = last!) => decimalOf(yearFraction(dayCount, { startOn, endOn }));
        expect(part(first, middle).plus(part(middle, last)).toFixed(20)).toBe(part().toFixed(20));
      }),
    );
  });

  test('is nothing from a day to itself, never negative, and near the actual days over 365', () => {
    fc.assert(
      fc.property(ordered, fc.constantFrom(...ALL), ([startOn, , endOn], dayCount) => {
        const same = yearFraction(dayCount, { startOn: startOn!, endOn: startOn! });
        expect(decimalOf(same).toNumber()).toBe(0);
        const span = { startOn: startOn!, endOn: endOn! };
        const found = decimalOf(yearFraction(dayCount, span)).toNumber();
        const actual = countedDays('ACT/365F', span) / 365;
        // A month of 28 days may be counted as one of 30, and ACT/360 is a 72nd longer.
        expect(found).toBeGreaterThanOrEqual(Math.max(0, actual * 0.98 - 5 / 365));
        expect(found).toBeLessThanOrEqual(actual * 1.02 + 5 / 365);
      }),
    );
  });

  test('whole years are whole, whatever the year', () => {
    const counts = [
      'ACT/ACT_AFB',
      'EU_APRC_MONTH',
      'EU_APRC_YEAR',
      'UK_CONC_MONTH',
      '30E/360',
      'ACT/ACT_ISDA',
    ] as const;
    fc.assert(
      fc.property(fc.integer({ min: 1975, max: 2180 }), fc.constantFrom(...counts), (year, dayCount) => {
        expect(years(dayCount, `${year}-01-01`, `${year + 3}-01-01`)).toBe('3/1');
      }),
    );
  });
});

describe('fraction', () => {
  test('is in lowest terms over a denominator above 0', () => {
    expect(fraction(6, -8)).toEqual({ numerator: -3n, denominator: 4n });
    expect(fraction(0, 7)).toEqual({ numerator: 0n, denominator: 1n });
    expect(decimalOf(fraction(1, 8)).toString()).toBe('0.125');
    expect(() => fraction(1, 0)).toThrow(/denominator is 0/);
  });
});
