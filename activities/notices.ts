import { GatewayRefused } from '../gateways/errors.js';
import type { NoticeRequest, NotifierGateway } from '../gateways/ports.js';
import type { NoticeRecord } from '../storage/notices.js';
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
  /** When the customer has chosen none. */
  readonly language: NoticeRequest['language'];
  /** When what it tells came to be. Epoch ms of the line's clock. */
  readonly issuedAt: number;
  /** Stored before anything is sent; null: everything is stored already. */
  readonly save: SaveEntries | null;
}

/** Where and how a customer wants to be told. */
export interface Contact {
  readonly channel: NoticeRequest['channel'];
  readonly to: string;
  readonly language: NoticeRequest['language'] | null;
}

export interface NoticeDependencies {
  readonly store: EntryStore & { readonly notices: { record(notice: NoticeRecord): Promise<unknown> } };
  readonly notifier: NotifierGateway;
  /** null: the customer is unknown or erased. */
  readonly contactOf: (customerId: string) => Promise<Contact | null>;
}

export function createNoticeActivities({ store, notifier, contactOf }: NoticeDependencies) {
  return {
    /**
     * Sends a notice, once for each key, and keeps that it was sent.
     *
     * @returns null as id when there is nobody to tell
     * @throws ApplicationFailure `gateway-refused`, final: the notifier does not take this notice at all
     */
    sendNotice: async (request: SendNotice): Promise<{ readonly noticeId: string | null }> => {
      if (request.save !== null) await storeEntries(store, request.save);
      const { idempotencyKey, lineId, template, parameters, issuedAt: at } = request;
      const contact = await contactOf(request.customerId);
      if (contact === null) {
        const noticeId = `none:${idempotencyKey}`;
        await store.notices.record({ noticeId, idempotencyKey, lineId, template, status: 'UNDELIVERABLE', at });
        return { noticeId: null };
      }
      const { channel, to, language } = contact;
      const notice = { idempotencyKey, channel, to, template, parameters, language: language ?? request.language };
      const { noticeId } = await send(notifier, notice);
      await store.notices.record({ noticeId, idempotencyKey, lineId, template, status: 'SENT', at });
      return { noticeId };
    },
  };
}

async function send(notifier: NotifierGateway, notice: NoticeRequest): Promise<{ readonly noticeId: string }> {
  try {
    return await notifier.send(notice);
  } catch (thrown) {
    if (thrown instanceof GatewayRefused) throw final('gateway-refused', thrown.message, thrown);
    throw gatewayFailure(thrown, ASK_AGAIN_MS);
  }
}

export type NoticeActivities = ReturnType<typeof createNoticeActivities>;
