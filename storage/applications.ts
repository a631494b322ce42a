import type { Connection } from 'mongoose';
import type { ApplicationStatus, ApplicationView } from '../domain/application/application-view.js';
import type { Page, PageRequest } from './page.js';
import { Projection } from './projection.js';

/** All conditions given must hold. */
export interface ApplicationFilter {
  readonly customerId?: string;
  readonly status?: ApplicationStatus;
}

function indexedCondition({ customerId, status }: ApplicationFilter): Readonly<Record<string, string>> {
  if (customerId !== undefined) return { 'view.customerId': customerId };
  if (status !== undefined) return { 'view.status': status };
  return {};
}

/** The projection of the applications. */
export class Applications {
  readonly #projection: Projection<ApplicationView>;

  constructor(connection: Connection) {
    const indexes = [
      { slot: 1, _id: 1 },
      { 'view.customerId': 1, slot: 1, _id: 1 },
      { 'view.status': 1, slot: 1, _id: 1 },
    ] as const;
    this.#projection = new Projection<ApplicationView>(
      connection,
      'applications',
      indexes,
      (view) => view.applicationId,
    );
  }

  async createIndexes(): Promise<void> {
    await this.#projection.createIndexes();
  }

  /** Stores the view unless a newer or equal one is stored. */
  async save(view: ApplicationView): Promise<void> {
    await this.#projection.save([view]);
  }

  async find(applicationId: string): Promise<ApplicationView | null> {
    return await this.#projection.find(applicationId);
  }

  /** @throws InvalidPage */
  async list(filter: ApplicationFilter, page: PageRequest): Promise<Page<ApplicationView>> {
    const { status } = filter;
    const matches = (view: ApplicationView) => status === undefined || view.status === status;
    return await this.#projection.page(indexedCondition(filter), matches, page);
  }
}
