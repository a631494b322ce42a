import type { BankBook } from './bank-book.js';
import type { CallbackSender } from './callback-sender.js';

/** Brings the outcome of each movement to its receiver, and notes in the book what was taken. */
export class BankCallbacks {
  readonly #book: BankBook;
  readonly #sender: CallbackSender;
  readonly #now: () => number;
  readonly #running = new Set<Promise<void>>();

  constructor(book: BankBook, sender: CallbackSender, now: () => number) {
    this.#book = book;
    this.#sender = sender;
    this.#now = now;
  }

  /** Starts what was open when the service last ended. */
  resume(): void {
    for (const key of this.#book.keys()) void this.start(key, 0);
  }

  /**
   * Delivers the open callbacks of a key, one after the other, each at least `delayMs` from now. Never rejects: a file
   * that cannot be written any more shows in the health answer, and the callback is sent again after a restart.
   */
  async start(key: string, delayMs: number): Promise<void> {
    const delivery = this.#deliverAll(key, delayMs).catch(() => undefined);
    this.#running.add(delivery);
    await delivery;
    this.#running.delete(delivery);
  }

  /** Posts under way may still be answered and noted; the others wait for the next start. */
  async stop(): Promise<void> {
    this.#sender.stop();
    await Promise.all(this.#running); // bounded: each one ends with its post
  }

  async #deliverAll(key: string, delayMs: number): Promise<void> {
    for (const callback of this.#book.openCallbacks(key)) {
      const result = await this.#sender.deliver({
        key,
        dueAt: Math.max(callback.settlesAt, this.#now() + delayMs),
        url: callback.url,
        body: JSON.stringify(callback.body),
      });
      if (result === 'STOPPED' || result === 'GIVEN_UP') return;
      await this.#book.calledBack(key);
    }
  }
}
