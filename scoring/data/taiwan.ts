import { BEHAVIOR_WINDOW_CYCLES } from '../catalogue/behavior-features.js';
import type { Column, LabelledTable } from '../table.js';
import type { CsvTable } from './csv.js';

const MINOR_PER_UNIT = 100;
const YOUNG_BELOW_YEARS = 25;
const CYCLES = Array.from({ length: BEHAVIOR_WINDOW_CYCLES }, (_, ago) => ago);

/** Repayment status in the file: up to 0 on time, above it months late. */
const UNUSED = -2;
const PAID_IN_FULL = -1;

/** The file's columns by cycle, latest first. */
interface Cycles {
  readonly limit: Float64Array;
  readonly status: readonly Float64Array[];
  readonly bill: readonly Float64Array[];
  readonly paid: readonly Float64Array[];
}

/**
 * The credit card customers as behavior features. Sex, marital status, education and age go to the audit groups alone.
 *
 * @see risk.md section 1, "Taiwan columns"
 */
export function taiwanTable(csv: CsvTable): LabelledTable {
  const series = (first: number) => CYCLES.map((ago) => csv.number(`X${first + ago}`));
  const cycles: Cycles = { limit: csv.number('X1'), status: series(6), bill: series(12), paid: series(18) };
  return {
    rows: csv.rows,
    columns: behaviorColumns(cycles, csv.rows),
    isBad: Uint8Array.from(csv.number('Y')),
    audit: {
      sex: Array.from(csv.number('X2'), (code) => (code === 1 ? 'male' : 'female')),
      maritalStatus: Array.from(csv.number('X4'), (code) => ['other', 'married', 'single'][code] ?? 'other'),
      ageBand: Array.from(csv.number('X5'), (years) => (years < YOUNG_BELOW_YEARS ? 'under 25' : '25 and over')),
      education: Array.from(csv.number('X3'), (code) => ['', 'graduate', 'university', 'high school'][code] || 'other'),
    },
  };
}

/**
 * The same customers one cycle earlier, as far as the file goes back: to see how stable the features are over time.
 *
 * @param ago 0..5
 */
export function taiwanUtilizationAndDelay(csv: CsvTable, ago: number): LabelledTable['columns'] {
  const bill = csv.number(`X${12 + ago}`);
  const limit = csv.number('X1');
  return {
    utilization: number(bill.map((amount, row) => amount / (limit[row] ?? 1))),
    monthsLateAgo0: number(csv.number(`X${6 + ago}`).map((status) => Math.max(0, status))),
    paidAgo0Minor: number(csv.number(`X${18 + ago}`).map((amount) => amount * MINOR_PER_UNIT)),
  };
}

function behaviorColumns({ limit, status, bill, paid }: Cycles, rows: number): Record<string, Column> {
  const columns: Record<string, Column> = {};
  const derive = (name: string, value: (row: number) => number) => {
    columns[name] = number(Float64Array.from({ length: rows }, (_, row) => value(row)));
  };
  const at = (series: readonly Float64Array[], ago: number, row: number) => series[ago]?.[row] ?? 0;
  const used = (ago: number, row: number) => at(bill, ago, row) / (limit[row] ?? 1);
  const monthsLate = (ago: number, row: number) => Math.max(0, at(status, ago, row));
  derive('creditLimitMinor', (row) => (limit[row] ?? 0) * MINOR_PER_UNIT);
  derive('lateOf6', (row) => CYCLES.filter((ago) => monthsLate(ago, row) > 0).length);
  derive('worstMonthsLate', (row) => Math.max(...CYCLES.map((ago) => monthsLate(ago, row))));
  derive('onTimeStreak', (row) => {
    const firstLate = CYCLES.findIndex((ago) => monthsLate(ago, row) > 0);
    return firstLate === -1 ? CYCLES.length : firstLate;
  });
  derive('utilization', (row) => used(0, row));
  derive('utilizationPeak', (row) => Math.max(...CYCLES.map((ago) => used(ago, row))));
  derive('utilizationJump', (row) => used(0, row) - used(1, row));
  for (const ago of CYCLES) {
    derive(`monthsLateAgo${ago}`, (row) => monthsLate(ago, row));
    derive(`paidAgo${ago}Minor`, (row) => at(paid, ago, row) * MINOR_PER_UNIT);
    columns[`conductAgo${ago}`] = {
      type: 'CATEGORY',
      values: Array.from({ length: rows }, (_, row) => conductOf(at(status, ago, row))),
    };
    // The payment of a cycle is for the bill before it; without a bill there is nothing to have a share of.
    if (ago > 0) {
      derive(`paidShareOfBillAgo${ago}`, (row) =>
        at(bill, ago, row) > 0 ? at(paid, ago - 1, row) / at(bill, ago, row) : Number.NaN,
      );
    }
  }
  return columns;
}

function conductOf(status: number): string {
  if (status > 0) return 'LATE';
  if (status === UNUSED) return 'UNUSED';
  return status === PAID_IN_FULL ? 'PAID_IN_FULL' : 'REVOLVING';
}

function number(values: Float64Array): Column {
  return { type: 'NUMBER', values };
}
