import type { BenchLine } from '../lines/bench-line.js';
import type { BenchStack } from '../servers/bench-stack.js';

const DRAW_MINOR = 30_000;
const PERIODS = 3;
/** Requests of one key in a minute are bounded: more clients than one, as in life. */
const KEYS = 16;

export interface ApiClient {
  readonly apiUrl: string;
  readonly keys: readonly string[];
}

/** Clients of the API with keys of their own. */
export async function apiClient({ stack, store }: BenchStack): Promise<ApiClient> {
  const keys: string[] = [];
  for (let nr = 0; nr < KEYS; nr += 1) {
    const key = { name: `bench ${nr}`, scopes: ['lines:read', 'lines:write'], createdAt: Date.now() };
    keys.push((await store.apiKeys.create(key)).clearKey);
  }
  return { apiUrl: stack.config.apiUrl, keys };
}

/**
 * @param nr makes the idempotency key
 * @throws Error when the API does not answer 201 */
export async function drawByApi(api: ApiClient, line: BenchLine, nr: number): Promise<void> {
  const answer = await fetch(`${api.apiUrl}/v1/credit-lines/${line.lineId}/draws`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${api.keys[nr % KEYS]!}`,
      'content-type': 'application/json',
      'idempotency-key': `bench-draw-${nr}`,
    },
    body: JSON.stringify({
      amountMinor: DRAW_MINOR,
      currency: 'CNY',
      planId: 'cash-flat',
      periods: PERIODS,
      accountRef: line.accountRef,
    }),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`a draw was answered ${answer.status}: ${text}`);
}
