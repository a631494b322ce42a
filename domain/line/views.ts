import type { PlainDate } from '../calendar/plain-date.js';
import type { DelinquencyBucket } from '../delinquency/days-past-due.js';
import type { BucketKind } from '../limits/buckets.js';
import type { Minor } from '../money/minor.js';
import type { FeeFunding } from '../plan/fee-funding.js';
import type { SubProduct } from '../plan/plan-terms.js';
import type { SettlementScope } from './commands.js';
import type { SettlementPart } from './decide/price-settlement.js';
import type { AgreementStatus, Balances } from './position-types.js';

/** What a client reads of a line: the projection `lines` and the answer of GET /v1/credit-lines/{id}. */
export interface LineView {
  readonly lineId: string;
  readonly customerId: string;
  readonly applicationId: string;
  readonly lenderId: string;
  readonly currency: string;
  readonly zone: string;
  readonly status: 'ACTIVE' | 'FROZEN' | 'CLOSED';
  readonly freezeCauses: readonly string[];
  readonly openedOn: PlainDate;
  readonly closedAt: number | null;
  readonly limitMinor: Minor;
  readonly usedMinor: Minor;
  readonly heldMinor: Minor;
  /** Free for new spend outside all scenes, the temporary limit included. */
  readonly availableMinor: Minor;
  /** The parts of the limit, the base first. */
  readonly buckets: readonly BucketView[];
  /** Used and held above the limit, since a part of it has ended or a payment has bounced. */
  readonly excessMinor: Minor;
  /** Repaid by payments that are not final yet: it still counts as used of its bucket, and is not owed. */
  readonly clearingMinor: Minor;
  /** The customer's own cap on what is used and held in all. */
  readonly selfCapMinor: Minor | null;
  /** All that is owed on issued bills, posted charges included. */
  readonly billedMinor: Minor;
  readonly overdueMinor: Minor;
  readonly creditMinor: Minor;
  readonly daysPastDue: number;
  readonly delinquencyBucket: DelinquencyBucket;
  readonly billDay: number;
  readonly nextBillOn: PlainDate | null;
  readonly dueOn: PlainDate | null;
  readonly minDueMinor: Minor;
  readonly minDueOpenMinor: Minor;
  readonly statementCount: number;
  readonly autopay: { readonly accountRef: string; readonly amount: 'STATEMENT' | 'MINIMUM' } | null;
  readonly authorizations: readonly AuthorizationView[];
  readonly pending: readonly {
    readonly kind: 'DEBIT' | 'DISBURSEMENT' | 'PAYOUT';
    readonly id: string;
    readonly amountMinor: Minor;
  }[];
  readonly planIds: readonly string[];
  /** Balance of each account over all products and funders. */
  readonly ledger: Balances;
  /** Civil day of the figures. */
  readonly asOn: PlainDate;
  readonly nextItemAt: number | null;
  /** Sequence number of the last event that the view reflects. */
  readonly seq: number;
  /** Hash of the folded position: equal in workflow, journal replay and projection. */
  readonly positionHash: string;
}

/** A part of the limit. Used, held and available are its limit; the base alone may be used above it. */
export interface BucketView {
  readonly kind: BucketKind;
  readonly scene: string | null;
  /** Epoch ms; null: it does not end by itself. */
  readonly expiresAt: number | null;
  readonly limitMinor: Minor;
  readonly usedMinor: Minor;
  readonly heldMinor: Minor;
  readonly availableMinor: Minor;
}

export interface AuthorizationView {
  readonly authorizationId: string;
  readonly orderId: string;
  readonly merchantId: string;
  readonly amountMinor: Minor;
  readonly capturedMinor: Minor;
  readonly openMinor: Minor;
  readonly scene: string | null;
  readonly status: 'OPEN' | 'CAPTURED' | 'VOIDED' | 'EXPIRED';
  readonly expiresAt: number;
  readonly agreementId: string | null;
}

export interface InstallmentView {
  readonly nr: number;
  readonly anchorOn: PlainDate;
  readonly billOn: PlainDate | null;
  readonly principalMinor: Minor;
  readonly interestMinor: Minor;
  readonly feeMinor: Minor;
  readonly paidMinor: Minor;
  readonly status: 'OPEN' | 'BILLED' | 'CARRIED' | 'PAID' | 'REFUNDED';
}

/** Who else pays the charges of an agreement: all of it as agreed, and what bills have made due so far. */
export interface FundingView extends FeeFunding {
  readonly agreedMinor: Minor;
  readonly owedMinor: Minor;
}

export interface AgreementView {
  readonly agreementId: string;
  readonly lineId: string;
  readonly planId: string;
  readonly planVersion: number;
  readonly subProduct: SubProduct;
  readonly periods: number;
  readonly currency: string;
  readonly formedOn: PlainDate;
  readonly settledOn: PlainDate | null;
  /** Of the cost table that was signed: SHA-256 of its canonical JSON, in hex. */
  readonly costTableHash: string;
  readonly principalMinor: Minor;
  readonly outstandingMinor: Minor;
  readonly refundedMinor: Minor;
  /** Paid of the price at once, beside the line, and given back with refunds. */
  readonly downPaymentMinor: Minor;
  readonly downPaymentRefundedMinor: Minor;
  readonly funding: FundingView | null;
  /** Principal given up; all components written off, and what of that has come in since. */
  readonly waivedMinor: Minor;
  readonly writtenOffMinor: Minor;
  readonly recoveredMinor: Minor;
  /** Principal that became installments of another agreement. */
  readonly convertedMinor: Minor;
  readonly daysPastDue: number;
  readonly status: 'PENDING' | 'CANCELED' | AgreementStatus | 'PAID';
  readonly installments: readonly InstallmentView[];
  readonly seq: number;
}

/** The next dated thing that a line will do by itself. */
export interface AgendaItem {
  readonly at: number;
  readonly kind:
    | 'EXPIRE_AUTHORIZATION'
    | 'END_TEMPORARY_LIMIT'
    | 'CUT_STATEMENT'
    | 'ISSUE_REMINDER'
    | 'TRY_AUTOPAY'
    | 'CHECK_DELINQUENCY'
    | 'PAY_OUT_CREDIT';
  /** What it is about: an authorization, a bill date, a number of days past due. */
  readonly ref: string;
}

/** What settles today, against what is left to pay by the schedule. Minor units. */
export interface SettlementQuote {
  readonly scope: SettlementScope;
  readonly quotedOn: PlainDate;
  /** End of that day in the line's zone, epoch ms. */
  readonly validUntilAt: number;
  readonly parts: readonly SettlementPart[];
  readonly chargesMinor: Minor;
  readonly payoffMinor: Minor;
  readonly remainingMinor: Minor;
  readonly savedMinor: Minor;
}
