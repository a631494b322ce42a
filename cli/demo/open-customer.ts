import type { ProblemCode } from '../../contracts/problem.js';
import { ApiProblem, type AnswerOf, type ApiClient } from '../api-client.js';
import { waitFor } from '../wait-for.js';
import { applicationOf } from './application-of-customer.js';
import type { BookTerms } from './book.js';
import type { CustomerRow } from './customer-row.js';
import { habitOf } from './script-of-customer.js';

type Application = AnswerOf<'getApplication'>;

const DECISION_TIMEOUT_MS = 180_000;
/** Late by this many months when they apply: the demo's reviewer declines. */
const REVIEWER_DECLINES_FROM_LATE = 3;
/** What the application or its line goes through by itself. */
const PASSING: readonly Application['status'][] = ['IDENTITY', 'DECIDING', 'OPENING'];

export interface OpenedLine {
  readonly lineId: string;
  readonly accountRef: string;
  readonly limitMinor: number;
}

/** Takes a customer from application to an open line; null when there is none to be had. */
export async function openCustomer(
  client: ApiClient,
  row: CustomerRow,
  terms: BookTerms,
  keyOf: (step: string) => string,
): Promise<OpenedLine | null> {
  const { accountCode } = habitOf(row, terms.seed);
  const body = applicationOf(row, { ...terms, accountCode });
  const { applicationId, accountRef } = await client.call('apply', { body, key: keyOf('apply') });
  const params = { applicationId };
  let application = await settled(client, applicationId, PASSING);
  if (application.status === 'REFERRED') {
    await client.call('decideReferral', { params, body: reviewOf(row, application), key: keyOf('review') });
    application = await settled(client, applicationId, [...PASSING, 'REFERRED']);
  }
  if (application.status === 'OFFERED') {
    await client.call('acceptOffer', { params, body: {}, key: keyOf('accept') });
    application = await settled(client, applicationId, [...PASSING, 'OFFERED']);
  }
  const { status, lineId } = application;
  if (status !== 'OPENED' || lineId === null) return null;
  const { limitMinor } = await firstRead(client, lineId);
  return { lineId, accountRef, limitMinor };
}

async function settled(
  client: ApiClient,
  applicationId: string,
  passing: readonly Application['status'][],
): Promise<Application> {
  return await waitFor(`application ${applicationId}`, DECISION_TIMEOUT_MS, async () => {
    const params = { applicationId };
    const application = await unlessUnknown('application-unknown', client.call('getApplication', { params }));
    return application === null || passing.includes(application.status) ? null : application;
  });
}

async function firstRead(client: ApiClient, lineId: string): Promise<AnswerOf<'getCreditLine'>> {
  return await waitFor(`line ${lineId}`, DECISION_TIMEOUT_MS, async () =>
    unlessUnknown('credit-line-unknown', client.call('getCreditLine', { params: { lineId } })),
  );
}

/** What was just created can be read a moment later, once its first projection is stored. */
async function unlessUnknown<T>(code: ProblemCode, reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof ApiProblem && thrown.problem.code === code) return null;
    throw thrown;
  }
}

/** The person who looks at what the rules refer: lends what the rules would, but not to who is months late. */
function reviewOf(row: CustomerRow, { decision }: Application) {
  const limitMinor = decision?.limitMinor ?? 0;
  const isTooLate = (row.statuses[0] ?? 0) >= REVIEWER_DECLINES_FROM_LATE;
  if (isTooLate || limitMinor === 0)
    return { outcome: 'DECLINE', reviewer: 'demo-reviewer', reason: 'late-elsewhere' } as const;
  return { outcome: 'APPROVE', limitMinor, reviewer: 'demo-reviewer', reason: 'record-explained' } as const;
}
