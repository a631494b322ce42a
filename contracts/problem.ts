import { z } from 'zod';
import type { ApplicationRefusal } from '../workflows/application/messages.js';
import type { LineRefusal } from '../workflows/credit-line/messages.js';

/** A refusal of a line or an application, by its stable code. */
export type RefusalCode = LineRefusal['type'] | ApplicationRefusal['type'];

export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** What is wrong with a request before any rule of lending is asked: it cannot be read, proven or placed. */
const REQUEST_PROBLEMS = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'unknown-field': { status: 400, title: 'The request has a field that this operation does not know' },
  'missing-field': { status: 400, title: 'The request lacks a field' },
  'invalid-field': { status: 400, title: 'A field of the request has a wrong value' },
  'idempotency-key-missing': { status: 400, title: 'A write needs an Idempotency-Key' },
  'idempotency-key-invalid': { status: 400, title: 'The Idempotency-Key is not valid' },
  'api-key-missing': { status: 401, title: 'The request has no API key' },
  'api-key-invalid': { status: 401, title: 'The API key is not known' },
  'callback-signature-invalid': { status: 401, title: 'The signature of the callback is not valid' },
  'callback-stale': { status: 401, title: 'The callback is too old' },
  'scope-missing': { status: 403, title: 'The API key may not do this' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'The address does not take this method' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'content-type-unsupported': { status: 415, title: 'The body is not application/json' },
  'too-many-requests': { status: 429, title: 'Too many requests in a short time' },
  internal: { status: 500, title: 'The service failed' },
  unavailable: { status: 503, title: 'The outcome is not known yet' },
} as const satisfies Record<string, ProblemKind>;

/** What does not exist, or not for this customer. */
const UNKNOWN_PROBLEMS = {
  'application-unknown': { status: 404, title: 'There is no such application' },
  'credit-line-unknown': { status: 404, title: 'There is no such credit line' },
  'statement-unknown': { status: 404, title: 'There is no such statement' },
  'plan-unknown': { status: 404, title: 'There is no such plan' },
  'account-unknown': { status: 404, title: 'The customer has no such repayment account' },
  'authorization-unknown': { status: 404, title: 'The line has no such authorization' },
  'agreement-unknown': { status: 404, title: 'The line has no such agreement' },
  'refund-unknown': { status: 404, title: 'The line has no such refund' },
  'payment-unknown': { status: 404, title: 'The line has no such payment' },
} as const satisfies Record<string, ProblemKind>;

