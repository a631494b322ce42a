import { ApplicationFailure } from '@temporalio/common';
import { GatewayRefused, GatewayUnavailable } from '../gateways/errors.js';
import type { NoticeRequest } from '../gateways/ports.js';
import type { NoticeRecord } from '../storage/notices.js';
import type { SaveEntries } from './journal.js';
import { createNoticeActivities } from './notices.js';
import type { Contact, SendNotice } from './notices.js';

const REQUEST: SendNotice = {
  idempotencyKey: 'line_1:9:reminder',
  customerId: 'cus_1',
  lineId: 'line_1',
  template: 'reminder',
  parameters: { amountMinor: 5_000, currency: 'CNY', dueOn: '2026-06-12' },
  language: 'zh',
  issuedAt: 1_000,
  save: { lineId: 'line_1', entries: [] } as unknown as SaveEntries,
};

const PHONE: Contact = { channel: 'SMS', to: '138', language: null };

function bench(contact: Contact | null, refusal: Error | null = null) {
  const log: string[] = [];
  const sent: NoticeRequest[] = [];
  const records: NoticeRecord[] = [];
  const { sendNotice } = createNoticeActivities({
    store: {
      saveFlush: async () => {
        log.push('save');
        await Promise.resolve();
      },
      notices: {
        record: async (record) => {
          records.push(record);
          await Promise.resolve();
        },
      },
    },
    notifier: {
      send: async (notice) => {
        log.push('send');
        if (refusal !== null) throw refusal;
        sent.push(notice);
        return await Promise.resolve({ noticeId: 'n-1' });
      },
    },
    contactOf: async () => await Promise.resolve(contact),
  });
  return { log, sent, records, sendNotice };
}

describe('sendNotice', () => {
  test('stores the entries, sends, and keeps that it was sent and nothing of its content', async () => {
    const { log, sent, records, sendNotice } = bench(PHONE);
    expect(await sendNotice(REQUEST)).toEqual({ noticeId: 'n-1' });
    expect(log).toEqual(['save', 'send']);
    expect(sent).toEqual([
      {
        idempotencyKey: REQUEST.idempotencyKey,
        channel: 'SMS',
        to: '138',
        template: 'reminder',
        parameters: REQUEST.parameters,
        language: 'zh',
      },
    ]);
    expect(records).toEqual([
      {
        noticeId: 'n-1',
        idempotencyKey: REQUEST.idempotencyKey,
        lineId: 'line_1',
        template: 'reminder',
        status: 'SENT',
        at: 1_000,
      },
    ]);
  });

  test("speaks the customer's language where one is known", async () => {
    const { sent, sendNotice } = bench({ ...PHONE, language: 'en' });
    await sendNotice(REQUEST);
    expect(sent[0]?.language).toBe('en');
  });

  test('nobody to tell: kept as undeliverable', async () => {
    const { log, records, sendNotice } = bench(null);
    expect(await sendNotice(REQUEST)).toEqual({ noticeId: null });
    expect(log).toEqual(['save']);
    expect(records).toMatchObject([{ status: 'UNDELIVERABLE', idempotencyKey: REQUEST.idempotencyKey }]);
  });

  test.each([
    ['a notice that is not taken is final', new GatewayRefused('notifier', 'template-unknown'), true],
    ['a notifier that is away is tried again', new GatewayUnavailable('notifier', 'ECONNREFUSED'), false],
  ] as const)('%s', async (_, refusal, isFinal) => {
    const { records, sendNotice } = bench(PHONE, refusal);
    const thrown: unknown = await sendNotice(REQUEST).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(ApplicationFailure);
    expect((thrown as ApplicationFailure).nonRetryable).toBe(isFinal);
    expect(records).toEqual([]);
  });
});
