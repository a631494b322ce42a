import { exact } from '../../money/decimal.js';
import type { FeeFunding } from '../../plan/fee-funding.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import type { Authorize } from '../commands.js';
import type { AgreementPosition } from '../position-types.js';
import { accepted, refused, type Result } from '../refusals.js';
import type { LineState } from '../state.js';

/**
 * Who pays the charges of a purchase in the customer's place: the funder of its coupon, or the merchant where the plan
 * says so. A coupon is used once: as long as the line knows of a purchase with it, it is refused for another. Whether it
 * is for these goods and this tenor is for the issuer of coupons to know.
 *
 * @see products.md section 12
 */
export function fundingFor(
  state: LineState,
  plan: PlanTerms,
  { coupon, merchantId }: Pick<Authorize, 'coupon' | 'merchantId'>,
): Result<FeeFunding | null> {
  const isMerchantFunded = plan.merchantFeeShare === '1';
  if (coupon === undefined) {
    const ofPlan = { couponId: null, funder: 'MERCHANT', funderId: merchantId, share: '1' } as const;
    return accepted(isMerchantFunded ? ofPlan : null);
  }
  const { couponId, funder, share } = coupon;
  const usedBy = userOf(state, couponId);
  if (usedBy !== null) return refused({ type: 'coupon-used', couponId, usedBy });
  if (isMerchantFunded) return refused({ type: 'coupon-not-for-this', rule: 'merchantFeeShare' });
  if (!isFundable(plan)) return refused({ type: 'coupon-not-for-this', rule: 'amortization' });
  return accepted({ couponId, funder, funderId: funder === 'MERCHANT' ? merchantId : funder, share });
}

/** Charges that are known beforehand: interest by the day, or none at all, is nothing to share. */
const isFundable = ({ amortization, prices }: PlanTerms): boolean =>
  amortization !== 'DAILY_SIMPLE' &&
  prices.some(({ feeRatePerPeriod, annualRate }) => exact(feeRatePerPeriod).plus(annualRate).gt(0));

/** The authorization or agreement that has used a coupon, or null. */
function userOf({ holds, book }: LineState, couponId: string): string | null {
  const { agreements } = book.position;
  const agreement = agreements.find((each) => each.funding?.couponId === couponId && !isCouponReturned(each));
  if (agreement !== undefined) return agreement.agreementId;
  const returned = new Set(agreements.filter(isCouponReturned).map(({ agreementId }) => agreementId));
  const hold = holds.find(
    ({ funding, status, agreementId }) =>
      funding?.couponId === couponId &&
      (status === 'OPEN' || (status === 'CAPTURED' && !(agreementId !== null && returned.has(agreementId)))),
  );
  return hold?.authorizationId ?? null;
}

/** Whether the purchase was returned in full and its coupon with it. @see products.md section 9, `couponPolicy` */
export const isCouponReturned = ({ plan, funding, refundedMinor, principalMinor }: AgreementPosition): boolean =>
  funding?.couponId != null && plan.couponPolicy === 'RETURN_IF_FULL' && refundedMinor === principalMinor;
