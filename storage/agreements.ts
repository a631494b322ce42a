import type { Connection } from 'mongoose';
import type { AgreementView } from '../domain/line/views.js';
import { pageOfList, type Page, type PageRequest } from './page.js';
import { Projection } from './projection.js';

const textOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The projection of the agreements. */
export class Agreements {
  readonly #projection: Projection<AgreementView>;

  constructor(connection: Connection) {
    this.#projection = new Projection(connection, {
      collection: 'agreements',
      idOf: ({ agreementId }) => agreementId,
      keysOf: ({ lineId }) => [`line:${lineId}`],
    });
  }

  async createIndexes(): Promise<void> {
    await this.#projection.createIndexes();
  }

  /** Stores each view unless a newer or equal one is stored. */
  async save(views: readonly AgreementView[]): Promise<void> {
    await this.#projection.save(views);
  }

  async find(agreementId: string): Promise<AgreementView | null> {
    return await this.#projection.find(agreementId);
  }

  /** The agreements of a line, the oldest first. */
  async ofLine(lineId: string): Promise<readonly AgreementView[]> {
    const views = await this.#projection.allWith(`line:${lineId}`);
    return [...views].sort((a, b) => textOrder(a.formedOn, b.formedOn) || textOrder(a.agreementId, b.agreementId));
  }

  /** @throws InvalidPage */
  async list({ lineId }: { readonly lineId: string }, page: PageRequest): Promise<Page<AgreementView>> {
    return pageOfList(await this.ofLine(lineId), page, ({ agreementId }) => agreementId);
  }
}
