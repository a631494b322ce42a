/** Months that a row tells of. */
export const MONTHS_OF_ROW = 6;

/**
 * One customer as the data set describes them. Amounts are whole units of the data's currency. The lists hold six
 * months, oldest first: the file has the latest first.
 *
 * @see risk.md section 1, "Taiwan columns"
 */
export interface CustomerRow {
  readonly id: string;
  readonly limit: number;
  readonly ageYears: number;
  /** -2 unused, -1 paid in full, 0 paid the minimum or more, k = k months late. */
  readonly statuses: readonly number[];
  readonly bills: readonly number[];
  readonly payments: readonly number[];
}

/** The columns, and which of them are read: sex, education and marital status have no use in a decision. */
export const COLUMNS = ['ID', ...Array.from({ length: 23 }, (_, i) => `X${i + 1}`)] as const;

/** The outcome in the month after the last. It must never be visible to anything that decides. */
export const OUTCOME_COLUMN = 'Y';
