import type { LineRefusal } from '../../workflows/credit-line/messages.js';
import type { ApiProblem } from '../problems/api-problem.js';
import { refusalProblem, type Explanation, type Explanations } from '../problems/refusal.js';

const SEND_SMALLER = 'Read availableMinor of the line and ask for no more than that.';

/** What each refusal of a line means; a new refusal without a row does not compile. */
export const LINE_PROBLEMS = {
  'line-not-active': ({ status }) => ({
    detail:
      status === 'CLOSED'
        ? 'The line is closed: open another one by a new application.'
        : 'Take back the causes of the freeze first; what is owed can be paid all the same.',
  }),
  'line-overdue': () => ({ detail: 'Pay what is overdue first, then send the command under a new key.' }),
  'limit-exceeded': () => ({ detail: SEND_SMALLER, param: 'amountMinor' }),
  'limit-below-use': ({ param, inUseMinor }) => ({
    detail: `Choose a limit of at least ${inUseMinor}, which is in use.`,
    param,
  }),
  'temporary-not-installable': ({ availableMinor, rule }) => ({
    detail: `Ask for at most ${availableMinor} in installments, or pay the purchase with the next bill.`,
    param: 'amountMinor',
    rule,
  }),
  'self-cap-exceeded': ({ availableMinor }) => ({
    detail: `Ask for at most ${availableMinor}, or let the customer raise the cap first.`,
    param: 'amountMinor',
  }),
  'self-cap-too-small': ({ minMinor, rule }) => ({
    detail: `Choose a cap of at least ${minMinor}, or null to end it.`,
    param: 'selfCapMinor',
    rule,
  }),
  'cash-draw-disabled': ({ rule }) => ({ detail: 'Choose a plan that draws cash.', param: 'planId', rule }),
  'cash-single-max': ({ maxMinor, rule }) => ({
    detail: `Draw at most ${maxMinor} at once.`,
    param: 'amountMinor',
    rule,
  }),
  'cash-sub-limit-exceeded': ({ availableMinor, limitMinor, rule }) => ({
    detail: `Draw at most ${availableMinor}: no more than ${limitMinor} may be owed in cash.`,
    param: 'amountMinor',
    rule,
  }),
  'temporary-not-granted': () => ({ detail: 'There is no temporary limit to end.' }),
  'expiry-in-the-past': ({ param }) => ({ detail: 'Choose an end that is still to come.', param: `end.${param}` }),
  'expiry-too-late': ({ param, latestOn }) => ({ detail: `Choose an end up to ${latestOn}.`, param: `end.${param}` }),
  'scene-not-listed': ({ scenes }) => ({
    detail: scenes.length === 0 ? 'No scene has a limit.' : `Choose one of the listed scenes: ${scenes.join(', ')}.`,
    param: 'scene',
  }),
  'capture-in-parts': ({ openMinor, rule }) => ({
    detail: `Capture all of ${openMinor}, or send final: true to release the rest.`,
    param: 'amountMinor',
    rule,
  }),
  'hold-expired': ({ rule }) => ({
    detail: 'The authorization has expired: authorize the purchase again.',
    param: 'authorizationId',
    rule,
  }),
  'wrong-currency': ({ expected }) => ({ detail: `Send the amount in ${expected}.`, param: 'currency' }),
  'amount-out-of-range': ({ param, minMinor, maxMinor }) => ({
    detail: `Choose an amount from ${minMinor} to ${maxMinor}.`,
    param,
  }),
  'number-out-of-range': ({ param, min, max }) => ({ detail: `Choose a whole number from ${min} to ${max}.`, param }),
  'tenor-not-offered': ({ periods }) => ({
    detail: `Choose one of the plan's numbers of periods: ${periods.join(', ')}.`,
    param: 'periods',
  }),
  'installment-too-small': ({ minInstallmentMinor }) => ({
    detail: `Choose fewer periods or a larger amount: no installment may be below ${minInstallmentMinor}.`,
    param: 'periods',
  }),
  'plan-not-for-this': ({ subProduct }) => ({
    detail: `Choose a plan for this use: the plan is for ${subProduct}.`,
    param: 'planId',
  }),
  'price-above-cap': ({ rule, cap, figure }) => ({
    detail: `Choose another plan or tenor: this one would cost ${figure} a year, the cap is ${cap}.`,
    param: 'planId',
    rule,
  }),
  'order-reused': ({ param, authorizationId }) => ({
    detail: `The order has the authorization ${authorizationId} with another ${param}: use that, or another orderId.`,
    param,
  }),
  'authorization-unknown': () => ({
    detail: "Use an authorizationId of this line's authorizations.",
    param: 'authorizationId',
  }),
  'authorization-not-open': ({ status }) => ({
    detail: `The authorization is ${status}: authorize the purchase again.`,
    param: 'authorizationId',
  }),
  'capture-above-authorized': ({ openMinor }) => ({
    detail: `Capture at most ${openMinor}, which is still open; authorize the rest anew.`,
    param: 'amountMinor',
  }),
  'agreement-unknown': () => ({ detail: "Use an agreementId of this line's agreements.", param: 'agreementId' }),
  'agreement-not-active': ({ status }) => ({
    detail: `The agreement is ${status}: nothing more can be done to it.`,
    param: 'agreementId',
  }),
  'quote-expired': ({ quotedOn, payoffMinor }) => ({
    detail: `The quote of ${quotedOn} has expired, the payoff is ${payoffMinor} now: ask for a new quote and show it.`,
    param: 'quotedOn',
  }),
  'nothing-to-settle': ({ scope }) => ({
    detail: `Nothing is open in ${scope}: choose another scope.`,
    param: 'scope',
  }),
  'prepay-not-offered': ({ planId }) => ({
    detail: `${planId} has partialPrepay NONE: settle the agreement in full, or pay what is billed.`,
    param: 'agreementId',
  }),
  'bill-open': ({ openMinor }) => ({
    detail: `Pay ${openMinor}, which is billed of the agreement, then pay ahead under a new key.`,
    param: 'agreementId',
  }),
  'refund-unknown': () => ({ detail: "Use a refundId of this line's timeline.", param: 'refundId' }),
  'refund-already-canceled': () => ({ detail: 'Nothing is left to do: the refund is canceled.', param: 'refundId' }),
  'payoff-changed': ({ payoffMinor, quotedMinor }) => ({
    detail: `The payoff is ${payoffMinor} now, not ${quotedMinor}: show it to the customer, then settle at it under a new key.`,
    param: 'payoffMinor',
  }),
  'payment-unknown': () => ({ detail: "Use a paymentId of this line's timeline.", param: 'paymentId' }),
  'payment-already-reversed': () => ({ detail: 'Nothing is left to do: the payment is undone.', param: 'paymentId' }),
  'payment-pending': () => ({ detail: "Wait for the bank's answer, then send the command under a new key." }),
  'coupon-used': ({ couponId, usedBy }) => ({
    detail: `Leave the coupon out or use another one: ${couponId} was used for ${usedBy}.`,
    param: 'coupon.couponId',
  }),
  'coupon-not-for-this': ({ rule }) => ({
    detail:
      rule === 'merchantFeeShare'
        ? 'Leave the coupon out: the merchant pays the charges of this plan already.'
        : 'Leave the coupon out or choose another plan: this one has no fee or interest that is known beforehand.',
    param: 'coupon',
    rule,
  }),
  'refund-above-purchase': ({ refundableMinor }) => ({
    detail: `Refund at most ${refundableMinor}, which is left of the purchase.`,
    param: 'amountMinor',
  }),
  'value-date-out-of-range': ({ earliestOn, latestOn }) => ({
    detail: `Choose a day from ${earliestOn} to ${latestOn}.`,
    param: 'valueOn',
  }),
  'value-date-needs-transfer': () => ({
    detail: 'Leave valueOn out: a debit counts from the day on which the bank confirms it.',
    param: 'valueOn',
  }),
  'not-frozen-for-this': ({ causes }) => ({
    detail: causes.length === 0 ? 'The line is not frozen.' : `Take back one of its causes: ${causes.join(', ')}.`,
    param: 'cause',
  }),
  'autopay-not-set': () => ({ detail: 'There is no mandate to end.' }),
  'debt-open': ({ owedMinor, heldMinor, pending }) => ({
    detail:
      pending.length > 0
        ? `Wait for the bank's answer about ${pending.join(', ')}, then close the line under a new key.`
        : `First pay ${owedMinor} and void the authorizations of ${heldMinor}.`,
  }),
  'plan-terms-invalid': ({ param, reason }) => ({
    detail: `The plan cannot be used: ${param}: ${reason}.`,
    param: 'planId',
  }),
  'fact-unknown': () => ({
    detail: "Use the seq of a fact in the line's timeline that is within the correction window.",
    param: 'factSeq',
  }),
  'fact-already-reversed': ({ reversedBy }) => ({
    detail: `Nothing is left to do: event ${reversedBy} has undone the fact.`,
    param: 'factSeq',
  }),
  'fact-is-reversal': ({ factSeq }) => ({
    detail: `The event has undone fact ${factSeq}: book that fact anew instead.`,
    param: 'factSeq',
  }),
  'fact-not-reversible': ({ kind }) => ({
    detail: `A ${kind} is not undone like this: refund the purchase, or wait for the bank.`,
    param: 'factSeq',
  }),
  'correction-empty': () => ({
    detail: 'Give a valueOn or an amountMinor that differs from what is booked.',
    param: 'change',
  }),
  'waiver-above-open': ({ openMinor }) => ({
    detail: `Waive at most ${openMinor}, which is open of it.`,
    param: 'amountMinor',
  }),
  'waiver-target-wrong': ({ component, param }) => ({
    detail: `${component} is waived by ${param}: name that alone.`,
    param,
  }),
  'bill-unknown': () => ({
    detail: "Use the billOn of one of the line's statements on which something is open.",
    param: 'billOn',
  }),
  'bill-day-not-changeable': ({ rule }) => ({
    detail: `Ask again after the next bill and before its due date, with nothing overdue, as ${rule} allows.`,
    param: 'billDay',
    rule,
  }),
  'statement-not-current': ({ statementId }) => ({
    detail:
      statementId === null
        ? 'Wait for the first statement of the line.'
        : `Convert the current statement, ${statementId}; what earlier ones left unpaid stays due.`,
    param: 'statementId',
  }),
  'statement-past-due': ({ dueOn }) => ({
    detail: `The statement was due on ${dueOn}: pay it, and convert the next one before its due date.`,
    param: 'statementId',
  }),
  'nothing-convertible': () => ({
    detail:
      'Pay the statement: what is open of it is carried, in installments already, or used a temporary limit or funders that the plan does not have.',
    param: 'statementId',
  }),
  'conversion-above-bill': ({ convertibleMinor }) => ({
    detail: `Convert at most ${convertibleMinor}, or leave amountMinor out to convert all of it.`,
    param: 'amountMinor',
  }),
  'conversion-in-part': ({ convertibleMinor, rule }) => ({
    detail: `Convert all of ${convertibleMinor}: leave amountMinor out, or choose another plan.`,
    param: 'amountMinor',
    rule,
  }),
  'pause-out-of-range': ({ daysMax }) => ({
    detail: `Choose an untilOn from 1 to ${daysMax} days after fromOn.`,
    param: 'untilOn',
  }),
  'pause-overlaps': () => ({
    detail: 'Choose days that no other pause covers, or end that one first.',
    param: 'fromOn',
  }),
  'not-paused': () => ({ detail: 'Nothing is left to do: days count as past due already.' }),
  'due-date-not-offered': ({ dueOns }) => ({
    detail: `Choose a later due date of the line, such as ${dueOns.join(', ')}.`,
    param: 'newDueOn',
  }),
  'nothing-open': () => ({ detail: 'Nothing is left to do: all is paid or billed already.' }),
  'too-many': ({ what, max }) => ({ detail: `A line holds at most ${max} ${what}: wait until some are done.` }),
  'idempotency-key-reused': () => ({ detail: 'Send another request under another Idempotency-Key.' }),
  'line-halted': ({ reason }) => ({
    detail: `The line has stopped its money (${reason}) until an operator resumes it; then send the same key again.`,
  }),
} as const satisfies Explanations<LineRefusal>;

/** A line's refusal as a problem. */
export function lineProblem(refusal: LineRefusal): ApiProblem {
  // The key picks the function of the refusal's own type.
  const explain = LINE_PROBLEMS[refusal.type] as (given: LineRefusal) => Explanation;
  return refusalProblem(refusal, explain(refusal));
}
