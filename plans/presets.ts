import type { ZoneTable } from '../domain/calendar/zone.js';
import { minor } from '../domain/money/minor.js';
import type { LineTerms } from '../domain/plan/plan-terms.js';

/** What differs from line to line under one preset. */
export interface PresetChoice {
  readonly zone: ZoneTable;
  /** 1..28 */
  readonly billDay: number;
  readonly lenderId: string;
  /** The customer's grade; none if left out. */
  readonly priceGrade?: string | null;
}

/**
 * The default terms of a line: monthly statement with a minimum payment, carried balance, daily late charges.
 *
 * @see products.md sections 2, 4, 5, 6, 7, 10: the defaults
 */
export function cnPayLaterStatement(choice: PresetChoice): LineTerms {
  return {
    preset: 'cnPayLaterStatement',
    currency: 'CNY',
    zone: choice.zone,
    lenderId: choice.lenderId,
    lenderType: 'MICRO_LENDER',
    billDay: choice.billDay,
    dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
    minDuePercent: '0.10',
    minDueCarryThresholdMinor: minor(30_000),
    late: {
      carryDailyRate: '0.0005',
      penaltyDailyRate: '0.00015',
      penaltyMinPerDayMinor: minor(1),
      penaltyBase: 'PRINCIPAL_PLUS_FEE',
      penaltyRounding: 'ON_POSTING',
      lateCapClamp: true,
      annualCap: '0.24',
      rounding: 'HALF_UP',
    },
    dueCutoff: '24:00',
    nonBusinessDayRule: 'NONE',
    holidays: [],
    graceDays: 0,
    toleranceAmountMinor: minor(0),
    minPaymentAllowed: true,
    carryAccrualStart: 'DUE_DATE',
    carryCompounding: 'NONE',
    billDayChange: { isAllowed: true, monthsAfterOpening: 3, monthsBetweenChanges: 6, changesPerYearMax: null },
    waterfall: ['ENFORCEMENT_COST', 'PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'],
    waterfallTimes: { DEFAULT: ['PAST_DUE', 'DUE', 'IN_ADVANCE'] },
    waterfallAcross: 'OLDEST_BILL_FIRST',
    futureRule: 'CREDIT_UNTIL_DUE',
    principalFirstFromDpd: null,
    aboveMinimum: 'SAME',
    cashBeforePurchase: false,
    overpayment: { kind: 'CREDIT_BALANCE' },
    rounding: 'HALF_UP',
    priceGrade: choice.priceGrade ?? null,
    holdTtlHours: 168,
    limits: {
      bucketDrawOrder: ['SCENE', 'TEMPORARY', 'BASE'],
      bucketRestoreOrder: 'REVERSE_DRAW',
      releaseOnRepayment: 'SETTLED',
      settlementDelayDays: { TRANSFER: 0, DEBIT: 2, AUTOPAY: 2 },
      refundRestoresLimit: 'AT_VALUE_DATE',
      captureAfterExpiry: 'REFUSE',
      selfCapMinMinor: minor(10_000),
    },
    reminderOffsetsDays: [-3],
    reminderTime: '10:00',
    autopayAttempts: [
      { offsetDays: -1, time: '10:00' },
      { offsetDays: 0, time: '10:00' },
      { offsetDays: 0, time: '20:00' },
    ],
    correctionWindowMonths: 6,
  };
}

/**
 * A wallet's line: due nine days after the bill, what is carried or overdue bears 0.05 % a day, and the bill day moves at
 * most twice a year.
 *
 * @see products.md section 2 and section 5, `cnWallet`
 */
export function cnWallet(choice: PresetChoice): LineTerms {
  const terms = cnPayLaterStatement(choice);
  return {
    ...terms,
    preset: 'cnWallet',
    late: oneDailyCharge(terms),
    billDayChange: { isAllowed: true, monthsAfterOpening: 0, monthsBetweenChanges: 0, changesPerYearMax: 2 },
  };
}

/**
 * A line for services: due seven days after the bill, which does not move.
 *
 * @see products.md section 2 and section 5, `cnServices`
 */
export function cnServices(choice: PresetChoice): LineTerms {
  const terms = cnPayLaterStatement(choice);
  return {
    ...terms,
    preset: 'cnServices',
    dueRule: { kind: 'OFFSET_DAYS', offsetDays: 7 },
    late: oneDailyCharge(terms),
    billDayChange: { ...terms.billDayChange, isAllowed: false },
  };
}

/**
 * A bank's card: twenty days to pay, three of grace, ten yuan of tolerance; cash and carried balances before purchases
 * while nothing is overdue, principal first from 91 days past due.
 *
 * @see products.md sections 2, 5, 6, `cnCard`
 */
export function cnCard(choice: PresetChoice): LineTerms {
  const terms = cnPayLaterStatement(choice);
  return {
    ...terms,
    preset: 'cnCard',
    lenderType: 'BANK_CARD',
    dueRule: { kind: 'OFFSET_DAYS', offsetDays: 20 },
    graceDays: 3,
    toleranceAmountMinor: minor(1_000),
    late: { ...terms.late, penaltyBase: 'PRINCIPAL' },
    principalFirstFromDpd: 91,
    cashBeforePurchase: true,
  };
}

/** One daily charge of 0.05 %, the same on what is carried and on what is overdue. */
const oneDailyCharge = ({ late }: LineTerms): LineTerms['late'] => ({
  ...late,
  carryDailyRate: '0.0005',
  penaltyDailyRate: '0',
  penaltyMinPerDayMinor: minor(0),
});

const PRESETS: Readonly<Record<string, (choice: PresetChoice) => LineTerms>> = {
  cnPayLaterStatement,
  cnWallet,
  cnServices,
  cnCard,
};

export const PRESET_NAMES = Object.keys(PRESETS);

/** @throws RangeError for a preset that is not shipped */
export function linePreset(preset: string, choice: PresetChoice): LineTerms {
  const make = Object.hasOwn(PRESETS, preset) ? PRESETS[preset] : undefined;
  if (make === undefined) throw new RangeError(`no preset "${preset}"; there is: ${PRESET_NAMES.join(', ')}`);
  return make(choice);
}
