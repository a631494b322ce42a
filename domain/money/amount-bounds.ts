/** Ten billion units of a currency with two decimals: far above any line, far below the safe integers. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000;
