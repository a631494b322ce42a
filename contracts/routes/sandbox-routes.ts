import { mailboxQuery, mailboxSchema, advanceAnswerSchema, advanceBodySchema } from '../sandbox.js';
import { reads, writes } from './define.js';

const sandbox = { tag: 'Sandbox', scope: 'sandbox', isSandboxOnly: true } as const;
// Time goes forward once for each request, whatever its key: nothing of a line is decided here.
const advance = {
  ...sandbox,
  method: 'post',
  write: 'NONE',
  body: advanceBodySchema,
  answer: advanceAnswerSchema,
} as const;

/** What exists only where no real money and no real people are. */
export const SANDBOX_ROUTES = {
  advanceLine: writes({
    ...advance,
    path: '/sandbox/credit-lines/{lineId}/advance',
    summary: "Move a line's clock forward through everything that falls due",
    problems: ['credit-line-unknown', 'target-out-of-range', 'clock-stuck', 'line-not-active'],
  }),
  advanceApplication: writes({
    ...advance,
    path: '/sandbox/applications/{applicationId}/advance',
    summary: "Move an application's clock forward",
    problems: ['application-unknown', 'target-out-of-range', 'clock-stuck', 'application-not-open'],
  }),
  readMailbox: reads({
    ...sandbox,
    path: '/sandbox/mailbox',
    summary: 'Read the notices that were sent',
    query: mailboxQuery,
    answer: mailboxSchema,
  }),
} as const;