/** What the rules of a line or an application do not allow now (409), or do not allow at all (422). */
const RULE_PROBLEMS = {
  'line-not-active': { status: 409, title: 'The line does not take this command in its state' },
  'line-overdue': { status: 409, title: 'The line takes no new use while it is past due' },
  'limit-exceeded': { status: 422, title: 'The amount is above the available limit' },
  'limit-below-use': { status: 422, title: 'The limit would be below what is in use' },
  'wrong-currency': { status: 422, title: 'The currency is not the expected one' },
  'amount-out-of-range': { status: 422, title: 'The amount is out of range' },
  'number-out-of-range': { status: 422, title: 'The number is out of range' },
  'tenor-not-offered': { status: 422, title: 'The plan does not offer this number of periods' },
  'installment-too-small': { status: 422, title: 'The installments would be too small' },
  'plan-not-for-this': { status: 422, title: 'The plan is not for this use' },
  'price-above-cap': { status: 422, title: 'The price would be above the legal cap' },
  'order-reused': { status: 409, title: 'The order has an authorization with other terms' },
  'authorization-not-open': { status: 409, title: 'The authorization is not open' },
  'temporary-not-installable': { status: 422, title: 'The temporary limit is not for installments' },
  'self-cap-exceeded': { status: 422, title: "The amount is above the customer's own cap" },
  'self-cap-too-small': { status: 422, title: 'The cap is too small' },
  'cash-draw-disabled': { status: 422, title: 'The plan draws no cash' },
  'cash-single-max': { status: 422, title: 'The draw is above the largest single one' },
  'cash-sub-limit-exceeded': { status: 422, title: 'The draw is above what may be owed in cash' },
  'temporary-not-granted': { status: 409, title: 'The line has no temporary limit' },
  'expiry-in-the-past': { status: 422, title: 'The end of the temporary limit has passed' },
  'expiry-too-late': { status: 422, title: 'The end of the temporary limit is too far away' },
  'scene-not-listed': { status: 409, title: 'The line has no limit for this scene' },
  'capture-in-parts': { status: 422, title: 'The authorization is captured once' },
  'hold-expired': { status: 409, title: 'The authorization has expired' },
  'capture-above-authorized': { status: 422, title: 'The capture is above what is authorized' },
  'agreement-not-active': { status: 409, title: 'The agreement is not active' },
  'payoff-changed': { status: 409, title: 'The payoff is another one now' },
  'quote-expired': { status: 409, title: 'The quote is of another day' },
  'nothing-to-settle': { status: 409, title: 'There is nothing to settle' },
  'prepay-not-offered': { status: 422, title: 'The plan takes no part of its principal ahead' },
  'bill-open': { status: 409, title: 'A bill of the agreement is open' },
  'refund-already-canceled': { status: 409, title: 'The refund is already canceled' },
  'payment-already-reversed': { status: 409, title: 'The payment is already reversed' },
  'payment-pending': { status: 409, title: 'The bank has not answered about a payment yet' },
  'coupon-used': { status: 409, title: 'The coupon was used before' },
  'coupon-not-for-this': { status: 422, title: 'The coupon does not fit the plan' },
  'refund-above-purchase': { status: 422, title: 'The refund is above what is left of the purchase' },
  'value-date-out-of-range': { status: 422, title: 'The value date is out of range' },
  'value-date-needs-transfer': { status: 422, title: 'Only a transfer can have a value date' },
  'not-frozen-for-this': { status: 409, title: 'The line is not frozen for this cause' },
  'autopay-not-set': { status: 409, title: 'The line has no autopay mandate' },
  'debt-open': { status: 409, title: 'The line cannot close while money is open' },
  'plan-terms-invalid': { status: 422, title: 'The plan has terms that contradict a rule' },
  'fact-unknown': { status: 404, title: 'The line has no such fact that can still be undone' },
  'fact-already-reversed': { status: 409, title: 'The fact is already undone' },
  'fact-is-reversal': { status: 409, title: 'A reversal cannot be reversed' },
  'fact-not-reversible': { status: 422, title: 'A fact of this kind cannot be undone' },
  'correction-empty': { status: 422, title: 'The correction changes nothing' },
  'waiver-above-open': { status: 422, title: 'The waiver is above what is open' },
  'waiver-target-wrong': { status: 422, title: 'The component does not belong to what is named' },
  'bill-unknown': { status: 404, title: 'The line has no such open bill' },
  'bill-day-not-changeable': { status: 409, title: 'The bill day cannot be moved now' },
  'statement-not-current': { status: 409, title: 'The statement is not the current one' },
  'statement-past-due': { status: 409, title: 'The due date of the statement has passed' },
  'nothing-convertible': { status: 409, title: 'The statement has nothing that can be converted' },
  'conversion-above-bill': { status: 422, title: 'The amount is above what can be converted' },
  'conversion-in-part': { status: 422, title: 'The plan converts a whole bill' },
  'pause-out-of-range': { status: 422, title: 'The pause is empty or too long' },
  'pause-overlaps': { status: 409, title: 'Another pause covers some of these days' },
  'not-paused': { status: 409, title: 'Delinquency is not paused' },
  'due-date-not-offered': { status: 422, title: 'The agreement cannot be deferred to this day' },
  'nothing-open': { status: 409, title: 'Nothing is open that this could change' },
  'too-many': { status: 409, title: 'The line holds no more of these' },
  'idempotency-key-reused': { status: 409, title: 'The Idempotency-Key was used for another request' },
  'line-halted': { status: 409, title: 'The line has stopped its money' },
  'application-not-open': { status: 409, title: 'The application does not take this in its state' },
  'offer-expired': { status: 409, title: 'The offer has expired' },
  'offer-changed': { status: 409, title: 'The offer is another one' },
  'not-referred': { status: 409, title: 'The application does not wait for a person' },
  'limit-out-of-range': { status: 422, title: 'The limit is above what may be granted' },
  'movement-not-waiting': { status: 409, title: 'Nothing waits for this movement yet' },
  'target-out-of-range': { status: 422, title: 'The clock cannot go there' },
  'clock-stuck': { status: 409, title: 'The clock waits for something in flight' },
} as const satisfies Record<string, ProblemKind>;

/**
 * Every problem that the API can answer with, by its stable code.
 *
 * The one rule of statuses: 400 what the contract does not describe, 404 what does not exist, 409 what the present
 * state does not allow, 422 what a rule does not allow.
 */
export const PROBLEMS = { ...REQUEST_PROBLEMS, ...UNKNOWN_PROBLEMS, ...RULE_PROBLEMS } as const satisfies Record<
  RefusalCode,
  ProblemKind
> &
  Record<string, ProblemKind>;

export type ProblemCode = keyof typeof PROBLEMS;

export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

export const statusOf = (code: ProblemCode): number => PROBLEMS[code].status;

const factSchema = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()]))]);

export const reasonOfProblemSchema = z
  .strictObject({
    rule: z.string().meta({ description: 'The rule that spoke: a code, or the id of a rule of law.' }),
    param: z.string().nullable(),
    detail: z.string(),
    facts: z.record(z.string(), factSchema).meta({ description: 'The figures that the rule used.' }),
  })
  .meta({ id: 'ProblemReason' });

/** RFC 9457, with a stable code. Never a stack, a query or personal data. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: 'Address of the page about the problem.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What to do next.' }),
    code: z.enum(PROBLEM_CODES),
    param: z.string().nullable().meta({ description: 'The field at fault, in dotted form.' }),
    requestId: z.string(),
    reasons: z.array(reasonOfProblemSchema),
  })
  .meta({ id: 'Problem' });

export type ProblemBody = z.infer<typeof problemSchema>;
export type ProblemReason = z.infer<typeof reasonOfProblemSchema>;

/** The page behind `type`. */
export const problemPageSchema = z
  .strictObject({ code: z.enum(PROBLEM_CODES), status: z.int(), title: z.string() })
  .meta({ id: 'ProblemPage' });
