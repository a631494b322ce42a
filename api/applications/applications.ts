import type { ApplicationAnswer } from '../../workflows/application/client.js';
import type { ApplicationReply } from '../../workflows/application/messages.js';
import type { ApiDeps } from '../deps.js';
import type { Answer, Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { given, requirePage } from '../http/require-page.js';
import { applicationProblem } from './problems.js';

type ApplicationHandlers = Pick<
  Handlers,
  'listApplications' | 'getApplication' | 'acceptOffer' | 'withdrawApplication' | 'decideReferral'
>;

/** What can be done with an application once it is there. */
export function applicationHandlers({
  reads,
  applications,
}: Pick<ApiDeps, 'reads' | 'applications'>): ApplicationHandlers {
  const requireApplication = async (applicationId: string) => {
    const application = await reads.applications.find(applicationId);
    if (application === null) throw unknownProblem('applicationId');
    return application;
  };
  /** @param answer null: the server knows no such workflow; the projection tells whether there was one */
  const answered = async (
    applicationId: string,
    answer: ApplicationAnswer | null,
  ): Promise<Answer<ApplicationReply>> => {
    if (answer?.ok === true) return { body: answer.reply };
    if (answer !== null) throw applicationProblem(answer.refusal);
    const { status } = await requireApplication(applicationId);
    throw applicationProblem({ type: 'application-not-open', status });
  };
  return {
    listApplications: async ({ query: { limit, cursor = null, ...filter } }) => ({
      body: await requirePage(() => reads.applications.list(given(filter), { limit, cursor })),
    }),

    // Just taken in, it may not be stored yet: then its workflow tells.
    getApplication: async ({ params: { applicationId } }) => {
      const stored = await reads.applications.find(applicationId);
      const application = stored ?? (await applications.status(applicationId));
      if (application === null) throw unknownProblem('applicationId');
      return { body: application };
    },

    acceptOffer: async ({ params: { applicationId }, body, intent }) =>
      answered(applicationId, await applications.accept(applicationId, intent.key, body.offerLimitMinor ?? null)),

    withdrawApplication: async ({ params: { applicationId }, body, intent }) =>
      answered(applicationId, await applications.withdraw(applicationId, intent.key, body.reason)),

    decideReferral: async ({ params: { applicationId }, body, intent }) => {
      const limitMinor = body.outcome === 'APPROVE' ? body.limitMinor : 0;
      const { outcome, reviewer, reason } = body;
      const decision = { commandId: intent.key, outcome, limitMinor, reviewer, reason };
      return answered(applicationId, await applications.decide(applicationId, decision));
    },
  };
}
