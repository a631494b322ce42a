import { activityInfo, CompleteAsyncError } from '@temporalio/activity';
import { GatewayRefused } from '../gateways/errors.js';
import type { IntentOutcome } from '../domain/line/commands.js';
import type { BankGateway, Movement, MovementRequest } from '../gateways/ports.js';
import { gatewayFailure, retryable } from './failures.js';
import { storeEntries } from './journal.js';
import type { EntryStore, SaveEntries } from './journal.js';

/** A bank forgets a key after some days: sent again after that, it would move the money twice. */
const BANK_KEY_LIFETIME_MS = 5 * 86_400_000;
const ASK_AGAIN_MS = 3_600_000;

/** The bank's only refusal that says for certain that nothing moved. After any other one the outcome is unknown. */
const NOTHING_MOVED_CODE = 'invalid-request';

export interface MoveMoney {
  /** DEBIT takes from the customer; DISBURSEMENT and PAYOUT pay to them. */
  readonly kind: 'DEBIT' | 'DISBURSEMENT' | 'PAYOUT';
  /** `<lineId>:<seq>:<kind>`: one movement, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly lineId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly accountRef: string;
  /** What the money is for; the same for every attempt to collect the same thing. */
  readonly purpose: string;
  /** Comes back in the bank's callback and leads it to this activity. */
  readonly callbackReference: string;
  /** When the key was first used. Epoch ms of the line's clock. */
  readonly requestedAt: number;
  /** Stored before the bank is asked; null: everything is stored already. */
  readonly save: SaveEntries | null;
}

export interface PaymentDependencies {
  readonly store: EntryStore;
  readonly bank: BankGateway;
  /** Where the bank sends its callbacks. */
  readonly callbackUrl: string;
  /** The account behind a reference; null: there is none. */
  readonly accountNumberOf: (accountRef: string, lineId: string) => Promise<string | null>;
  /** Tells the line that its answer takes time: until then it waits for that first, before it looks at its agenda. */
  readonly nudgeLine: (lineId: string) => Promise<void>;
  /** Wall clock. */
  readonly now: () => number;
}

export function outcomeOf(movement: Movement): IntentOutcome | null {
  switch (movement.status) {
    case 'PENDING':
      return null;
    case 'SUCCEEDED':
      return { kind: 'SUCCEEDED', bankReference: movement.bankReference };
    case 'FAILED':
      return { kind: 'FAILED', reason: movement.failure ?? 'UNKNOWN' };
  }
}

/**
 * Asks the bank with the same key at each try, which tells the outcome if it has one. A key that the bank may have
 * forgotten is looked up and never sent again.
 *
 * In virtual time the line's clock is ahead of the wall's: the key then counts as young, as it is.
 */
async function askBank(request: MoveMoney, dependencies: PaymentDependencies): Promise<Movement | 'NO_ACCOUNT'> {
  const { bank, callbackUrl, accountNumberOf, now } = dependencies;
  if (now() - request.requestedAt > BANK_KEY_LIFETIME_MS) {
    const found = await bank.find(request.idempotencyKey);
    if (found !== null) return found;
    throw retryable('bank-silent', `the bank does not know ${request.idempotencyKey} any more: reconcile it by hand`, {
      nextRetryDelayMs: ASK_AGAIN_MS,
    });
  }
  const accountNumber = await accountNumberOf(request.accountRef, request.lineId);
  if (accountNumber === null) return 'NO_ACCOUNT';
  const movement: MovementRequest = {
    idempotencyKey: request.idempotencyKey,
    amountMinor: request.amountMinor,
    currency: request.currency,
    accountNumber,
    purpose: request.purpose,
    callback: { url: callbackUrl, reference: request.callbackReference },
  };
  switch (request.kind) {
    case 'DEBIT':
      return await bank.debit(movement);
    case 'DISBURSEMENT':
      return await bank.disburse(movement);
    case 'PAYOUT':
      return await bank.refund(movement);
  }
}

export function createPaymentActivities(dependencies: PaymentDependencies) {
  return {
    /**
     * Moves money and gives the bank's outcome. Completes later, by the bank's callback, when the bank says PENDING.
     *
     * Never fails for good: without an answer nobody knows whether the money moved, so it is asked for again, with the
     * same key, until there is one. A request that the bank refuses as such has moved nothing: that is an outcome.
     */
    moveMoney: async (request: MoveMoney): Promise<IntentOutcome> => {
      if (request.save !== null) await storeEntries(dependencies.store, request.save);
      if (activityInfo().attempt > 1) await dependencies.nudgeLine(request.lineId);
      let movement: Movement | 'NO_ACCOUNT';
      try {
        movement = await askBank(request, dependencies);
      } catch (thrown) {
        if (thrown instanceof GatewayRefused && thrown.code === NOTHING_MOVED_CODE)
          return { kind: 'FAILED', reason: `REFUSED:${thrown.code}` };
        throw gatewayFailure(thrown, ASK_AGAIN_MS);
      }
      if (movement === 'NO_ACCOUNT') return { kind: 'FAILED', reason: 'ACCOUNT_UNKNOWN' };
      const outcome = outcomeOf(movement);
      if (outcome === null) throw new CompleteAsyncError();
      return outcome;
    },
  };
}

export type PaymentActivities = ReturnType<typeof createPaymentActivities>;
