/** The largest body of a request, an answer or a callback. */
export const BODY_BYTES_MAX = 64 * 1024;
export const IDEMPOTENCY_KEY_CHARACTERS_MAX = 200;
/** Ten billion units of a currency with two decimals: far above any line, far below the safe integers. */
export const AMOUNT_MINOR_MAX = 1_000_000_000_000;
