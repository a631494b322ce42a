/*
 * The arithmetic of the schedules as a person would write it once, for one set of terms: no rates as text, no roundings to
 * choose from, no checks. What the engine takes longer than this is the price of being general and exact.
 */

export interface PlainRow {
  readonly nr: number;
  readonly principalMinor: number;
  readonly interestMinor: number;
  readonly feeMinor: number;
}

/** Equal principal, the residue last; the fee is a share of the original principal. */
export function plainFlatFee(principalMinor: number, periods: number, feeRate: number): PlainRow[] {
  const part = Math.floor(principalMinor / periods);
  const feeMinor = Math.round(principalMinor * feeRate);
  const rows: PlainRow[] = [];
  for (let nr = 1; nr <= periods; nr += 1) {
    const isLast = nr === periods;
    rows.push({
      nr,
      principalMinor: isLast ? principalMinor - part * (periods - 1) : part,
      interestMinor: 0,
      feeMinor,
    });
  }
  return rows;
}

/** The same payment each month at a twelfth of the annual rate. */
export function plainLevelPayment(principalMinor: number, periods: number, annualRate: number): PlainRow[] {
  const monthly = annualRate / 12;
  const payment = Math.round((principalMinor * monthly) / (1 - (1 + monthly) ** -periods));
  const rows: PlainRow[] = [];
  let open = principalMinor;
  for (let nr = 1; nr <= periods; nr += 1) {
    const interestMinor = Math.round(open * monthly);
    const part = nr === periods ? open : Math.min(open, payment - interestMinor);
    open -= part;
    rows.push({ nr, principalMinor: part, interestMinor, feeMinor: 0 });
  }
  return rows;
}

export function plainPayLater(principalMinor: number): PlainRow[] {
  return [{ nr: 1, principalMinor, interestMinor: 0, feeMinor: 0 }];
}
