import { ApplicationFailure } from '@temporalio/common';
import { GatewayRefused, GatewayTimeout, GatewayUnavailable } from '../gateways/errors.js';
import type { IdentityGateway, IdentityRequest } from '../gateways/ports.js';
import { createIdentityActivities } from './identity.js';

const CUSTOMER = { name: '张三', documentNumber: '1101010000', birthOn: '1990-01-01', phone: '13800000000' };
const INPUT = { idempotencyKey: 'app_1:1:identity', customerId: 'cus_1' };

function activitiesWith(check: IdentityGateway['check'], customer: typeof CUSTOMER | null = CUSTOMER) {
  return createIdentityActivities({
    customers: { find: () => Promise.resolve(customer) },
    identity: { check },
  });
}

async function failureOf(thrown: Error): Promise<ApplicationFailure> {
  const failed = await activitiesWith(() => Promise.reject(thrown))
    .checkIdentity(INPUT)
    .catch((error: unknown) => error);
  if (!(failed instanceof ApplicationFailure)) throw new Error('not a failure of the application');
  return failed;
}

describe('checkIdentity', () => {
  test('sends the person under the application’s key and nothing else', async () => {
    const sent: IdentityRequest[] = [];
    const answer = { outcome: 'PASS', checkId: 'chk_1', checkedAt: 5 } as const;
    const { checkIdentity } = activitiesWith((request) => {
      sent.push(request);
      return Promise.resolve(answer);
    });
    expect(await checkIdentity(INPUT)).toEqual(answer);
    expect(sent).toEqual([{ idempotencyKey: 'app_1:1:identity', ...CUSTOMER }]);
  });

  test.each([
    ['time-out', new GatewayTimeout('identity', 10), 'identity-unavailable', false],
    ['not reachable', new GatewayUnavailable('identity', 'ECONNREFUSED'), 'identity-unavailable', false],
    ['any other error', new Error('socket'), 'identity-unavailable', false],
    ['refused', new GatewayRefused('identity', 'invalid-request', 'name'), 'identity-refused', true],
  ])('%s', async (_name, thrown, type, nonRetryable) => {
    expect(await failureOf(thrown)).toMatchObject({ type, nonRetryable });
  });

  test('comes back when the checker says', async () => {
    expect(await failureOf(new GatewayUnavailable('identity', 'status 429', 7_000))).toMatchObject({
      nextRetryDelay: 7_000,
    });
  });

  test('an erased customer is not worth repeating', async () => {
    const { checkIdentity } = activitiesWith(() => Promise.reject(new Error('must not be asked')), null);
    await expect(checkIdentity(INPUT)).rejects.toMatchObject({ type: 'customer-unknown', nonRetryable: true });
  });
});
