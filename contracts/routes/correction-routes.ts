import {
  chargeOffAnswerSchema,
  chargeOffBodySchema,
  correctAnswerSchema,
  correctBodySchema,
  reAgeAnswerSchema,
  reAgeBodySchema,
  reAmortizeAnswerSchema,
  reAmortizeBodySchema,
  reverseFactAnswerSchema,
  reverseFactBodySchema,
  waiveAnswerSchema,
  waiveBodySchema,
} from '../corrections.js';
import { commands } from './define.js';

const line = '/credit-lines/{lineId}';
const common = {
  method: 'post',
  tag: 'Corrections',
  scope: 'operations',
  status: 201,
  before: ['credit-line-unknown'],
} as const;

/** What puts right, gives up or defers what is booked. */
export const CORRECTION_ROUTES = {
  reverseFact: commands({
    ...common,
    path: `${line}/reversals`,
    summary: 'Undo a fact: payment, settlement, refund, waiver, charge-off, deferral or new term',
    command: 'reverseFact',
    body: reverseFactBodySchema,
    answer: reverseFactAnswerSchema,
  }),
  correct: commands({
    ...common,
    path: `${line}/corrections`,
    summary: 'Change the value date or the amount of a payment, refund or waiver',
    command: 'correct',
    body: correctBodySchema,
    answer: correctAnswerSchema,
  }),
  waive: commands({
    ...common,
    path: `${line}/waivers`,
    summary: 'Give up a component of an agreement, or a late charge of a bill',
    command: 'waive',
    body: waiveBodySchema,
    answer: waiveAnswerSchema,
  }),
  chargeOff: commands({
    ...common,
    path: `${line}/charge-offs`,
    summary: 'Write off what is outstanding as lost',
    command: 'chargeOff',
    body: chargeOffBodySchema,
    answer: chargeOffAnswerSchema,
  }),
  reAge: commands({
    ...common,
    path: `${line}/agreements/{agreementId}/re-age`,
    summary: 'Defer an agreement to a later due date',
    command: 'reAge',
    body: reAgeBodySchema,
    answer: reAgeAnswerSchema,
  }),
  reAmortize: commands({
    ...common,
    path: `${line}/agreements/{agreementId}/re-amortize`,
    summary: 'Spread what is still to be billed over another number of periods',
    command: 'reAmortize',
    body: reAmortizeBodySchema,
    answer: reAmortizeAnswerSchema,
  }),
} as const;
