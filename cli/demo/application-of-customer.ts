import type { ApplyBody } from '../../contracts/applications.js';
import { addDays, addMonths, plainDate, YEAR_MIN, type PlainDate } from '../../domain/calendar/plain-date.js';
import { sandboxAccountNumber, sandboxDocumentNumber } from '../../gateways/sandbox/magic.js';
import { BILL_DAY } from './calendar.js';
import { chanceOf, type Chance } from './chance.js';
import type { CustomerRow } from './customer-row.js';

const MINOR_PER_UNIT = 100;
/** What the demo takes for a monthly income: a tenth of the limit that another bank gave. */
const INCOME_PER_LIMIT = 10;
/** What the demo takes for a monthly debt service: 3 % of the balance elsewhere. */
const DEBT_SERVICE_PERCENT = 3;
const FIRST_JOB_AGE = 22;
const EMPLOYMENT_MONTHS_PER_YEAR = 6;
const EMPLOYMENT_MONTHS_MAX = 240;
/** Whoever asks for more waits for a person's decision on that ground alone. */
const REQUEST_MAX = 20_000;
const LATE_MAX = 6;
const UTILIZATION_DECIMALS = 4;
const UTILIZATION_MAX = 9;
/** Free digits of the sandbox's account and document numbers. */
const NUMBERS = 10 ** 8;

export interface ApplicationContext {
  readonly seed: number;
  /** Names this run: people of an earlier one are other people, with accounts of their own. */
  readonly run: string;
  readonly todayOn: PlainDate;
  readonly accountCode: string;
}

/**
 * The application of a customer. Of the row it shows what was known when the six months began: the limit elsewhere, and
 * the oldest month's bill and repayment status. What came later, and the outcome above all, stays unseen.
 *
 * @see risk.md sections 1 and 2: a value later than the decision's `asOf` is never visible
 */
export function applicationOf(row: CustomerRow, context: ApplicationContext): ApplyBody {
  const { seed, run, todayOn, accountCode } = context;
  const chance = chanceOf(seed, row.id);
  const number = Math.floor(chanceOf(seed, `${run}/${row.id}`).share('number') * NUMBERS);
  return {
    person: {
      name: `Customer ${row.id}`,
      documentNumber: sandboxDocumentNumber(number),
      birthOn: birthOn(row.ageYears, todayOn),
      phone: `+86139${String(number).padStart(8, '0')}`,
      language: chance.oneOf('language', ['zh', 'en']),
    },
    accountNumber: sandboxAccountNumber(number, accountCode),
    requestedLimitMinor: Math.min(row.limit, REQUEST_MAX) * MINOR_PER_UNIT,
    currency: 'CNY',
    billDay: BILL_DAY,
    preset: 'cnPayLaterStatement',
    declared: declaredOf(row, chance),
  };
}

function declaredOf(row: CustomerRow, chance: Chance): ApplyBody['declared'] {
  const billMinor = Math.max(0, row.bills[0] ?? 0) * MINOR_PER_UNIT;
  const limitMinor = row.limit * MINOR_PER_UNIT;
  return {
    monthlyIncomeMinor: Math.floor(limitMinor / INCOME_PER_LIMIT),
    hasIncomeProof: chance.share('income proof') < 0.5,
    employmentMonths: Math.min(
      Math.max(0, row.ageYears - FIRST_JOB_AGE) * EMPLOYMENT_MONTHS_PER_YEAR,
      EMPLOYMENT_MONTHS_MAX,
    ),
    monthlyDebtServiceMinor: Math.floor((billMinor * DEBT_SERVICE_PERCENT) / 100),
    isStudent: false,
    existingLimitMinor: limitMinor,
    utilization: Math.min(billMinor / limitMinor, UTILIZATION_MAX).toFixed(UTILIZATION_DECIMALS),
    lateOf6: Math.min(Math.max(0, row.statuses[0] ?? 0), LATE_MAX),
    purpose: 'HOUSEHOLD',
  };
}

/** A birthday a month past, so that the age is the row's on any day of the run. */
function birthOn(ageYears: number, todayOn: PlainDate): PlainDate {
  const birthdayOn = addDays(todayOn, -30);
  // The calendar begins in 1970: who is older counts as born then, which is above the age of any product as well.
  if (Number(birthdayOn.slice(0, 4)) - ageYears < YEAR_MIN) return plainDate(`${YEAR_MIN}-01-01`);
  return addMonths(birthdayOn, -12 * ageYears);
}
