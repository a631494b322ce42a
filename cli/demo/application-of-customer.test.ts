import { applyBodySchema } from '../../contracts/applications.js';
import { plainDate } from '../../domain/calendar/plain-date.js';
import { ageOn } from '../../scoring/age.js';
import { applicationOf } from './application-of-customer.js';
import type { CustomerRow } from './customer-row.js';
import { syntheticCustomers } from './synthetic.js';

const CONTEXT = { seed: 1, run: 'r1', todayOn: plainDate('2026-11-24'), accountCode: '0000' };

const ROW: CustomerRow = {
  id: '2',
  limit: 120_000,
  ageYears: 26,
  statuses: [2, 0, 0, 0, 2, -1],
  bills: [3_261, 3_455, 3_272, 2_682, 1_725, 2_682],
  payments: [2_000, 0, 1_000, 1_000, 1_000, 0],
};

describe('applicationOf', () => {
  test('declares what was known when the six months began', () => {
    expect(applicationOf(ROW, CONTEXT).declared).toMatchObject({
      monthlyIncomeMinor: 1_200_000,
      employmentMonths: 24,
      monthlyDebtServiceMinor: 9_783, // 3 % of 3,261.00
      existingLimitMinor: 12_000_000,
      utilization: '0.0272', // 3,261 / 120,000
      lateOf6: 2,
      isStudent: false,
    });
  });

  test('later months change nothing', () => {
    const later = (months: readonly number[]) => [months[0] ?? 0, 9, 9, 9, 9, 9];
    const other = { ...ROW, statuses: later(ROW.statuses), bills: later(ROW.bills), payments: later(ROW.payments) };
    expect(applicationOf(other, CONTEXT)).toEqual(applicationOf(ROW, CONTEXT));
  });

  test.each([
    ['a limit above what is asked for', 500_000, 2_000_000],
    ['a limit below', 10_000, 1_000_000],
  ])('%s', (_name, limit, requestedLimitMinor) => {
    expect(applicationOf({ ...ROW, limit }, CONTEXT).requestedLimitMinor).toBe(requestedLimitMinor);
  });

  test('a bill below zero and one above the limit', () => {
    const declared = (bill: number) => applicationOf({ ...ROW, bills: [bill, 0, 0, 0, 0, 0] }, CONTEXT).declared;
    expect(declared(-500)).toMatchObject({ utilization: '0.0000', monthlyDebtServiceMinor: 0 });
    expect(declared(150_000)).toMatchObject({ utilization: '1.2500' });
  });

  test.each(['2026-11-24', '2028-02-29', '2029-03-01', '2026-01-01'])("the age is the row's on %s", (today) => {
    const { person } = applicationOf(ROW, { ...CONTEXT, todayOn: plainDate(today) });
    expect(ageOn(plainDate(person.birthOn), plainDate(today))).toBe(26);
  });

  test("whoever is older than the calendar is above every product's age", () => {
    const { person } = applicationOf({ ...ROW, ageYears: 79 }, CONTEXT);
    expect(ageOn(plainDate(person.birthOn), CONTEXT.todayOn)).toBeGreaterThan(55);
  });

  test('the API takes all of them', () => {
    for (const row of syntheticCustomers(3, 300)) applyBodySchema.parse(applicationOf(row, CONTEXT));
  });

  test('people of another run have accounts of their own', () => {
    const accounts = ['r1', 'r2'].map((run) => applicationOf(ROW, { ...CONTEXT, run }).accountNumber);
    expect(new Set(accounts).size).toBe(2);
    expect(accounts.every((account) => /^6200000\d{8}0000$/.test(account))).toBe(true);
  });
});
