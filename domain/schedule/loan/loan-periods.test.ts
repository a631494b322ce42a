import { plainDate } from '../../calendar/plain-date.js';
import { loanPeriods } from './loan-periods.js';

const periodsOf = (
  start: string,
  every: number,
  unit: 'DAYS' | 'WEEKS' | 'MONTHS',
  installments: number,
  fixedLength: number | null,
) => loanPeriods({ startOn: plainDate(start), frequency: { every, unit }, installments, fixedLength });

describe('loanPeriods', () => {
  test('counts months from the start itself', () => {
    expect(periodsOf('2024-01-31', 1, 'MONTHS', 3, null)).toEqual([
      { fromOn: '2024-01-31', dueOn: '2024-02-29', isRegular: true },
      { fromOn: '2024-02-29', dueOn: '2024-03-31', isRegular: true },
      { fromOn: '2024-03-31', dueOn: '2024-04-30', isRegular: true },
    ]);
  });

  test.each([
    ['15 days', 15, 'DAYS', ['2024-01-16', '2024-01-31']],
    ['2 weeks', 2, 'WEEKS', ['2024-01-15', '2024-01-29']],
    ['2 months', 2, 'MONTHS', ['2024-03-01', '2024-05-01']],
  ] as const)('every %s', (_name, every, unit, dueOn) => {
    expect(periodsOf('2024-01-01', every, unit, 2, null).map((period) => period.dueOn)).toEqual(dueOn);
  });

  test.each([
    ['longer', 5, '2024-06-01', false],
    ['as long as the periods', 3, '2024-04-01', true],
  ])('a fixed length moves the end of the last period alone: %s', (_name, fixedLength, dueOn, isRegular) => {
    const periods = periodsOf('2024-01-01', 1, 'MONTHS', 3, fixedLength);
    expect(periods.map(({ isRegular: each }) => each)).toEqual([true, true, isRegular]);
    expect(periods.map((period) => period.dueOn)).toEqual(['2024-02-01', '2024-03-01', dueOn]);
  });

  test('a fixed length is in units of the frequency', () => {
    expect(periodsOf('2024-01-01', 15, 'DAYS', 3, 40).map(({ dueOn }) => dueOn)).toEqual([
      '2024-01-16',
      '2024-01-31',
      '2024-02-10',
    ]);
  });

  test.each([2, 1])('refuses a length of %i months for three installments', (fixedLength) => {
    expect(() => periodsOf('2024-01-01', 1, 'MONTHS', 3, fixedLength)).toThrow(RangeError);
    expect(() => periodsOf('2024-01-01', 1, 'MONTHS', 3, fixedLength)).toThrow(
      /fixedLength .* installment 3; give more/,
    );
  });
});
