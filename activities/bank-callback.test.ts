import { ActivityNotFoundError } from '@temporalio/client';
import type { Client } from '@temporalio/client';
import type { MovementCallback } from '../gateways/ports.js';
import { completeMovement } from './bank-callback.js';

const CALLBACK: MovementCallback = {
  type: 'bank.movement',
  reference: 'credit-line/line_1#money:7',
  movement: {
    idempotencyKey: 'line_1:7:DEBIT',
    kind: 'debit',
    status: 'SUCCEEDED',
    amountMinor: 5_000,
    currency: 'CNY',
    failure: null,
    bankReference: 'b-1',
  },
};

function clientThat(complete: (...args: readonly unknown[]) => Promise<void>): Client {
  return { activity: { complete } } as unknown as Client;
}

describe('completeMovement', () => {
  test('completes the activity that the reference names, in whatever run is open', async () => {
    const completed: unknown[] = [];
    const client = clientThat(async (...args) => {
      completed.push(args);
      await Promise.resolve();
    });
    expect(await completeMovement(client, CALLBACK)).toBe('COMPLETED');
    expect(completed).toEqual([
      [
        { workflowId: 'credit-line/line_1', activityId: 'money:7' },
        { kind: 'SUCCEEDED', bankReference: 'b-1' },
      ],
    ]);
  });

  test('a failure is an outcome too', async () => {
    const outcomes: unknown[] = [];
    const client = clientThat(async (_, outcome) => {
      outcomes.push(outcome);
      await Promise.resolve();
    });
    const movement = {
      ...CALLBACK.movement,
      status: 'FAILED',
      failure: 'ACCOUNT_CLOSED',
      bankReference: null,
    } as const;
    await completeMovement(client, { ...CALLBACK, movement });
    expect(outcomes).toEqual([{ kind: 'FAILED', reason: 'ACCOUNT_CLOSED' }]);
  });

  test('a duplicate finds nobody waiting', async () => {
    const client = clientThat(async () => await Promise.reject(new ActivityNotFoundError('gone')));
    expect(await completeMovement(client, CALLBACK)).toBe('NOT_WAITING');
  });

  test.each([
    ['no reference of ours', { ...CALLBACK, reference: 'something else' }],
    ['no outcome yet', { ...CALLBACK, movement: { ...CALLBACK.movement, status: 'PENDING', bankReference: null } }],
  ] as const)('%s: nothing is completed', async (_, callback) => {
    const client = clientThat(async () => await Promise.reject(new Error('asked')));
    expect(await completeMovement(client, callback)).toBe('NOT_WAITING');
  });

  test('a server that is away is the caller to know of', async () => {
    const client = clientThat(async () => await Promise.reject(new Error('unavailable')));
    await expect(completeMovement(client, CALLBACK)).rejects.toThrow('unavailable');
  });
});
