import { seededRandom } from '../seeded-random.js';
import type { SeededRandom } from '../seeded-random.js';
import type { LabelledTable } from '../table.js';

export interface SyntheticPopulation extends LabelledTable {
  /** The probability that each outcome was drawn with: the best any model can know. */
  readonly truePd: Float64Array;
}

const MINOR_PER_UNIT = 100;
const MEDIAN_INCOME = 6_000;

/**
 * A population whose true risk is known, reproducible from one whole number.
 *
 * @param rows how many
 * @see risk.md section 12; goldens GEN-1, GEN-2
 */
export function syntheticPopulation(rows: number, seed: number): SyntheticPopulation {
  const random = seededRandom(seed);
  const column = () => new Float64Array(rows);
  const [lateOf6, utilization, cashShare, inquiries30d] = [column(), column(), column(), column()];
  const [income, monthsOnBook, truePd] = [column(), column(), column()];
  const isBad = new Uint8Array(rows);
  const sex: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    lateOf6[row] = Math.min(6, poisson(0.4, random));
    utilization[row] = random.next() < 0.15 ? 0 : beta(1.2, 1.8, random);
    cashShare[row] = beta(0.6, 3, random);
    inquiries30d[row] = poisson(0.6, random);
    income[row] = MEDIAN_INCOME * Math.exp(0.5 * normal(random));
    monthsOnBook[row] = random.below(37);
    const u = utilization[row] ?? 0;
    const logit =
      -4.0 +
      1.3 * (lateOf6[row] ?? 0) +
      (2.0 * Math.max(0, u - 0.6)) / 0.4 +
      (u <= 0.01 ? 0.6 : 0) +
      1.6 * (cashShare[row] ?? 0) +
      0.4 * (inquiries30d[row] ?? 0) -
      0.6 * Math.log((income[row] ?? 0) / MEDIAN_INCOME) -
      0.05 * Math.min(monthsOnBook[row] ?? 0, 24);
    truePd[row] = 1 / (1 + Math.exp(-logit));
    isBad[row] = random.next() < (truePd[row] ?? 0) ? 1 : 0;
    sex.push(random.next() < 0.5 ? 'male' : 'female');
  }
  const number = (values: Float64Array) => ({ type: 'NUMBER', values }) as const;
  return {
    rows,
    columns: {
      lateOf6: number(lateOf6),
      utilization: number(utilization),
      cashShare: number(cashShare),
      inquiries30d: number(inquiries30d),
      monthlyIncomeMinor: number(income.map((amount) => Math.round(amount * MINOR_PER_UNIT))),
      monthsOnBook: number(monthsOnBook),
    },
    isBad,
    audit: { sex },
    truePd,
  };
}

/** Standard normal, by Box and Muller. */
function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Counts of rare events, by Knuth's product of uniforms. */
function poisson(mean: number, random: SeededRandom): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  return count;
}

function beta(a: number, b: number, random: SeededRandom): number {
  const x = gamma(a, random);
  return x / (x + gamma(b, random));
}

/** Gamma of unit scale, by Marsaglia and Tsang; a shape below 1 is drawn one higher and brought down. */
function gamma(shape: number, random: SeededRandom): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
