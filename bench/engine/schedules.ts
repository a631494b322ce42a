import { isDeepStrictEqual } from 'node:util';
import { minor } from '../../domain/money/minor.js';
import { REGULAR_SHAPE, type ScheduleTerms } from '../../domain/schedule/schedule-terms.js';
import { buildSchedule, type ScheduleRow } from '../../domain/schedule/schedule.js';
import { callsPerSecond } from '../measure.js';
import { rate, type Figure } from '../report/figure.js';
import { plainFlatFee, plainLevelPayment, plainPayLater, type PlainRow } from './plain-schedules.js';

const PRINCIPAL_MINOR = minor(1_000_000);
const PERIODS = 12;
const TERMS: ScheduleTerms = {
  ...REGULAR_SHAPE,
  dailyRate: '0',
  cashDrawFeeRate: '0',
  amortization: 'FLAT_FEE',
  feeRatePerPeriod: '0.006',
  annualRate: '0.12',
  rounding: 'HALF_UP',
  residuePlacement: 'LAST',
};

interface Case {
  readonly name: string;
  readonly engine: () => readonly ScheduleRow[];
  readonly plain: () => readonly PlainRow[];
}

const CASES: readonly Case[] = [
  {
    name: 'flat fee, 12 periods',
    engine: () => buildSchedule(TERMS, PRINCIPAL_MINOR, PERIODS),
    plain: () => plainFlatFee(PRINCIPAL_MINOR, PERIODS, 0.006),
  },
  {
    name: 'level payment, 12 periods',
    engine: () => buildSchedule({ ...TERMS, amortization: 'LEVEL_PAYMENT' }, PRINCIPAL_MINOR, PERIODS),
    plain: () => plainLevelPayment(PRINCIPAL_MINOR, PERIODS, 0.12),
  },
  {
    name: 'pay later',
    engine: () => buildSchedule({ ...TERMS, amortization: 'PAY_LATER' }, PRINCIPAL_MINOR, 1),
    plain: () => plainPayLater(PRINCIPAL_MINOR),
  },
];

/** Schedules built per second, against the same arithmetic in a plain loop. */
export function measureSchedules(): readonly Figure[] {
  return CASES.map(({ name, engine, plain }) => {
    if (!isDeepStrictEqual(engine(), plain()))
      throw new Error(`${name}: engine and plain loop disagree, so their speeds cannot be compared`);
    const [value = 0, baseline = 0] = callsPerSecond([engine, plain]);
    return rate({ name, unit: '/s', value, baseline });
  });
}
