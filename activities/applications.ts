import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import type { ApplicationView } from '../domain/application/application-view.js';
import type { ZoneTable } from '../domain/calendar/zone.js';
import type { OpenLine } from '../domain/line/engine.js';
import { linePreset } from '../plans/presets.js';
import type { DecisionRecord } from '../scoring/decision-record.js';
import type { DecisionKeeper } from './decisions.js';
import type { CreditLineInput, LineStatusView } from '../workflows/credit-line/messages.js';

/** How long one attempt waits for the line to book its opening, below the activity's start-to-close time. */
const OPENING_TIMEOUT_MS = 20_000;
const OPENING_POLL_MS = 50;
const QUERY_TIMEOUT_MS = 5_000;

export interface ApplicationDeps {
  readonly store: {
    readonly applications: {
      /** Writes the view unless a later one (by `seq`) is stored. */
      save(application: ApplicationView): Promise<void>;
    };
    readonly decisions: Pick<DecisionKeeper, 'save'>;
  };
  /** The customer's account on file, for payouts; null: none is known. */
  readonly accountRefOf: (customerId: string) => Promise<string | null>;
  readonly client: Pick<Client, 'workflow' | 'withDeadline'>;
}

export interface SaveApplication {
  readonly application: ApplicationView;
  /** Records made by the workflow itself: a person's decision, an expiry, a fallback. */
  readonly decisions: readonly DecisionRecord[];
}

export interface OpenCreditLine {
  readonly lineId: string;
  /** The line's workflow and its queue: named by the caller, who knows both. */
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly applicationId: string;
  readonly customerId: string;
  readonly lenderId: string;
  readonly limitMinor: number;
  readonly billDay: number;
  readonly zone: ZoneTable;
  readonly preset: string;
  /** The grade that the customer was given, which price grids are read with. */
  readonly priceGrade: string | null;
  readonly answerTimeoutMs: number;
}

export interface ApplicationActivities {
  /** Stores evidence first, then the projection. Safe to repeat: both keep what they have. */
  readonly saveApplication: (input: SaveApplication) => Promise<void>;
  /**
   * Starts the line and waits until it has stored its opening. Safe to repeat: the line's id is derived from the
   * application, and no second workflow of that id can ever start.
   *
   * @throws ApplicationFailure `line-not-booked`: not yet; try again
   */
  readonly openCreditLine: (input: OpenCreditLine) => Promise<void>;
}

export function createApplicationActivities({ store, accountRefOf, client }: ApplicationDeps): ApplicationActivities {
  return {
    async saveApplication({ application, decisions }) {
      for (const record of decisions) await store.decisions.save(record);
      await store.applications.save(application);
    },

    async openCreditLine(input) {
      const { workflowId, taskQueue } = input;
      const args: [CreditLineInput] = [{ open: openingOf(input, await accountRefOf(input.customerId)) }];
      try {
        await client.workflow.start('creditLine', {
          args,
          workflowId,
          taskQueue,
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      } catch (thrown) {
        // It has been opened before, and closed since: its opening is booked, which is all that was asked for.
        if (!(thrown instanceof WorkflowExecutionAlreadyStartedError)) throw thrown;
      }
      await booked(client, workflowId);
    },
  };
}

function openingOf(input: OpenCreditLine, accountRef: string | null): OpenLine {
  const { lineId, customerId, applicationId, limitMinor, answerTimeoutMs } = input;
  const terms = linePreset(input.preset, input);
  return { lineId, customerId, applicationId, accountRef, limitMinor, terms, answerTimeoutMs };
}

async function booked(client: ApplicationDeps['client'], workflowId: string): Promise<void> {
  const handle = client.workflow.getHandle(workflowId);
  const giveUpAt = Date.now() + OPENING_TIMEOUT_MS;
  while (Date.now() < giveUpAt) {
    const line = await client.withDeadline(Date.now() + QUERY_TIMEOUT_MS, () => handle.query<LineStatusView>('status'));
    if (line.journal.savedSeq >= 1) return;
    await pause(OPENING_POLL_MS);
  }
  throw ApplicationFailure.create({
    type: 'line-not-booked',
    message: 'The line has not stored its opening yet: asked again.',
  });
}
