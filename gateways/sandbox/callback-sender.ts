import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { signCallback } from '../callback-signature.js';

const BACKOFF_MS_FIRST = 50;
const BACKOFF_MS_MAX = 5_000;
/** About a quarter of an hour; what is undelivered then is tried again after a restart. */
const TRIES_MAX = 200;
const TIMEOUT_MS = 10_000;
/** What a post under way gets when the service stops: cut off, it would be sent a second time after the restart. */
const STOP_GRACE_MS = 1_000;
const POSTS_AT_ONCE_MAX = 64;

export interface Callback {
  /** For the log. */
  readonly key: string;
  readonly dueAt: number;
  /** Read at each try: a repeated request may have moved it. */
  readonly url: () => string;
  readonly body: string;
}

/** GONE: the receiver answered 410, it wants no more of it. */
export type CallbackResult = 'DELIVERED' | 'GONE' | 'GIVEN_UP' | 'STOPPED';

/** @returns 50 ms before the second try, doubling up to 5 s */
export function backoffMs(triesMade: number): number {
  return Math.min(BACKOFF_MS_FIRST * 2 ** Math.min(triesMade - 1, 30), BACKOFF_MS_MAX);
}

/** Posts signed callbacks until the receiver takes them (2xx) or wants no more (410). */
export class CallbackSender {
  readonly #secret: string;
  readonly #now: () => number;
  readonly #logger: Logger;
  /** Ends all waiting at once; the posts end with `#cut`, a little later. */
  readonly #stop = new AbortController();
  readonly #cut = new AbortController();
  readonly #queue: (() => void)[] = [];
  #posting = 0;

  constructor(secret: string, now: () => number, logger: Logger) {
    this.#secret = secret;
    this.#now = now;
    this.#logger = logger;
    setMaxListeners(0, this.#stop.signal, this.#cut.signal); // every callback listens
  }

  stop(): void {
    this.#stop.abort();
    for (const enter of this.#queue.splice(0)) enter();
    setTimeout(() => this.#cut.abort(), STOP_GRACE_MS).unref();
  }

  async deliver(callback: Callback): Promise<CallbackResult> {
    await this.#wait(callback.dueAt - this.#now());
    for (let tries = 1; tries <= TRIES_MAX; tries += 1) {
      const status = await this.#inTurn(() => this.#post(callback));
      if (status >= 200 && status <= 299) return 'DELIVERED';
      if (status === 410) return 'GONE';
      if (this.#stop.signal.aborted) return 'STOPPED';
      if (tries === 1) this.#logger.info({ key: callback.key, status }, 'callback not taken, will be repeated');
      await this.#wait(backoffMs(tries));
    }
    this.#logger.warn({ key: callback.key }, 'callback given up until the next start');
    return 'GIVEN_UP';
  }

  /** The status, or 0: no answer. */
  async #post(callback: Callback): Promise<number> {
    if (this.#stop.signal.aborted) return 0;
    try {
      const response = await fetch(callback.url(), {
        method: 'POST',
        headers: { ...signCallback(this.#secret, callback.body, this.#now()), 'content-type': 'application/json' },
        body: callback.body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#cut.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#posting >= POSTS_AT_ONCE_MAX) await new Promise<void>((enter) => this.#queue.push(enter));
    this.#posting += 1;
    try {
      return await work();
    } finally {
      this.#posting -= 1;
      this.#queue.shift()?.();
    }
  }

  async #wait(delayMs: number): Promise<void> {
    // Stopping ends every wait; the next look at the signal ends the delivery.
    await sleep(Math.max(0, delayMs), undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }
}
