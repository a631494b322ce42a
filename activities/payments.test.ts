import { CompleteAsyncError } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { GatewayRefused, GatewayTimeout, GatewayUnavailable } from '../gateways/errors.js';
import type { BankGateway, Movement, MovementRequest } from '../gateways/ports.js';
import { JournalConflict } from '../storage/errors.js';
import type { SaveEntries } from './journal.js';
import { createPaymentActivities } from './payments.js';
import type { MoveMoney } from './payments.js';

/** The environment would report each failure that is expected. */
const SILENT = new DefaultLogger('ERROR', () => undefined);

const NOW_MS = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const SAVE = { lineId: 'line_1', entries: [] } as unknown as SaveEntries;

const REQUEST: MoveMoney = {
  kind: 'DEBIT',
  idempotencyKey: 'line_1:7:DEBIT',
  lineId: 'line_1',
  amountMinor: 5_000,
  currency: 'CNY',
  accountRef: 'acc_1',
  purpose: 'bill:2026-06-03',
  callbackReference: 'credit-line/line_1#money:7',
  requestedAt: NOW_MS,
  save: SAVE,
};

const movement = (changes: Partial<Movement> = {}): Movement => ({
  idempotencyKey: REQUEST.idempotencyKey,
  kind: 'debit',
  status: 'SUCCEEDED',
  amountMinor: 5_000,
  currency: 'CNY',
  failure: null,
  bankReference: 'b-1',
  ...changes,
});

interface Bench {
  readonly log: string[];
  readonly sent: MovementRequest[];
  readonly move: (request?: Partial<MoveMoney>, attempt?: number) => Promise<unknown>;
}

function bench(
  answer: () => Movement | Error,
  parts: { readonly found?: Movement | null; readonly save?: () => Promise<void> } = {},
): Bench {
  const log: string[] = [];
  const sent: MovementRequest[] = [];
  const ask = (name: string) => async (request: MovementRequest) => {
    log.push(name);
    sent.push(request);
    const answered = answer();
    if (answered instanceof Error) throw answered;
    return await Promise.resolve(answered);
  };
  const bank: BankGateway = {
    debit: ask('debit'),
    disburse: ask('disburse'),
    refund: ask('refund'),
    find: async () => {
      log.push('find');
      return await Promise.resolve(parts.found ?? null);
    },
  };
  const { moveMoney } = createPaymentActivities({
    store: {
      saveFlush: async () => {
        log.push('save');
        await parts.save?.();
      },
    },
    bank,
    callbackUrl: 'http://api/callbacks',
    accountNumberOf: async (accountRef) => await Promise.resolve(accountRef === 'acc_1' ? '6222' : null),
    nudgeLine: async (lineId) => {
      log.push(`nudge ${lineId}`);
      await Promise.resolve();
    },
    now: () => NOW_MS,
  });
  return {
    log,
    sent,
    move: async (request = {}, attempt = 1) =>
      await new MockActivityEnvironment({ attempt }, { logger: SILENT }).run(moveMoney, { ...REQUEST, ...request }),
  };
}

async function failureOf(moved: Promise<unknown>): Promise<ApplicationFailure> {
  const thrown: unknown = await moved.catch((reason: unknown) => reason);
  if (thrown instanceof ApplicationFailure) return thrown;
  throw new Error('no failure', { cause: thrown });
}

