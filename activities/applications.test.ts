import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { ApplicationView } from '../domain/application/application-view.js';
import { ASIA_SHANGHAI } from '../domain/calendar/zone.js';
import type { DecisionRecord } from '../scoring/decision-record.js';
import { createApplicationActivities } from './applications.js';
import type { ApplicationDeps, OpenCreditLine } from './applications.js';

const INPUT: OpenCreditLine = {
  lineId: 'line_1',
  workflowId: 'credit-line/line_1',
  taskQueue: 'lines',
  applicationId: 'app_1',
  customerId: 'cus_1',
  lenderId: 'len_1',
  limitMinor: 300_000,
  billDay: 5,
  zone: ASIA_SHANGHAI,
  preset: 'cnPayLaterStatement',
  priceGrade: 'B',
  answerTimeoutMs: 1_000,
};

/** Activities over a server whose line answers `savedSeqs` one after the other; `log` tells what was done. */
function world(savedSeqs: readonly number[], start: () => Promise<void> = () => Promise.resolve()) {
  const log: unknown[] = [];
  const answers = [...savedSeqs];
  const workflow = {
    start: async (type: string, options: object) => {
      log.push({ type, ...options });
      await start();
    },
    getHandle: () => ({ query: () => Promise.resolve({ journal: { savedSeq: answers.shift() } }) }),
  };
  const withDeadline = (_atMs: number, call: () => Promise<unknown>) => call();
  const activities = createApplicationActivities({
    store: {
      applications: { save: ({ seq }) => Promise.resolve(void log.push(`application ${String(seq)}`)) },
      decisions: { save: ({ decisionId }) => Promise.resolve(void log.push(decisionId)) },
    },
    accountRefOf: (customerId) => Promise.resolve(`account of ${customerId}`),
    client: { workflow, withDeadline } as unknown as ApplicationDeps['client'],
  });
  return { log, answers, ...activities };
}

describe('saveApplication', () => {
  test('stores the evidence before what refers to it', async () => {
    const { saveApplication, log } = world([]);
    const decisions = [{ decisionId: 'dec_1' }, { decisionId: 'dec_2' }] as DecisionRecord[];
    await saveApplication({ application: { seq: 4 } as ApplicationView, decisions });
    expect(log).toEqual(['dec_1', 'dec_2', 'application 4']);
  });
});

describe('openCreditLine', () => {
  test('starts the line under its one id, with the preset’s terms and the account on file', async () => {
    const { openCreditLine, log } = world([1]);
    await openCreditLine(INPUT);
    expect(log).toMatchObject([
      {
        type: 'creditLine',
        workflowId: 'credit-line/line_1',
        taskQueue: 'lines',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [
          { open: { lineId: 'line_1', limitMinor: 300_000, accountRef: 'account of cus_1', terms: { billDay: 5 } } },
        ],
      },
    ]);
  });

  test('waits until the opening is stored', async () => {
    const { openCreditLine, answers } = world([0, 0, 1, 9]);
    await openCreditLine(INPUT);
    expect(answers).toEqual([9]);
  });

  test('a line that was opened and closed before is done', async () => {
    const closed = new WorkflowExecutionAlreadyStartedError('closed', 'credit-line/line_1', 'creditLine');
    await expect(world([5], () => Promise.reject(closed)).openCreditLine(INPUT)).resolves.toBeUndefined();
  });

  test('any other failure to start is one', async () => {
    const away = new Error('server away');
    await expect(world([1], () => Promise.reject(away)).openCreditLine(INPUT)).rejects.toBe(away);
  });
});
