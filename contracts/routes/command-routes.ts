import { accountAnswerSchema, accountBodySchema } from '../accounts.js';
import {
  authorizeAnswerSchema,
  authorizeBodySchema,
  captureAnswerSchema,
  captureBodySchema,
  voidAnswerSchema,
  voidBodySchema,
} from '../authorizations.js';
import { autopayAnswerSchema, autopayBodySchema } from '../autopay.js';
import {
  closeAnswerSchema,
  closeBodySchema,
  freezeAnswerSchema,
  freezeBodySchema,
  limitAnswerSchema,
  limitBodySchema,
  unfreezeBodySchema,
} from '../credit-lines.js';
import { drawAnswerSchema, drawBodySchema } from '../draws.js';
import { resumeAnswerSchema, resumeBodySchema } from '../explain.js';
import { payAnswerSchema, payBodySchema, reversePaymentAnswerSchema, reversePaymentBodySchema } from '../payments.js';
import { refundAnswerSchema, refundBodySchema } from '../refunds.js';
import { settleAnswerSchema, settleBodySchema } from '../settlements.js';
import { commands, writes } from './define.js';

const line = '/credit-lines/{lineId}';
const unknownLine = 'credit-line-unknown';

const use = { method: 'post', tag: 'Use of the line', scope: 'lines:write', status: 201 } as const;
const money = { method: 'post', tag: 'Repayment', scope: 'lines:write', status: 201 } as const;
const care = { method: 'post', tag: 'Credit lines', scope: 'operations', status: 200 } as const;

/** Everything that may be asked of a line. */
export const COMMAND_ROUTES = {
  authorize: commands({
    ...use,
    path: `${line}/authorizations`,
    summary: 'Authorize a purchase',
    command: 'authorize',
    body: authorizeBodySchema,
    answer: authorizeAnswerSchema,
    before: [unknownLine, 'plan-unknown'],
  }),
  capture: commands({
    ...use,
    path: `${line}/authorizations/{authorizationId}/capture`,
    summary: 'Turn an authorized amount, or a part of it, into debt',
    command: 'capture',
    body: captureBodySchema,
    answer: captureAnswerSchema,
    before: [unknownLine],
  }),
  voidAuthorization: commands({
    ...use,
    status: 200,
    path: `${line}/authorizations/{authorizationId}/void`,
    summary: 'Release what is left of an authorization',
    command: 'voidAuthorization',
    body: voidBodySchema,
    answer: voidAnswerSchema,
    before: [unknownLine],
  }),
  draw: commands({
    ...use,
    path: `${line}/draws`,
    summary: 'Draw cash in installments',
    command: 'draw',
    body: drawBodySchema,
    answer: drawAnswerSchema,
    before: [unknownLine, 'plan-unknown', 'account-unknown'],
  }),
  pay: commands({
    ...money,
    path: `${line}/payments`,
    summary: 'Book a transfer that has arrived, or debit an account',
    command: 'pay',
    body: payBodySchema,
    answer: payAnswerSchema,
    before: [unknownLine, 'account-unknown'],
  }),
  reversePayment: commands({
    ...money,
    scope: 'operations',
    path: `${line}/payments/{paymentId}/reverse`,
    summary: 'Undo a payment that bounced',
    command: 'reversePayment',
    body: reversePaymentBodySchema,
    answer: reversePaymentAnswerSchema,
    before: [unknownLine],
  }),
  refund: commands({
    ...money,
    path: `${line}/refunds`,
    summary: 'Refund a purchase, in full or part',
    command: 'refund',
    body: refundBodySchema,
    answer: refundAnswerSchema,
    before: [unknownLine],
  }),
  settle: commands({
    ...money,
    path: `${line}/settlements`,
    summary: 'Settle an agreement early at the quoted payoff',
    command: 'settle',
    body: settleBodySchema,
    answer: settleAnswerSchema,
    before: [unknownLine, 'account-unknown'],
  }),
  setAutopay: commands({
    ...money,
    method: 'put',
    status: 200,
    path: `${line}/autopay`,
    summary: 'Set the autopay mandate',
    command: 'setAutopay',
    body: autopayBodySchema,
    answer: autopayAnswerSchema,
    before: [unknownLine, 'account-unknown'],
  }),
  endAutopay: commands({
    ...money,
    method: 'delete',
    status: 200,
    path: `${line}/autopay`,
    summary: 'End the autopay mandate',
    command: 'setAutopay',
    body: null,
    answer: autopayAnswerSchema,
    before: [unknownLine],
  }),
  addAccount: writes({
    method: 'post',
    path: `${line}/accounts`,
    tag: 'Repayment',
    summary: "Add a bank account to the line's customer",
    scope: 'lines:write',
    status: 201,
    body: accountBodySchema,
    answer: accountAnswerSchema,
    problems: [unknownLine, 'too-many', 'idempotency-key-reused'],
  }),
  freeze: commands({
    ...care,
    path: `${line}/freeze`,
    summary: 'Stop new use of the line',
    command: 'freeze',
    body: freezeBodySchema,
    answer: freezeAnswerSchema,
    before: [unknownLine],
  }),
  unfreeze: commands({
    ...care,
    path: `${line}/unfreeze`,
    summary: 'Take back one cause of a freeze',
    command: 'unfreeze',
    body: unfreezeBodySchema,
    answer: freezeAnswerSchema,
    before: [unknownLine],
  }),
  changeLimit: commands({
    ...care,
    path: `${line}/limit`,
    summary: 'Change the limit',
    command: 'changeLimit',
    body: limitBodySchema,
    answer: limitAnswerSchema,
    before: [unknownLine],
  }),
  close: commands({
    ...care,
    scope: 'lines:write',
    path: `${line}/close`,
    summary: 'Close the line once nothing is owed',
    command: 'close',
    body: closeBodySchema,
    answer: closeAnswerSchema,
    before: [unknownLine],
  }),
  resume: writes({
    ...care,
    path: `${line}/resume`,
    summary: 'Ask a halted line to check itself again and go on',
    body: resumeBodySchema,
    answer: resumeAnswerSchema,
    problems: [unknownLine, 'line-halted', 'line-not-active'],
  }),
} as const;
