/**
 * What the engine needs from the outside world. Each call carries an idempotency key derived from the journal position
 * that caused it; the same key with the same content is carried out once, however often it is sent.
 *
 * Every method can throw the errors of errors.ts and no others.
 */

/** debit: from the customer's account. disbursement, refund: to it. */
export type MovementKind = 'debit' | 'disbursement' | 'refund';

export interface MovementRequest {
  /** `<lineId>:<seq>:<purpose>`, at most 200 printable characters; never a run id, which changes. */
  readonly idempotencyKey: string;
  /** Minor units, 1 to 1e12. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly accountNumber: string;
  /** What the money is for, such as a statement's id; the same for every attempt to collect the same thing. */
  readonly purpose: string;
  readonly callback: {
    /** The address may change between two sendings of one key (a restart on another port): the newest one counts. */
    readonly url: string;
    /** Opaque; comes back unchanged in the callback. */
    readonly reference: string;
  };
}

export type MovementFailure = 'INSUFFICIENT_FUNDS' | 'ACCOUNT_CLOSED' | 'ACCOUNT_UNKNOWN' | 'LIMIT_EXCEEDED';

/** A PENDING movement's outcome comes by callback; `find` tells it as well, should the callback get lost. */
export interface Movement {
  readonly idempotencyKey: string;
  readonly kind: MovementKind;
  readonly status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  readonly amountMinor: number;
  readonly currency: string;
  /** Set exactly when FAILED. */
  readonly failure: MovementFailure | null;
  /** Set exactly when SUCCEEDED. */
  readonly bankReference: string | null;
}

/** The body of the bank's signed callback. It may come more than once, late, or before the answer to the request. */
export interface MovementCallback {
  readonly type: 'bank.movement';
  readonly reference: string;
  readonly movement: Movement;
}

export interface BankGateway {
  /** May answer PENDING (outcome by callback) or already the outcome. */
  debit(request: MovementRequest): Promise<Movement>;
  disburse(request: MovementRequest): Promise<Movement>;
  refund(request: MovementRequest): Promise<Movement>;
  /** null: the bank never accepted this key, so nothing has moved. */
  find(idempotencyKey: string): Promise<Movement | null>;
}

export interface IdentityRequest {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD` */
  readonly birthOn: string;
  readonly phone: string;
}

export interface IdentityCheck {
  /** MISMATCH: the document exists but belongs to somebody else. */
  readonly outcome: 'PASS' | 'FAIL' | 'MISMATCH';
  readonly checkId: string;
  /** Epoch milliseconds of the checker's clock, not of the line's. */
  readonly checkedAt: number;
}

export interface IdentityGateway {
  check(request: IdentityRequest): Promise<IdentityCheck>;
}

export interface NoticeRequest {
  readonly idempotencyKey: string;
  readonly channel: 'SMS' | 'EMAIL' | 'PUSH';
  readonly to: string;
  readonly template: string;
  /** Amounts in minor units under names that end in `Minor`, with `currency` beside them. */
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly language: 'zh' | 'en';
}

export interface NotifierGateway {
  send(request: NoticeRequest): Promise<{ readonly noticeId: string }>;
}
