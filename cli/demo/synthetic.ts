import { chanceOf, type Chance } from './chance.js';
import { MONTHS_OF_ROW, type CustomerRow } from './customer-row.js';

/**
 * Customers of the same shape as the data set, made from one integer.
 *
 * Utilization, late cycles and income follow risk.md section 12, the moves from one repayment status to the next the
 * roll rates of section 6.3. A row depends on its number alone, so a longer book begins with the shorter one.
 *
 * @see risk.md sections 6.3 and 12
 */
export function syntheticCustomers(seed: number, count: number): readonly CustomerRow[] {
  return Array.from({ length: count }, (_, i) => syntheticCustomer(seed, i + 1));
}

const INCOME_MEDIAN = 6_000;
const INCOME_SIGMA = 0.5;
/** The data set's limits are about ten times what the demo takes for a monthly income. */
const LIMIT_PER_INCOME = 10;
const LIMIT_STEP = 10_000;
const UNUSED_SHARE = 0.15;
const UTILIZATION_ALPHA = 1.2;
const UTILIZATION_BETA = 1.8;

function syntheticCustomer(seed: number, nr: number): CustomerRow {
  const id = `S${nr}`;
  const chance = chanceOf(seed, `synthetic/${id}`);
  const income = INCOME_MEDIAN * Math.exp(INCOME_SIGMA * normal(chance));
  const limit = Math.max(LIMIT_STEP, Math.round((income * LIMIT_PER_INCOME) / LIMIT_STEP) * LIMIT_STEP);
  const isUnused = chance.share('unused') < UNUSED_SHARE;
  const level = isUnused ? 0 : beta(chance);
  const bills = monthly((month) =>
    Math.round(limit * Math.min(1.05, level * (0.8 + 0.4 * chance.share(`use ${month}`)))),
  );
  const statuses = isUnused ? monthly(() => -2) : statusesOf(chance);
  const payments = monthly((month) => paymentOf(bills[month] ?? 0, statuses[month] ?? 0));
  return { id, limit, ageYears: chance.between('age', 21, 57), statuses, bills, payments };
}

const monthly = <T>(of: (month: number) => T): readonly T[] => Array.from({ length: MONTHS_OF_ROW }, (_, i) => of(i));

/** Box and Muller's way to a standard normal. */
function normal(chance: Chance): number {
  const radius = Math.sqrt(-2 * Math.log(1 - chance.share('normal radius')));
  return radius * Math.cos(2 * Math.PI * chance.share('normal angle'));
}

/** Jöhnk's way to Beta(1.2, 1.8): tries pairs until one fits, which takes two on average. */
function beta(chance: Chance): number {
  for (let turn = 0; ; turn += 1) {
    const x = chance.share(`beta x ${turn}`) ** (1 / UTILIZATION_ALPHA);
    const y = chance.share(`beta y ${turn}`) ** (1 / UTILIZATION_BETA);
    if (x + y <= 1 && x + y > 0) return x / (x + y);
  }
}

/** Roll rates by months late: to on time, and to stay; the rest goes one month further. @see risk.md section 6.3 */
const CURES: readonly number[] = [0.939, 0.939, 0.253, 0.107];
const STAYS: readonly number[] = [0, 0, 0.58, 0.531];

function statusesOf(chance: Chance): readonly number[] {
  const paysInFull = chance.share('pays in full') < 0.4;
  const onTime = paysInFull ? -1 : 0;
  const statuses: number[] = [];
  for (let month = 0; month < MONTHS_OF_ROW; month += 1) {
    const late = Math.max(0, statuses.at(-1) ?? 0);
    const state = Math.min(late, CURES.length - 1);
    const share = chance.share(`roll ${month}`);
    const cures = CURES[state] ?? 0;
    if (share < cures) statuses.push(onTime);
    else if (share < cures + (STAYS[state] ?? 0)) statuses.push(late);
    // The first step is to one month late or, as in the data, straight to two.
    else statuses.push(late === 0 ? chance.oneOf(`first ${month}`, [1, 2]) : late + 1);
  }
  return statuses;
}

function paymentOf(bill: number, status: number): number {
  if (status >= 2) return 0;
  return status <= -1 ? bill : Math.round(bill * 0.12);
}
