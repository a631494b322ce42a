import type { Connection } from 'mongoose';
import type { ApplicationStatus, ApplicationView } from '../domain/application/application-view.js';
import type { Page, PageRequest } from './page.js';
import { Projection } from './projection.js';

/** All conditions given must hold. */
export interface ApplicationFilter {
  readonly customerId?: string;
  readonly status?: ApplicationStatus;
}

function keysOf({ customerId, status }: ApplicationFilter): readonly string[] {
  return [
    ...(customerId === undefined ? [] : [`customer:${customerId}`]),
    ...(status === undefined ? [] : [`status:${status}`]),
  ];
}

/** The projection of the applications. */
export class Applications {
  readonly #projection: Projection<ApplicationView>;

  constructor(connection: Connection) {
    const idOf = ({ applicationId }: ApplicationView) => applicationId;
    this.#projection = new Projection<ApplicationView>(connection, { collection: 'applications', idOf, keysOf });
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
    return await this.#projection.page(keysOf(filter), page);
  }
}
