import { BUCKET_KINDS } from '../limits/buckets.js';
import type { LimitTerms } from '../limits/limit-terms.js';
import { isWithin, must } from './must.js';

const SETTLEMENT_DELAY_DAYS_MAX = 10;

/** @see products.md sections 1, 9 and 10: the columns "Allowed" */
export function assertLimits(limits: LimitTerms): void {
  const named = new Set(limits.bucketDrawOrder);
  must(
    'limits.bucketDrawOrder',
    limits.bucketDrawOrder.length === BUCKET_KINDS.length && BUCKET_KINDS.every((kind) => named.has(kind)),
    `name each of ${BUCKET_KINDS.join(', ')} once`,
  );
  for (const [source, days] of Object.entries(limits.settlementDelayDays))
    must(
      `limits.settlementDelayDays.${source}`,
      isWithin(days, 0, SETTLEMENT_DELAY_DAYS_MAX),
      `give 0 to ${SETTLEMENT_DELAY_DAYS_MAX} days`,
    );
  must('limits.selfCapMinMinor', isWithin(limits.selfCapMinMinor, 0), 'give 0 or more minor units');
}
