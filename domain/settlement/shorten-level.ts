import { minor, sumMinor, type Minor } from '../money/minor.js';

/**
 * Principal of the installments to come once a part was paid ahead and the level payment stays: less of each payment is
 * interest, so the last ones empty.
 *
 * @param openMinor principal of each installment as it was left by the payment ahead, in order
 * @param paymentMinor the level payment: principal and interest of the next installment before
 * @param interestOn interest of a period on what is open before it; `index` from 0
 * @returns as many amounts, with the same sum
 * @see products.md section 8, `partialPrepay` REDUCE_TERM
 */
export function shortenLevel(
  openMinor: readonly Minor[],
  paymentMinor: Minor,
  interestOn: (openMinor: Minor, index: number) => Minor,
): readonly Minor[] {
  let leftMinor = sumMinor(openMinor);
  return openMinor.map((_, index) => {
    const isLast = index === openMinor.length - 1;
    const principalMinor = isLast
      ? leftMinor
      : Math.min(leftMinor, Math.max(0, paymentMinor - interestOn(leftMinor, index)));
    leftMinor = minor(leftMinor - principalMinor);
    return minor(principalMinor);
  });
}
