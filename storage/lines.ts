import type { Connection } from 'mongoose';
import type { LineView } from '../domain/line/views.js';
import type { Page, PageRequest } from './page.js';
import { Projection } from './projection.js';

/** All conditions given must hold. */
export interface LineFilter {
  readonly customerId?: string;
  readonly delinquencyBucket?: LineView['delinquencyBucket'];
  readonly status?: LineView['status'];
  /** Lines that have an agreement of that plan, of any version. */
  readonly planId?: string;
  readonly lenderId?: string;
}

/** The paths of the filters, the most selective first. */
const PATHS = [
  ['customerId', 'view.customerId'],
  ['delinquencyBucket', 'view.delinquencyBucket'],
  ['planId', 'view.planIds'],
  ['status', 'view.status'],
  ['lenderId', 'view.lenderId'],
] as const satisfies readonly (readonly [keyof LineFilter, string])[];

function matches(filter: LineFilter, view: LineView): boolean {
  const { customerId, delinquencyBucket, planId, status, lenderId } = filter;
  return (
    (customerId === undefined || view.customerId === customerId) &&
    (delinquencyBucket === undefined || view.delinquencyBucket === delinquencyBucket) &&
    (planId === undefined || view.planIds.includes(planId)) &&
    (status === undefined || view.status === status) &&
    (lenderId === undefined || view.lenderId === lenderId)
  );
}

function indexedCondition(filter: LineFilter): Readonly<Record<string, string>> {
  for (const [name, path] of PATHS) {
    const value = filter[name];
    if (value !== undefined) return { [path]: value };
  }
  return {};
}

/** The projection of the lines, for reading and searching. */
export class Lines {
  readonly #projection: Projection<LineView>;

  constructor(connection: Connection) {
    const indexes = [
      { slot: 1, _id: 1 } as const,
      ...PATHS.map(([, path]) => ({ [path]: 1, slot: 1, _id: 1 }) as const),
    ];
    this.#projection = new Projection(connection, 'lines', indexes, ({ lineId }) => lineId);
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
    return await this.#projection.page(indexedCondition(filter), (view) => matches(filter, view), page);
  }
}
