import type { Connection } from 'mongoose';
import type { LineView } from '../domain/line/views.js';
import type { Page, PageRequest } from './page.js';
import { Projection } from './projection.js';

/** All conditions given must hold. */
export interface LineFilter {
  readonly customerId?: string;
  readonly delinquencyBucket?: LineView['delinquencyBucket'];
  /** `planId@version`, or `planId` for any version: lines that owe something on such an agreement. */
  readonly planId?: string;
  readonly status?: LineView['status'];
  readonly lenderId?: string;
}

/** The most selective first. */
const KEYS = {
  customerId: (id: string) => `customer:${id}`,
  delinquencyBucket: (bucket: string) => `bucket:${bucket}`,
  planId: (ref: string) => `plan:${ref}`,
  status: (status: string) => `status:${status}`,
  lenderId: (id: string) => `lender:${id}`,
} as const satisfies Required<Record<keyof LineFilter, (value: string) => string>>;

function keysOf(view: LineView): readonly string[] {
  const plans = view.planIds.flatMap((ref) => [ref, ref.replace(/@.*$/, '')]);
  return [
    KEYS.customerId(view.customerId),
    KEYS.delinquencyBucket(view.delinquencyBucket),
    ...new Set(plans.map(KEYS.planId)),
    KEYS.status(view.status),
    KEYS.lenderId(view.lenderId),
  ];
}

function wantedKeys(filter: LineFilter): readonly string[] {
  const names = Object.keys(KEYS) as (keyof LineFilter)[]; // the keys of a record of them
  return names.flatMap((name) => {
    const value = filter[name];
    return value === undefined ? [] : [KEYS[name](value)];
  });
}

/** The projection of the lines, for reading and searching. */
export class Lines {
  readonly #projection: Projection<LineView>;

  constructor(connection: Connection) {
    this.#projection = new Projection(connection, { collection: 'lines', idOf: ({ lineId }) => lineId, keysOf });
  }

  async createIndexes(): Promise<void> {
    await this.#projection.createIndexes();
  }

  /** Stores the view unless a newer or equal one is stored. */
  async save(view: LineView): Promise<void> {
    await this.#projection.save([view]);
  }

  async find(lineId: string): Promise<LineView | null> {
    return await this.#projection.find(lineId);
  }

  /** @throws InvalidPage */
  async list(filter: LineFilter, page: PageRequest): Promise<Page<LineView>> {
    return await this.#projection.page(wantedKeys(filter), page);
  }
}
