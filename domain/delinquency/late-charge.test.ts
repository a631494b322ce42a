import fc from 'fast-check';
import { addDays, plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { accrue, chargesOf, lateCharge, NO_ACCRUAL } from './late-charge.js';
import type { AccrualSpan, LateChargeTerms, LateTerms } from './late-charge.js';

const DUE_ON = plainDate('2025-06-12');

const CHARGE_TERMS: LateChargeTerms = {
  dailyRate: '0.0005',
  minPerDayMinor: minor(1),
  rounded: 'ON_POSTING',
  lateCapClamp: true,
  annualCap: '0.24',
  rounding: 'HALF_UP',
};

const TERMS: LateTerms = {
  carryDailyRate: '0.0005',
  penaltyDailyRate: '0.00015',
  penaltyMinPerDayMinor: minor(1),
  penaltyBase: 'PRINCIPAL_PLUS_FEE',
  penaltyRounding: 'ON_POSTING',
  lateCapClamp: true,
  annualCap: '0.24',
  rounding: 'HALF_UP',
};

const span = (carryBaseMinor: number, penaltyBaseMinor: number, days: number): AccrualSpan => ({
  carryBaseMinor: minor(carryBaseMinor),
  penaltyBaseMinor: minor(penaltyBaseMinor),
  days,
});

const accrueAll = (spans: readonly AccrualSpan[], terms: LateTerms) =>
  spans.reduce((accrual, next) => accrue(accrual, next, terms), NO_ACCRUAL);

describe('lateCharge', () => {
  test.each<[string, number, number, Partial<LateChargeTerms>, number]>([
    ['LATE-1', 52_160, 10, {}, 261],
    ['LATE-1 rounded per day', 52_160, 10, { rounded: 'PER_DAY' }, 260],
    ['LATE-2', 100, 30, {}, 2],
    ['LATE-2 unclamped', 100, 30, { lateCapClamp: false }, 30],
    ['LATE-2 unclamped per day', 100, 30, { lateCapClamp: false, rounded: 'PER_DAY' }, 30],
    ['the cap of 1.315 fen is rounded up', 100, 20, {}, 2],
    ['one day', 52_160, 1, {}, 26],
    ['on the due date', 52_160, 0, {}, 0],
    ['before the due date', 52_160, -3, {}, 0],
    ['nothing overdue', 0, 30, {}, 0],
    ['the largest daily rate under 24 %: one year is 24.00 %', 1_000_000, 365, { dailyRate: '0.00065753' }, 239_998],
    ['a daily rate over the cap is cut to it', 1_000_000, 365, { dailyRate: '0.0007' }, 240_000],
  ])('%s', (_id, overdueMinor, days, changed, chargeMinor) => {
    const late = { overdueMinor: minor(overdueMinor), dueOn: DUE_ON, paidOn: addDays(DUE_ON, days) };
    expect(lateCharge(late, { ...CHARGE_TERMS, ...changed })).toEqual({ daysLate: Math.max(0, days), chargeMinor });
  });
});

describe('accrue and chargesOf', () => {
  test.each<[string, AccrualSpan[], Partial<LateTerms>, number, number]>([
    ['MIN-7', [span(90_000, 0, 2)], {}, 90, 0],
    ['LATE-1', [span(0, 52_160, 10)], { penaltyDailyRate: '0.0005' }, 0, 261],
    ['LATE-2', [span(0, 100, 30)], { penaltyDailyRate: '0.0005' }, 0, 2],
    ['LATE-2 unclamped', [span(0, 100, 30)], { penaltyDailyRate: '0.0005', lateCapClamp: false }, 0, 30],
    ['the cap of 1.315 fen is rounded up', [span(0, 100, 20)], {}, 0, 2],
    ['carry fee and penalty together', [span(100_000, 100_000, 10)], {}, 500, 150],
    ['rounded once over a fall of the base', [span(52_160, 0, 5), span(32_160, 0, 5)], {}, 211, 0],
    ['the penalty is cut first', [span(10_000, 10_000, 365)], { penaltyDailyRate: '0.0005' }, 1_825, 575],
    ['a carry fee above the cap is cut too', [span(10_000, 10_000, 365)], { carryDailyRate: '0.001' }, 2_400, 0],
    ['minimum days and base days add up', [span(0, 100, 3), span(0, 100_000, 3)], {}, 0, 48],
    ['nothing', [], {}, 0, 0],
  ])('%s', (_id, spans, changed, carryMinor, penaltyMinor) => {
    const terms = { ...TERMS, ...changed };
    expect(chargesOf(accrueAll(spans, terms), terms)).toEqual({ carryMinor, penaltyMinor });
  });

  // 1 fen a day at 0.015 % is reached by a base of 66.67.
  test.each([
    [0, 0, 0],
    [1, 0, 2],
    [6_666, 0, 2],
    [6_667, 13_334, 0],
  ])('a penalty base of %i is counted at the threshold of the minimum', (base, penaltyBaseDays, penaltyMinDays) => {
    const expected = { carryBaseDays: 0, penaltyBaseDays, penaltyMinDays, capBaseDays: base * 2, penaltyByDayMinor: 0 };
    for (const penaltyDailyRate of ['0.00015', '1.5e-4', '0.0001500000000000000000'])
      expect(accrue(NO_ACCRUAL, span(0, base, 2), { ...TERMS, penaltyDailyRate })).toEqual(expected);
  });

  test('a daily penalty of just the minimum counts by its base', () => {
    for (const penaltyDailyRate of ['0.0005', '5e-4']) {
      const accrual = accrue(NO_ACCRUAL, span(0, 2_000, 2), { ...TERMS, penaltyDailyRate });
      expect(accrual).toMatchObject({ penaltyBaseDays: 4_000, penaltyMinDays: 0 });
    }
  });

  test('a base too large for the comparison in integers is compared exactly', () => {
    const terms = { ...TERMS, penaltyDailyRate: '0.000999999999' };
    expect(accrue(NO_ACCRUAL, span(0, 9_000_000_000_000, 1), terms).penaltyBaseDays).toBe(9_000_000_000_000);
  });

  test('charges of minimum days alone are the minimum, under each rounding', () => {
    for (const rounding of ['HALF_UP', 'HALF_EVEN', 'DOWN'] as const) {
      const terms = { ...TERMS, rounding, lateCapClamp: false };
      expect(chargesOf(accrueAll([span(0, 100, 7)], terms), terms).penaltyMinor).toBe(7);
    }
  });

  test('refuses bases below zero, days below zero and an overflow', () => {
    expect(() => accrue(NO_ACCRUAL, span(-1, 0, 1), TERMS)).toThrow(/bases/);
    expect(() => accrue(NO_ACCRUAL, span(0, -1, 1), TERMS)).toThrow(/bases/);
    expect(() => accrue(NO_ACCRUAL, span(1, 1, -1), TERMS)).toThrow(/days/);
    expect(() => accrue(NO_ACCRUAL, span(1, 1, 0.5), TERMS)).toThrow(/days/);
    expect(() => accrue(NO_ACCRUAL, span(9_000_000_000_000_000, 0, 2), TERMS)).toThrow(/safe integers/);
  });

  const base = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 5_000_000 }));
  const anySpan = fc.tuple(base, base, fc.nat(120)).map(([carry, penalty, days]) => span(carry, penalty, days));

  test('a span cut anywhere accrues the same', () => {
    fc.assert(
      fc.property(anySpan, fc.nat(120), (whole, at) => {
        const first = Math.min(at, whole.days);
        const halves = [
          { ...whole, days: first },
          { ...whole, days: whole.days - first },
        ];
        expect(accrueAll(halves, TERMS)).toEqual(accrueAll([whole], TERMS));
      }),
    );
  });

  test('the sum of the charges never falls and stays within the cap', () => {
    const total = (spans: readonly AccrualSpan[]) => {
      const charges = chargesOf(accrueAll(spans, TERMS), TERMS);
      expect(Math.min(charges.carryMinor, charges.penaltyMinor)).toBeGreaterThanOrEqual(0);
      return charges.carryMinor + charges.penaltyMinor;
    };
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 6 }), anySpan, (spans, next) => {
        expect(total([...spans, next])).toBeGreaterThanOrEqual(total(spans));
        const baseDays = spans.reduce((sum, s) => sum + Math.max(s.carryBaseMinor, s.penaltyBaseMinor) * s.days, 0);
        // In whole numbers: ceil(baseDays x 24 / 36500).
        expect(total(spans)).toBeLessThanOrEqual(Number((BigInt(baseDays) * 24n + 36_499n) / 36_500n));
      }),
    );
  });

  test('one span is charged like a single overdue amount', () => {
    fc.assert(
      fc.property(fc.nat(5_000_000), fc.nat(400), fc.boolean(), (overdueMinor, days, lateCapClamp) => {
        const terms = { ...TERMS, penaltyDailyRate: '0.0005', lateCapClamp };
        const late = { overdueMinor: minor(overdueMinor), dueOn: DUE_ON, paidOn: addDays(DUE_ON, days) };
        const { penaltyMinor } = chargesOf(accrueAll([span(0, overdueMinor, days)], terms), terms);
        expect(penaltyMinor).toBe(lateCharge(late, { ...CHARGE_TERMS, lateCapClamp }).chargeMinor);
      }),
    );
  });
});