describe('moveMoney', () => {
  test('stores the entries first, then asks the bank with the key of their position', async () => {
    const { log, sent, move } = bench(() => movement());
    expect(await move()).toEqual({ kind: 'SUCCEEDED', bankReference: 'b-1' });
    expect(log).toEqual(['save', 'debit']);
    expect(sent).toEqual([
      {
        idempotencyKey: 'line_1:7:DEBIT',
        amountMinor: 5_000,
        currency: 'CNY',
        accountNumber: '6222',
        purpose: 'bill:2026-06-03',
        callback: { url: 'http://api/callbacks', reference: 'credit-line/line_1#money:7' },
      },
    ]);
  });

  test('asks nobody when the entries cannot be stored', async () => {
    const { log, move } = bench(() => movement(), { save: async () => await Promise.reject(new Error('away')) });
    await expect(move()).rejects.toThrow('away');
    expect(log).toEqual(['save']);
  });

  test('a journal that holds something else is final', async () => {
    const save = async () => await Promise.reject(new JournalConflict('line_1', 7, 'CONTENT'));
    const failure = await failureOf(bench(() => movement(), { save }).move());
    expect([failure.type, failure.nonRetryable]).toEqual(['journal-conflict', true]);
  });

  test('has nothing to store after continue-as-new', async () => {
    const { log, move } = bench(() => movement());
    await move({ save: null });
    expect(log).toEqual(['debit']);
  });

  test.each([
    ['DEBIT', 'debit'],
    ['DISBURSEMENT', 'disburse'],
    ['PAYOUT', 'refund'],
  ] as const)('%s is a %s at the bank', async (kind, asked) => {
    const { log, move } = bench(() => movement());
    await move({ kind });
    expect(log).toEqual(['save', asked]);
  });

  test('PENDING is completed later, by the callback', async () => {
    await expect(bench(() => movement({ status: 'PENDING', bankReference: null })).move()).rejects.toThrow(
      CompleteAsyncError,
    );
  });

  test('a later try nudges the line, which waits for the answer first', async () => {
    const { log, move } = bench(() => movement());
    await move({}, 2);
    expect(log).toEqual(['save', 'nudge line_1', 'debit']);
  });

  test.each([
    ['the bank says no', () => movement({ status: 'FAILED', failure: 'ACCOUNT_CLOSED' }), 'ACCOUNT_CLOSED'],
    [
      'the bank does not take the request',
      () => new GatewayRefused('bank', 'invalid-request'),
      'REFUSED:invalid-request',
    ],
  ] as const)('%s: nothing moved, and that is an outcome', async (_, answer, reason) => {
    expect(await bench(answer).move()).toEqual({ kind: 'FAILED', reason });
  });

  test('an account that nobody has is an outcome', async () => {
    expect(await bench(() => movement()).move({ accountRef: 'acc_2' })).toEqual({
      kind: 'FAILED',
      reason: 'ACCOUNT_UNKNOWN',
    });
  });

  test.each([
    ['no answer', new GatewayTimeout('bank', 5), 'gateway-unavailable'],
    ['not there', new GatewayUnavailable('bank', 'ECONNREFUSED'), 'gateway-unavailable'],
    ['an answer that makes no sense', new GatewayRefused('bank', 'invalid-answer'), 'gateway-refused'],
    ['a key that is said to be another movement', new GatewayRefused('bank', 'key-reused'), 'gateway-refused'],
  ] as const)('%s: nobody knows, so it is asked again', async (_, thrown, type) => {
    const failure = await failureOf(bench(() => thrown).move());
    expect([failure.type, failure.nonRetryable]).toEqual([type, false]);
  });

  describe('with a key that the bank may have forgotten', () => {
    const old = { requestedAt: NOW_MS - 5 * DAY_MS - 1 };

    test('is not sent again but looked up', async () => {
      const { log, move } = bench(() => movement(), { found: movement() });
      expect(await move(old)).toEqual({ kind: 'SUCCEEDED', bankReference: 'b-1' });
      expect(log).toEqual(['save', 'find']);
    });

    test('and is asked about hourly while the bank says that it does not know it', async () => {
      const { log, move } = bench(() => movement());
      const failure = await failureOf(move(old));
      expect([failure.type, failure.nonRetryable, failure.nextRetryDelay]).toEqual(['bank-silent', false, 3_600_000]);
      expect(log).toEqual(['save', 'find']);
    });

    test('five days to the millisecond is not too old', async () => {
      const { log, move } = bench(() => movement());
      await move({ requestedAt: NOW_MS - 5 * DAY_MS });
      expect(log).toEqual(['save', 'debit']);
    });
  });
});
