import { minor } from '../money/minor.js';
import { chargedFeesReturned, type ChargedFeePolicy } from './charged-fees.js';

const returned = (policy: ChargedFeePolicy, refund: number, refundable = 120_000, charged = 2_160) =>
  chargedFeesReturned(
    policy,
    { chargedMinor: minor(charged), refundMinor: minor(refund), refundableMinor: minor(refundable) },
    'HALF_UP',
  );

describe('chargedFeesReturned', () => {
  // 1200 of which 21.60 was charged: 21.60 x 350 / 1200 = 6.30
  test.each<[ChargedFeePolicy, number, number]>([
    ['KEEP_CHARGED', 35_000, 0],
    ['KEEP_CHARGED', 120_000, 0],
    ['REFUND_PRORATA', 35_000, 630],
    ['REFUND_PRORATA', 119_999, 2_160],
    ['REFUND_PRORATA', 120_000, 2_160],
    ['REFUND_PRORATA', 27, 0],
    ['REFUND_PRORATA', 28, 1],
    ['FULL_REVERSAL_IF_FULL_REFUND', 119_999, 0],
    ['FULL_REVERSAL_IF_FULL_REFUND', 120_000, 2_160],
  ])('%s of a refund of %i', (policy, refund, expected) => {
    expect(returned(policy, refund)).toBe(expected);
  });

  test('in two parts as in one', () => {
    const first = returned('REFUND_PRORATA', 35_000);
    expect(first + returned('REFUND_PRORATA', 85_000, 85_000, 2_160 - first)).toBe(2_160);
  });

  test('of a purchase that was returned before: nothing', () => {
    expect(returned('REFUND_PRORATA', 0, 0, 0)).toBe(0);
  });
});
