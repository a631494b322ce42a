import type { ApiClient } from '../api-client.js';
import { ApiUnreachable } from '../api-client.js';
import { eachLimited } from '../limited.js';
import type { BookTerms } from './book.js';
import type { CustomerRow } from './customer-row.js';
import { liveCustomer, type CustomerResult } from './live-customer.js';

/** A customer whose months did not come to their end. */
export interface BookFailure {
  readonly customer: string;
  /** Where the customer had come to; null before the line was open. */
  readonly on: string | null;
  readonly thrown: unknown;
}

export interface Book {
  /** In the order of the customers. */
  readonly results: readonly CustomerResult[];
  readonly failures: readonly BookFailure[];
}

export interface BookRun {
  readonly client: ApiClient;
  readonly terms: BookTerms;
  readonly concurrency: number;
  /** No customer is begun after it. */
  readonly signal: AbortSignal;
  /** Told whenever a customer is done. */
  readonly onCustomer: () => void;
}

/** Lives all customers' months, some at the same time; one that fails does not stop the others. */
export async function runBook(customers: readonly CustomerRow[], run: BookRun): Promise<Book> {
  const failures: BookFailure[] = [];
  const results = await eachLimited(customers, run.concurrency, async (row) => {
    // Nobody answers any more: the rest would only wait for nothing.
    if (run.signal.aborted || failures.some(({ thrown }) => thrown instanceof ApiUnreachable)) return null;
    let on: string | null = null;
    try {
      return await liveCustomer(run.client, row, run.terms, (day) => {
        on = day;
      });
    } catch (thrown) {
      failures.push({ customer: row.id, on, thrown });
      return null;
    } finally {
      run.onCustomer();
    }
  });
  return { results: results.filter((result) => result !== null), failures };
}
