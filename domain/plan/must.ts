import { exact } from '../money/decimal.js';

/** Terms that no line can be opened on, with the parameter that is at fault. */
export class LineTermsError extends RangeError {
  readonly param: string;

  constructor(param: string, claim: string) {
    super(`terms.${param}: ${claim}`);
    this.name = 'LineTermsError';
    this.param = param;
  }
}

export const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** @throws LineTermsError unless the share is a decimal from `min` to `max` */
export function assertShare(param: string, share: string, min: string, max: string): void {
  const isDecimal = /^\d+(?:\.\d+)?$/.test(share);
  must(param, isDecimal, 'write a decimal such as 0.0005');
  const value = exact(share);
  must(param, value.greaterThanOrEqualTo(min) && value.lessThanOrEqualTo(max), `give ${min} to ${max}`);
}

/** Whether a value is a whole number from `min` to `max`. */
export const isWithin = (value: number, min: number, max = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(value) && value >= min && value <= max;

/** @throws LineTermsError with the claim that does not hold */
export function must(param: string, holds: boolean, claim: string): void {
  if (!holds) throw new LineTermsError(param, claim);
}
