import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import { FLAT, PAY_LATER, TERMS } from '../../domain/line/testing.js';
import { Line } from './line.js';
import { restorePlans, sharePlans, type SharedEnvelope } from './shared-plans.js';

const NOW_MS = Date.UTC(2026, 0, 5, 4);
const PURCHASES = 20;

function lineOfManyPurchases(): Line {
  const open = { lineId: 'line_1', customerId: 'cus_1', applicationId: 'app_1', accountRef: 'acc_1' };
  const line = Line.open({ ...open, limitMinor: 1_000_000, terms: TERMS, answerTimeoutMs: 1_000 }, NOW_MS, 'build-1');
  for (let nr = 0; nr < PURCHASES; nr += 1) {
    const [plan, periods]: readonly [PlanTerms, number] = nr % 2 === 0 ? [PAY_LATER, 1] : [FLAT, 3];
    const order = { orderId: `order-${nr}`, merchantId: 'mer_1', amountMinor: 10_000, currency: 'CNY' };
    const command = { type: 'authorize', ...order, plan, periods, capture: 'IMMEDIATE' } as const;
    expect(line.execute({ commandId: `c-${nr}`, command, body: { plan: nr } }, NOW_MS).ok).toBe(true);
  }
  const save = line.unsaved(NOW_MS);
  if (save !== null) line.markSaved(save);
  return line;
}

test('each plan version stands once, and comes back wherever it stood', () => {
  const envelope = lineOfManyPurchases().seal();
  const shared = sharePlans(envelope);
  expect(shared.plans?.map(({ planId }) => planId)).toEqual([PAY_LATER.planId, FLAT.planId]);
  expect(JSON.stringify(shared.envelope.state)).not.toContain('"planId"');
  expect(restorePlans(JSON.parse(JSON.stringify(shared)) as SharedEnvelope)).toEqual(
    JSON.parse(JSON.stringify(envelope)),
  );
  expect(JSON.stringify(shared).length).toBeLessThan(0.5 * JSON.stringify(envelope).length);
});

test('an envelope without shared plans is taken as it is', () => {
  const envelope = lineOfManyPurchases().seal();
  expect(restorePlans({ envelope })).toBe(envelope);
});

test('a number that names no plan stops the task', () => {
  const { envelope } = sharePlans(lineOfManyPurchases().seal());
  expect(() => restorePlans({ envelope, plans: [PAY_LATER] })).toThrow('names plan 1 of 1');
});
