import { createHash } from 'node:crypto';
import type { ApiKeys, Caller } from '../deps.js';

/** A revoked key works this much longer. */
const KNOWN_FOR_MS = 30_000;
const KNOWN_MAX = 1_000;
const KEY_FORM = /^ws_[A-Za-z0-9_-]{16,100}$/;
/** Enough to tell keys apart in a log. */
const KEY_ID_CHARACTERS = 16;

/** API keys with a short memory, so that not every request asks the store. Unknown keys are never remembered. */
export class KnownKeys {
  readonly #keys: ApiKeys;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly caller: Caller; readonly untilMs: number }>();

  constructor(keys: ApiKeys, now: () => number) {
    this.#keys = keys;
    this.#now = now;
  }

  /** null: no such key, or one that is revoked. */
  async find(key: string): Promise<Caller | null> {
    if (!KEY_FORM.test(key)) return null;
    const hash = createHash('sha256').update(key).digest('hex');
    const known = this.#known.get(hash);
    if (known !== undefined && known.untilMs > this.#now()) return known.caller;
    this.#known.delete(hash);
    const found = await this.#keys.findActive(key);
    if (found === null) return null;
    const caller = { keyId: found.keyId.slice(0, KEY_ID_CHARACTERS), scopes: found.scopes };
    this.#remember(hash, caller);
    return caller;
  }

  #remember(hash: string, caller: Caller): void {
    this.#known.set(hash, { caller, untilMs: this.#now() + KNOWN_FOR_MS });
    const [oldest] = this.#known.keys();
    if (this.#known.size > KNOWN_MAX && oldest !== undefined) this.#known.delete(oldest);
  }
}
