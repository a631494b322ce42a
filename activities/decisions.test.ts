import { ASIA_SHANGHAI } from '../domain/calendar/zone.js';
import type { DecisionRecord } from '../scoring/decision-record.js';
import { createDecisionActivities } from './decisions.js';
import type { DecideApplication } from './decisions.js';

const INPUT: DecideApplication = {
  decisionId: 'dec_1_3',
  applicationId: 'app_1',
  customerId: 'cus_1',
  lenderId: 'len_1',
  currency: 'CNY',
  requestedLimitMinor: 500_000,
  billDay: 5,
  zone: ASIA_SHANGHAI,
  preset: 'cnPayLaterStatement',
  features: {
    monthlyIncomeMinor: 1_200_000,
    hasIncomeProof: true,
    employmentMonths: 60,
    monthlyDebtServiceMinor: 0,
    isStudent: false,
    existingLimitMinor: null,
    utilization: '0.20',
    lateOf6: 0,
    purpose: 'HOUSEHOLD',
  },
  identity: 'PASS',
  asOf: Date.UTC(2026, 5, 14, 16, 0), // midnight of 15 June in Shanghai
};

function world(birthOn: string | null = '1990-01-01') {
  const stored = new Map<string, DecisionRecord>();
  const customer = { birthOn };
  const activities = createDecisionActivities({
    store: {
      customers: {
        find: () => Promise.resolve(customer.birthOn === null ? null : { birthOn: customer.birthOn }),
      },
      decisions: {
        find: (id) => Promise.resolve(stored.get(id) ?? null),
        save: (record) => {
          stored.set(record.decisionId, record);
          return Promise.resolve();
        },
      },
    },
  });
  return { stored, customer, ...activities };
}

describe('decideApplication', () => {
  test('stores the record that it returns', async () => {
    const { decideApplication, stored } = world();
    const record = await decideApplication(INPUT);
    expect(record).toMatchObject({ outcome: 'APPROVE', asOf: INPUT.asOf });
    expect(stored.get('dec_1_3')).toEqual(record);
  });

  test.each([
    ['the 18th birthday in the line’s zone', '2008-06-15', 'APPROVE'],
    ['one day short of it', '2008-06-16', 'DECLINE'],
    ['the last day of being 55', '1970-06-16', 'APPROVE'],
    ['the 56th birthday', '1970-06-15', 'DECLINE'],
    ['born long before 1970', '1950-01-01', 'DECLINE'],
  ])('%s', async (_name, birthOn, outcome) => {
    expect((await world(birthOn).decideApplication(INPUT)).outcome).toBe(outcome);
  });

  test('the preset’s lender type counts: no micro-loan for a student', async () => {
    const features = { ...INPUT.features, isStudent: true };
    const record = await world().decideApplication({ ...INPUT, features });
    expect(record.reasons).toEqual([{ code: 'student', rule: 'CML-8' }]);
  });

  test('a repeat returns the stored decision although the customer’s record has changed', async () => {
    const { decideApplication, customer } = world();
    const first = await decideApplication(INPUT);
    customer.birthOn = '2015-01-01';
    expect(await decideApplication(INPUT)).toEqual(first);
  });

  test('the record holds no birth date', async () => {
    expect(JSON.stringify(await world('1990-01-01').decideApplication(INPUT))).not.toContain('1990');
  });

  test.each([
    ['an erased customer', null, {}, 'customer-unknown'],
    ['nonsense in the customer’s record', 'yesterday', {}, 'decision-impossible'],
    ['a preset that is not shipped', '1990-01-01', { preset: 'none' }, 'decision-impossible'],
    ['a requested limit that is no amount', '1990-01-01', { requestedLimitMinor: 0.5 }, 'decision-impossible'],
  ])('%s: no decision, and nothing stored', async (_name, birthOn, change, type) => {
    const { decideApplication, stored } = world(birthOn);
    await expect(decideApplication({ ...INPUT, ...change })).rejects.toMatchObject({ type, nonRetryable: true });
    expect(stored.size).toBe(0);
  });
});
