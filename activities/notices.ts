import { GatewayRefused } from '../gateways/errors.js';
import type { NoticeRequest, NotifierGateway } from '../gateways/ports.js';
import { final, gatewayFailure } from './failures.js';
import { storeEntries } from './journal.js';
import type { EntryStore, SaveEntries } from './journal.js';

const ASK_AGAIN_MS = 600_000;

export interface SendNotice {
  /** `<lineId>:<seq>:<template>` */
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly lineId: string;
  readonly template: string;
  readonly parameters: NoticeRequest['parameters'];
  readonly language: NoticeRequest['language'];
  /** Stored before anything is sent; null: everything is stored already. */
  readonly save: SaveEntries | null;
}

/** Where a customer wants to be told. */
export interface Contact {
  readonly channel: NoticeRequest['channel'];
  readonly to: string;
}

/** That a notice was sent, and which; not to what address. */
export interface NoticeEvidence {
  readonly noticeId: string;
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly lineId: string;
  readonly template: string;
  readonly parameters: NoticeRequest['parameters'];
  readonly language: NoticeRequest['language'];
}

export interface NoticeDependencies {
  readonly store: EntryStore;
  readonly notifier: NotifierGateway;
  /** null: the customer is unknown or erased. */
  readonly contactOf: (customerId: string) => Promise<Contact | null>;
  readonly record: (evidence: NoticeEvidence) => Promise<void>;
}

export function createNoticeActivities({ store, notifier, contactOf, record }: NoticeDependencies) {
  return {
    /**
     * Sends a notice, once for each key.
     *
     * @returns null as id when there is nobody to tell
     * @throws ApplicationFailure `gateway-refused`, final: the notifier does not take this notice at all
     */
    sendNotice: async (request: SendNotice): Promise<{ readonly noticeId: string | null }> => {
      const { save, ...evidence } = request;
      if (save !== null) await storeEntries(store, save);
      const contact = await contactOf(request.customerId);
      if (contact === null) return { noticeId: null };
      const { idempotencyKey, template, parameters, language } = request;
      try {
        const { noticeId } = await notifier.send({ idempotencyKey, ...contact, template, parameters, language });
        await record({ ...evidence, noticeId });
        return { noticeId };
      } catch (thrown) {
        if (thrown instanceof GatewayRefused) throw final('gateway-refused', thrown.message, thrown);
        throw gatewayFailure(thrown, ASK_AGAIN_MS);
      }
    },
  };
}

export type NoticeActivities = ReturnType<typeof createNoticeActivities>;
