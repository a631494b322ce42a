import { countedDays, yearFraction } from '../../../domain/calendar/day-count.js';
import type { DayCount, DaySpan } from '../../../domain/calendar/day-count.js';
import { familyOf } from '../family.js';
import type { Answers, KindAdapter } from '../family.js';
import { dateOf, isUnused } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

/** The conventions by their names in the files. */
export const DAY_COUNTS: Readonly<Record<string, DayCount>> = {
  '30/360 BOND': '30/360_BOND',
  '30/360 US': '30/360_US',
  '30/360 PSA': '30/360_PSA',
  '30E/360': '30E/360',
  '30E/360 ISDA': '30E/360_ISDA',
  '30/365': '30E/365',
  'ACT/360': 'ACT/360',
  'ACT/365F': 'ACT/365F',
  'ACT/365 ACTUAL': 'ACT/365L',
  'ACT/ACT ISDA': 'ACT/ACT_ISDA',
  'ACT/ACT ICMA': 'ACT/ACT_ICMA',
  'ACT/ACT AFB': 'ACT/ACT_AFB',
  'NL/365': 'NL/365',
  'EXCEL YEARFRAC 0': 'YEARFRAC_0',
  'EXCEL YEARFRAC 1': 'YEARFRAC_1',
  'EXCEL YEARFRAC 2': 'YEARFRAC_2',
  'EXCEL YEARFRAC 3': 'YEARFRAC_3',
  'EXCEL YEARFRAC 4': 'YEARFRAC_4',
  'EU APRC MONTH': 'EU_APRC_MONTH',
  'EU APRC YEAR': 'EU_APRC_YEAR',
  'UK CONC MONTH': 'UK_CONC_MONTH',
};

/** DAYS360 of spreadsheets: the days alone. */
const DAYS_360: Readonly<Record<string, DayCount>> = {
  'EXCEL DAYS360 US': '30/360_PSA',
  'EXCEL DAYS360 EU': '30E/360',
};

function spanOf(input: VectorFields): DaySpan {
  return {
    startOn: dateOf(input, 'start'),
    endOn: dateOf(input, 'end'),
    ...(isUnused(input, 'ref_start')
      ? {}
      : { reference: { startOn: dateOf(input, 'ref_start'), endOn: dateOf(input, 'ref_end') } }),
    ...(isUnused(input, 'termination') ? {} : { terminationOn: dateOf(input, 'termination') }),
  };
}

function answersOf(dayCount: DayCount, input: VectorFields): Answers {
  const span = spanOf(input);
  const { numerator, denominator } = yearFraction(dayCount, span);
  return { days: countedDays(dayCount, span), year_fraction: `${numerator}/${denominator}` };
}

const adapters = (
  names: Readonly<Record<string, DayCount>>,
  answers: (dayCount: DayCount, input: VectorFields) => Answers,
): Readonly<Record<string, KindAdapter>> =>
  Object.fromEntries(Object.entries(names).map(([kind, dayCount]) => [kind, (input) => answers(dayCount, input)]));

/** Day-count conventions. */
export const daycount = familyOf({
  ...adapters(DAY_COUNTS, answersOf),
  ...adapters(DAYS_360, (dayCount, input) => ({ days: countedDays(dayCount, spanOf(input)) })),
});
