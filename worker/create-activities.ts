import type { Client } from '@temporalio/client';
import { createApplicationActivities } from '../activities/applications.js';
import { createDecisionActivities } from '../activities/decisions.js';
import { createIdentityActivities } from '../activities/identity.js';
import { createJournalActivities } from '../activities/journal.js';
import { createNoticeActivities } from '../activities/notices.js';
import type { Contact } from '../activities/notices.js';
import { createPaymentActivities } from '../activities/payments.js';
import type { BankGateway, IdentityGateway, NotifierGateway } from '../gateways/ports.js';
import type { Person } from '../storage/customers.js';
import type { Store } from '../storage/store.js';
import { nudgeLine } from '../workflows/credit-line/client.js';
import { decisionStore } from './decision-store.js';
import { TASK_QUEUES } from '../workflows/task-queues.js';
import type { TaskQueue } from '../workflows/task-queues.js';

/** What the activities need of the store. */
export interface ActivityStore {
  readonly saveFlush: Store['saveFlush'];
  readonly notices: Pick<Store['notices'], 'record'>;
  readonly customers: Pick<Store['customers'], 'find' | 'resolveAccount'>;
  readonly decisions: Pick<Store['decisions'], 'find' | 'record'>;
  readonly applications: Pick<Store['applications'], 'save'>;
}

export interface ActivityDependencies {
  readonly store: ActivityStore;
  readonly client: Client;
  readonly bank: BankGateway;
  readonly identity: IdentityGateway;
  readonly notifier: NotifierGateway;
  /** Where the bank sends its callbacks. */
  readonly callbackUrl: string;
}

/** The activities of each queue; those of `lines` run in the workers of the builds. */
export type Activities = Readonly<Record<TaskQueue, object>>;

export function createActivities(dependencies: ActivityDependencies): Activities {
  const { store, client, bank, identity, notifier, callbackUrl } = dependencies;
  const customers = {
    find: async (customerId: string) => (await store.customers.find(customerId))?.person ?? null,
  };
  const decisions = decisionStore(store);
  return {
    [TASK_QUEUES.lines]: createJournalActivities({ store }),
    [TASK_QUEUES.payments]: createPaymentActivities({
      store,
      bank,
      callbackUrl,
      accountNumberOf: async (accountRef) => (await store.customers.resolveAccount(accountRef))?.accountNumber ?? null,
      nudgeLine: async (lineId) => await nudgeLine(client, lineId),
      now: () => Date.now(),
    }),
    [TASK_QUEUES.notices]: createNoticeActivities({
      store,
      notifier,
      contactOf: async (customerId) => contactOf(await customers.find(customerId)),
    }),
    [TASK_QUEUES.decisions]: {
      ...createIdentityActivities({ customers, identity }),
      ...createDecisionActivities({ store: { customers, decisions } }),
      ...createApplicationActivities({
        store: { applications: store.applications, decisions },
        accountRefOf: async (customerId) => (await store.customers.find(customerId))?.accounts[0]?.accountRef ?? null,
        client,
      }),
    },
  };
}

function contactOf(person: Person | null): Contact | null {
  if (person === null) return null;
  const { phone, language } = person;
  return { channel: 'SMS', to: phone, language: language === 'zh' || language === 'en' ? language : null };
}
