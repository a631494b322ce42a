import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { ApplicationStatus, ApplicationView } from '../../domain/application/application-view.js';
import type { ZoneTable } from '../../domain/calendar/zone.js';
import type { DecisionRecord } from '../../scoring/decision-record.js';
import type { ApplicationFeatures } from '../../scoring/features.js';

/** Names are wire contracts: never renamed. New fields are optional. */

export const OFFER_TTL_MS = 30 * 86_400_000;
export const REVIEW_TTL_MS = 7 * 86_400_000;

export interface StartApplication {
  /** Such as `app_7x`: opaque, no personal data; the line's id is derived from it. */
  readonly applicationId: string;
  readonly customerId: string;
  readonly lenderId: string;
  readonly currency: string;
  readonly requestedLimitMinor: number;
  /** 1..28 */
  readonly billDay: number;
  readonly zone: ZoneTable;
  /** Name of the preset of line terms. */
  readonly preset: string;
  readonly features: ApplicationFeatures;
  /** How long an offer stands; default 30 days. */
  readonly offerTtlMs?: number;
  /** How long a referral waits for a person before it is declined; default 7 days. */
  readonly reviewTtlMs?: number;
  /** Handed on to the line: how long it waits for the bank's callback. */
  readonly answerTimeoutMs: number;
}

export interface AcceptOffer {
  /** The client's idempotency key. */
  readonly commandId: string;
  /** The limit that the applicant was shown; another figure refuses. Absent or null: whatever is offered. */
  readonly offerLimitMinor?: number | null;
}

export interface WithdrawApplication {
  readonly commandId: string;
  readonly reason: string;
}

export interface DecideReferral {
  readonly commandId: string;
  readonly outcome: 'APPROVE' | 'DECLINE';
  /** The limit to offer, minor units; ignored for DECLINE. */
  readonly limitMinor: number;
  /** Opaque id of the person. */
  readonly reviewer: string;
  readonly reason: string;
}

/** What every update answers, after the change is stored. The full view is the query `status` or the projection. */
export interface ApplicationReply {
  readonly applicationId: string;
  readonly status: ApplicationStatus;
  readonly offerLimitMinor: number | null;
  readonly lineId: string | null;
  readonly seq: number;
}

/** Why an update was refused: the ApplicationFailure's type, with the whole refusal in details[0]. */
export type ApplicationRefusal =
  | { readonly type: 'application-not-open'; readonly status: ApplicationStatus }
  | { readonly type: 'offer-expired'; readonly expiredAt: number }
  | { readonly type: 'offer-changed'; readonly limitMinor: number }
  | { readonly type: 'not-referred'; readonly status: ApplicationStatus }
  | { readonly type: 'limit-out-of-range'; readonly maxMinor: number }
  | { readonly type: 'idempotency-key-reused' };

export interface ApplicationExplanation {
  readonly application: ApplicationView;
  /** Oldest first: the engine's decision, then a person's. */
  readonly decisions: readonly DecisionRecord[];
  readonly withdrawnFor: string | null;
}

export const accept = defineUpdate<ApplicationReply, [AcceptOffer], 'accept'>('accept');
export const withdraw = defineUpdate<ApplicationReply, [WithdrawApplication], 'withdraw'>('withdraw');
export const decide = defineUpdate<ApplicationReply, [DecideReferral], 'decide'>('decide');

export const status = defineQuery<ApplicationView, [], 'status'>('status');
export const explain = defineQuery<ApplicationExplanation, [], 'explain'>('explain');
