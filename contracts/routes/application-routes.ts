import {
  acceptBodySchema,
  applicationAnswerSchema,
  applicationPageSchema,
  applicationSchema,
  applicationsQuery,
  applyAnswerSchema,
  applyBodySchema,
  decisionBodySchema,
  withdrawBodySchema,
} from '../applications.js';
import { planListSchema, planSchema } from '../plans.js';
import { quoteBodySchema, quoteSchema } from '../quotes.js';
import { reads, writes } from './define.js';

const tag = 'Applications';
const scope = 'applications:write';

/** How a customer comes to a line, and what a plan would cost. */
export const APPLICATION_ROUTES = {
  apply: writes({
    method: 'post',
    path: '/applications',
    tag,
    summary: 'Apply for a credit line',
    scope,
    status: 202,
    body: applyBodySchema,
    answer: applyAnswerSchema,
    problems: ['idempotency-key-reused', 'wrong-currency'],
  }),
  listApplications: reads({
    path: '/applications',
    tag,
    summary: 'List applications, in no particular order',
    scope: 'applications:read',
    query: applicationsQuery,
    answer: applicationPageSchema,
  }),
  getApplication: reads({
    path: '/applications/{applicationId}',
    tag,
    summary: 'Read an application',
    scope: 'applications:read',
    answer: applicationSchema,
    problems: ['application-unknown'],
  }),
  acceptOffer: writes({
    method: 'post',
    path: '/applications/{applicationId}/accept',
    tag,
    summary: 'Accept the offer; the line is opened',
    scope,
    body: acceptBodySchema,
    answer: applicationAnswerSchema,
    problems: [
      'application-unknown',
      'application-not-open',
      'offer-expired',
      'offer-changed',
      'idempotency-key-reused',
    ],
  }),
  withdrawApplication: writes({
    method: 'post',
    path: '/applications/{applicationId}/withdraw',
    tag,
    summary: 'Withdraw an application',
    scope,
    body: withdrawBodySchema,
    answer: applicationAnswerSchema,
    problems: ['application-unknown', 'application-not-open', 'idempotency-key-reused'],
  }),
  decideReferral: writes({
    method: 'post',
    path: '/applications/{applicationId}/decision',
    tag,
    summary: "Record a person's decision on a referred application",
    scope: 'operations',
    body: decisionBodySchema,
    answer: applicationAnswerSchema,
    problems: [
      'application-unknown',
      'application-not-open',
      'not-referred',
      'limit-out-of-range',
      'idempotency-key-reused',
    ],
  }),
  createQuote: writes({
    method: 'post',
    path: '/quotes',
    tag: 'Plans',
    summary: 'What an amount costs, by plan and tenor',
    scope: 'lines:read',
    write: 'NONE',
    body: quoteBodySchema,
    answer: quoteSchema,
    problems: ['plan-unknown', 'wrong-currency'],
  }),
  listPlans: reads({
    path: '/plans',
    tag: 'Plans',
    summary: 'List the latest version of each plan',
    scope: 'lines:read',
    answer: planListSchema,
  }),
  getPlan: reads({
    path: '/plans/{planId}',
    tag: 'Plans',
    summary: 'Read a plan: planId (latest) or planId@version',
    scope: 'lines:read',
    answer: planSchema,
    problems: ['plan-unknown'],
  }),
} as const;
