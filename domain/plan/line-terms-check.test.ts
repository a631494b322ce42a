import { TERMS } from '../line/testing.js';
import { openLine } from '../line/engine.js';
import { minor } from '../money/minor.js';
import { assertLineTerms } from './line-terms-check.js';
import { LineTermsError } from './must.js';
import type { LineTerms } from './plan-terms.js';

const paramOf = (change: object): string | null => {
  try {
    assertLineTerms({ ...TERMS, ...change });
    return null;
  } catch (thrown) {
    if (!(thrown instanceof LineTermsError)) throw thrown;
    return thrown.param;
  }
};

const offset = (offsetDays: number): Partial<LineTerms> => ({ dueRule: { kind: 'OFFSET_DAYS', offsetDays } });
const day = (dueDay: number, billDay: number): Partial<LineTerms> => ({
  billDay,
  dueRule: { kind: 'DAY_OF_MONTH', day: dueDay },
});
const limits = (change: object): object => ({ limits: { ...TERMS.limits, ...change } });
const late = (change: object): object => ({ late: { ...TERMS.late, ...change } });
const tries = (...attempts: readonly (readonly [number, string])[]): object => ({
  autopayAttempts: attempts.map(([offsetDays, time]) => ({ offsetDays, time })),
});

describe('terms that a line can be opened on', () => {
  test.each<[string, object]>([
    ['the default', {}],
    ['bill day 1', { billDay: 1 }],
    ['bill day 28', { billDay: 28 }],
    // February has 28 days: the due date is the day before the next bill.
    ['27 days to pay', offset(27)],
    ['due on the day before the bill day', day(2, 3)],
    ['due on day 31 of a bill on the 27th', day(31, 27)],
    ['no tries of autopay', tries()],
    ['no reminders', { reminderOffsetsDays: [] }],
    ['rates of nothing', late({ carryDailyRate: '0', penaltyDailyRate: '0', penaltyMinPerDayMinor: minor(0) })],
    ['a window of 24 months', { correctionWindowMonths: 24 }],
    ['the base first', limits({ bucketDrawOrder: ['BASE', 'TEMPORARY', 'SCENE'] })],
    ['10 days until a debit is final', limits({ settlementDelayDays: { TRANSFER: 0, DEBIT: 10, AUTOPAY: 10 } })],
    ['a cap of nothing', limits({ selfCapMinMinor: 0 })],
    ['15 days of grace', { graceDays: 15 }],
    ['a tolerance of 10.00', { toleranceAmountMinor: minor(1_000) }],
    ['a cut-off at 17:00', { dueCutoff: '17:00' }],
    ['principal first from day 1', { principalFirstFromDpd: 1 }],
    ['over-payments back after a year', { overpayment: { kind: 'REFUND_AFTER_DAYS', days: 365 } }],
    [
      'times for transfers',
      { waterfallTimes: { ...TERMS.waterfallTimes, TRANSFER: ['DUE', 'PAST_DUE', 'IN_ADVANCE'] } },
    ],
  ])('%s', (_case, change) => {
    expect(paramOf(change)).toBeNull();
  });
});

