/** States of an application, in the order of its life. The last six are final or lead to a line. */
export const APPLICATION_STATUSES = [
  'IDENTITY',
  'DECIDING',
  'REFERRED',
  'OFFERED',
  'OPENING',
  'OPENED',
  'DECLINED',
  'WITHDRAWN',
  'EXPIRED',
] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

export interface ApplicationDecision {
  readonly decisionId: string;
  readonly outcome: 'APPROVE' | 'APPROVE_LOWER' | 'REFER' | 'DECLINE';
  readonly grade: string | null;
  readonly score: number | null;
  readonly limitMinor: number;
  /** At most four, each a specific cause with the rule that gave it. */
  readonly reasons: readonly { readonly code: string; readonly rule: string }[];
  readonly decidedBy: 'ENGINE' | 'PERSON';
}

export interface ApplicationOffer {
  readonly limitMinor: number;
  readonly currency: string;
  readonly billDay: number;
  readonly expiresAt: number;
}

/** What a client reads of an application: the projection `applications`. Holds no personal data. */
export interface ApplicationView {
  readonly applicationId: string;
  readonly customerId: string;
  readonly lenderId: string;
  readonly status: ApplicationStatus;
  readonly currency: string;
  readonly requestedLimitMinor: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly identity: 'PENDING' | 'PASS' | 'FAIL' | 'MISMATCH' | 'UNAVAILABLE';
  readonly decision: ApplicationDecision | null;
  readonly offer: ApplicationOffer | null;
  readonly lineId: string | null;
  readonly waitingFor: { readonly what: string; readonly who: 'APPLICANT' | 'REVIEWER'; readonly until: number } | null;
  /** Grows with every change; the projection never goes back. */
  readonly seq: number;
}
