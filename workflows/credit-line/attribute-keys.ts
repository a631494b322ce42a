import { defineSearchAttributeKey } from '@temporalio/common';
import type { SearchAttributePair } from '@temporalio/common';

export const LINE_STATUS = defineSearchAttributeKey('LineStatus', 'KEYWORD');
export const DELINQUENCY_BUCKET = defineSearchAttributeKey('DelinquencyBucket', 'KEYWORD');
export const PLAN_ID = defineSearchAttributeKey('PlanId', 'KEYWORD');
export const WAITING_FOR = defineSearchAttributeKey('WaitingFor', 'KEYWORD');
export const LENDER_ID = defineSearchAttributeKey('LenderId', 'KEYWORD');
export const NEXT_ITEM_AT = defineSearchAttributeKey('NextItemAt', 'DATETIME');

/** What a line that opens now is found by. Its starter gives them, so that opening it costs no upsert. */
export function openingAttributes(lenderId: string): SearchAttributePair[] {
  return [
    { key: LINE_STATUS, value: 'ACTIVE' },
    { key: DELINQUENCY_BUCKET, value: 'M0' },
    { key: WAITING_FOR, value: 'COMMAND' },
    { key: LENDER_ID, value: lenderId },
  ];
}
