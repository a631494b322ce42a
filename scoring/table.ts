/** A feature of every row; NaN marks a value that is not there. */
export interface NumberColumn {
  readonly type: 'NUMBER';
  readonly values: Float64Array;
}

/** A feature of codes; null marks a value that is not there. */
export interface CategoryColumn {
  readonly type: 'CATEGORY';
  readonly values: readonly (string | null)[];
}

export type Column = NumberColumn | CategoryColumn;

/** Rows by column: what batch scoring and training read. */
export interface FeatureTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/**
 * Rows whose outcome is known. The audit groups stand apart from the features, so that training cannot read them.
 *
 * @see risk.md section 11
 */
export interface LabelledTable extends FeatureTable {
  /** 1 for bad, 0 for good. */
  readonly isBad: Uint8Array;
  /** Group of each row by protected attribute, such as `sex`. */
  readonly audit: Readonly<Record<string, readonly string[]>>;
}

/** @throws RangeError for a column that the table does not have */
export function columnOf(table: FeatureTable, feature: string): Column {
  const column = table.columns[feature];
  if (column === undefined) throw new RangeError(`${feature}: the table has no such column`);
  return column;
}

/** The inputs of one row as online scoring takes them: missing values are null. */
export function inputsOfRow(table: FeatureTable, row: number): Readonly<Record<string, string | number | null>> {
  return Object.fromEntries(
    Object.entries(table.columns).map(([name, column]) => [name, inputOf(column, row)] as const),
  );
}

function inputOf(column: Column, row: number): string | number | null {
  if (column.type === 'CATEGORY') return column.values[row] ?? null;
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

/** A part of the rows, in the order given. */
export function takeRows(table: LabelledTable, rows: Int32Array): LabelledTable {
  return {
    rows: rows.length,
    columns: Object.fromEntries(
      Object.entries(table.columns).map(([name, column]) => [name, takeColumn(column, rows)] as const),
    ),
    isBad: Uint8Array.from(rows, (row) => table.isBad[row] ?? 0),
    audit: Object.fromEntries(
      Object.entries(table.audit).map(
        ([name, groups]) => [name, Array.from(rows, (row) => groups[row] ?? '')] as const,
      ),
    ),
  };
}

function takeColumn(column: Column, rows: Int32Array): Column {
  if (column.type === 'CATEGORY') {
    return { type: 'CATEGORY', values: Array.from(rows, (row) => column.values[row] ?? null) };
  }
  return { type: 'NUMBER', values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) };
}

/** The same rows with other outcomes: for the test that shuffled outcomes teach nothing. */
export function withOutcomes(table: LabelledTable, isBad: Uint8Array): LabelledTable {
  return { ...table, isBad };
}
