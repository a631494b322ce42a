import { createHash } from 'node:crypto';
import { CASH, FLAT } from '../../domain/line/testing.js';
import { RecordConflict } from '../../storage/errors.js';
import type { DecisionRecord } from '../../storage/decisions.js';
import type { NoticeRecord } from '../../storage/notices.js';
import { openTestStore, rawCollection, type TestStore } from './support.js';

let test_: TestStore;
beforeAll(async () => (test_ = await openTestStore()), 60_000);
afterAll(async () => await test_.close(), 30_000);

describe('decisions', () => {
  const record = (decisionId: string, decidedAt: number): DecisionRecord => ({
    applicationId: 'app_1',
    decidedAt,
    decision: {
      decisionId,
      outcome: 'APPROVE',
      grade: 'B',
      score: 612,
      limitMinor: 3_000_000_000,
      reasons: [],
      decidedBy: 'ENGINE',
    },
    versions: { model: 'expert@1', policy: 'risk@1' },
    inputs: { ageYears: { value: 34, source: 'CUSTOMER_RECORD' }, empty: {}, list: [] },
    trace: [],
  });

  test('are stored once and never changed', async () => {
    const { decisions } = test_.store;
    await decisions.record(record('dec_2', 2_000));
    await decisions.record(record('dec_1', 1_000));
    await decisions.record(record('dec_1', 1_000));
    await expect(decisions.record({ ...record('dec_1', 1_000), trace: ['other'] })).rejects.toBeInstanceOf(
      RecordConflict,
    );
    expect(await decisions.find('dec_1')).toEqual(record('dec_1', 1_000));
    expect(await decisions.find('dec_none')).toBeNull();
    expect(await decisions.ofApplication('app_1')).toEqual([record('dec_1', 1_000), record('dec_2', 2_000)]);
    expect(await decisions.ofApplication('app_none')).toEqual([]);
  });
});

describe('notices', () => {
  const notice = (noticeId: string, idempotencyKey: string, at: number): NoticeRecord => {
    return { noticeId, idempotencyKey, lineId: 'line_1', template: 'bill-reminder', status: 'SENT', at };
  };

  test('the first evidence for a cause stays', async () => {
    const { notices } = test_.store;
    expect(await notices.record(notice('ntc_1', 'line_1:7:bill-reminder', 5))).toEqual(
      notice('ntc_1', 'line_1:7:bill-reminder', 5),
    );
    expect(await notices.record(notice('ntc_2', 'line_1:7:bill-reminder', 9))).toEqual(
      notice('ntc_1', 'line_1:7:bill-reminder', 5),
    );
    await notices.record(notice('ntc_0', 'line_1:3:bill-reminder', 1));
    expect((await notices.ofLine('line_1')).map(({ noticeId }) => noticeId)).toEqual(['ntc_0', 'ntc_1']);
    expect(await notices.findByKey('line_1:3:bill-reminder')).toEqual(notice('ntc_0', 'line_1:3:bill-reminder', 1));
    expect(await notices.findByKey('none')).toBeNull();
  });

  test('the same id for two causes is a mistake', async () => {
    await test_.store.notices.record(notice('ntc_9', 'key_a', 1));
    await expect(test_.store.notices.record(notice('ntc_9', 'key_b', 1))).rejects.toThrow();
  });
});

describe('api keys', () => {
  test('are shown once, and stored as a hash', async () => {
    const { apiKeys } = test_.store;
    const { clearKey, apiKey } = await apiKeys.create({
      name: 'checkout',
      scopes: ['lines:read', 'lines:write'],
      createdAt: 5,
    });
    expect(clearKey).toMatch(/^ws_[\w-]{43}$/);
    expect(apiKey.keyId).toBe(createHash('sha256').update(clearKey).digest('hex'));
    expect(await apiKeys.findActive(clearKey)).toEqual(apiKey);
    expect(await apiKeys.findActive(`${clearKey}x`)).toBeNull();
    expect(JSON.stringify(await rawCollection(test_.raw, 'apiKeys').find({}).toArray())).not.toContain(
      clearKey.slice(3),
    );
  });

  test('a revoked one is none', async () => {
    const { apiKeys } = test_.store;
    const { clearKey, apiKey } = await apiKeys.create({ name: 'old', scopes: [], createdAt: 1 });
    expect(await apiKeys.revoke(apiKey.keyId, 77)).toBe(true);
    expect(await apiKeys.revoke(apiKey.keyId, 99)).toBe(false);
    expect(await apiKeys.revoke('0'.repeat(64), 99)).toBe(false);
    expect(await apiKeys.findActive(clearKey)).toBeNull();
    expect((await apiKeys.list()).find(({ keyId }) => keyId === apiKey.keyId)).toMatchObject({
      name: 'old',
      revokedAt: 77,
    });
    expect((await apiKeys.list()).map(({ createdAt }) => createdAt)).toEqual([1, 5]);
  });
});

describe('plan versions', () => {
  test('are published once', async () => {
    const { planVersions } = test_.store;
    const first = await planVersions.publish(FLAT, 1_000);
    expect(first).toMatchObject({ terms: FLAT, publishedAt: 1_000 });
    expect(await planVersions.publish(FLAT, 2_000)).toEqual(first);
    await expect(planVersions.publish({ ...FLAT, annualCap: '0.36' }, 3_000)).rejects.toBeInstanceOf(RecordConflict);
    expect(await planVersions.find('order-flat', 1)).toEqual(first);
    expect(await planVersions.find('order-flat', 2)).toBeNull();
  });

  test('are listed by plan and version', async () => {
    const { planVersions } = test_.store;
    for (const version of [10, 2]) await planVersions.publish({ ...FLAT, version }, version);
    await planVersions.publish(CASH, 5);
    const ids = async (filter?: { readonly planId: string }) =>
      (await planVersions.list(filter)).map(({ terms }) => `${terms.planId}@${terms.version}`);
    expect(await ids()).toEqual(['cash-flat@1', 'order-flat@1', 'order-flat@2', 'order-flat@10']);
    expect(await ids({ planId: 'order-flat' })).toEqual(['order-flat@1', 'order-flat@2', 'order-flat@10']);
    expect(await ids({ planId: 'none' })).toEqual([]);
  });
});