describe('terms that it cannot', () => {
  test.each<[string, object]>([
    ['currency', { currency: 'cny' }],
    ['billDay', { billDay: 0 }],
    ['billDay', { billDay: 29 }],
    ['billDay', { billDay: 2.5 }],
    ['dueRule', offset(0)],
    ['dueRule', offset(28)],
    ['dueRule', offset(32)],
    ['dueRule', day(3, 3)],
    ['dueRule', day(0, 3)],
    // A bill of 28 February would fall due on 31 March, after that of 28 March.
    ['dueRule', day(31, 28)],
    ['minDuePercent', { minDuePercent: '0' }],
    ['limits.bucketDrawOrder', limits({ bucketDrawOrder: ['SCENE', 'BASE'] })],
    ['limits.bucketDrawOrder', limits({ bucketDrawOrder: ['SCENE', 'BASE', 'BASE'] })],
    ['limits.settlementDelayDays.DEBIT', limits({ settlementDelayDays: { TRANSFER: 0, DEBIT: 11, AUTOPAY: 2 } })],
    ['limits.settlementDelayDays.TRANSFER', limits({ settlementDelayDays: { TRANSFER: -1, DEBIT: 2, AUTOPAY: 2 } })],
    ['limits.selfCapMinMinor', limits({ selfCapMinMinor: -1 })],
    ['graceDays', { graceDays: 16 }],
    // The bill of 3 February, due on the 20th, would be judged on 3 March.
    ['dueRule', { ...offset(17), graceDays: 11 }],
    ['toleranceAmountMinor', { toleranceAmountMinor: 1_001 }],
    ['dueCutoff', { dueCutoff: '24:01' }],
    ['holidays', { holidays: ['2025-02-30'] }],
    ['billDayChange.monthsAfterOpening', { billDayChange: { ...TERMS.billDayChange, monthsAfterOpening: 13 } }],
    ['billDayChange.changesPerYearMax', { billDayChange: { ...TERMS.billDayChange, changesPerYearMax: 0 } }],
    ['late.penaltyBase', { lenderType: 'BANK_CARD' }],
    ['principalFirstFromDpd', { principalFirstFromDpd: 0 }],
    ['principalFirstFromDpd', { principalFirstFromDpd: 361 }],
    ['cashBeforePurchase', { cashBeforePurchase: true, aboveMinimum: 'HIGHEST_RATE_FIRST' }],
    ['overpayment.days', { overpayment: { kind: 'REFUND_AFTER_DAYS', days: 0 } }],
    ['waterfallTimes.DEFAULT', { waterfallTimes: { DEFAULT: ['DUE'] } }],
    ['waterfallTimes.DEBIT', { waterfallTimes: { ...TERMS.waterfallTimes, DEBIT: ['DUE', 'DUE', 'PAST_DUE'] } }],
    ['minDuePercent', { minDuePercent: '1.01' }],
    ['minDuePercent', { minDuePercent: '10%' }],
    ['minDueCarryThresholdMinor', { minDueCarryThresholdMinor: -1 }],
    ['late.carryDailyRate', late({ carryDailyRate: '-0.0005' })],
    ['late.penaltyDailyRate', late({ penaltyDailyRate: '0.002' })],
    ['late.penaltyMinPerDayMinor', late({ penaltyMinPerDayMinor: 0.5 })],
    ['late.annualCap', late({ annualCap: '24' })],
    ['waterfall', { waterfall: ['PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'] }],
    ['waterfall', { waterfall: ['PENALTY', 'PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'] }],
    ['holdTtlHours', { holdTtlHours: 0 }],
    ['holdTtlHours', { holdTtlHours: 721 }],
    ['reminderOffsetsDays', { reminderOffsetsDays: [1] }],
    ['reminderOffsetsDays', { reminderOffsetsDays: [-3, -3] }],
    ['reminderTime', { reminderTime: '24:00' }],
    ['autopayAttempts', tries([1, '10:00'])],
    ['autopayAttempts', tries([0, '10'])],
    ['autopayAttempts', tries([0, '10:00'], [-1, '10:00'])],
    ['autopayAttempts', tries([0, '10:00'], [0, '10:00'])],
    ['autopayAttempts', { autopayAttempts: Array.from({ length: 11 }, () => ({ offsetDays: 0, time: '10:00' })) }],
    ['correctionWindowMonths', { correctionWindowMonths: 0 }],
    ['correctionWindowMonths', { correctionWindowMonths: 25 }],
  ])('%s', (param, change) => {
    expect(paramOf(change)).toBe(param);
  });

  test('no line is opened on them, and the message says what to do', () => {
    const input = {
      lineId: 'line_t',
      customerId: 'c',
      applicationId: 'a',
      accountRef: null,
      limitMinor: 1,
      answerTimeoutMs: 1,
    };
    expect(() => openLine({ ...input, terms: { ...TERMS, ...offset(28) } }, { nowMs: 0 })).toThrow(
      /terms\.dueRule: the bill of 2025-02-03 would fall due, grace included, on or after the next one/,
    );
  });
});
