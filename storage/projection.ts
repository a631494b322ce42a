import { Schema, type Connection, type IndexDefinition, type Model } from 'mongoose';
import { AS_GIVEN, defineModel, refusedAsDuplicates } from './mongo.js';
import { pageBySlots, slotOf, type Page, type PageRequest, type Slotted } from './page.js';

/** What a view must have to be guarded: the number of the last change that it reflects. */
export interface Versioned {
  readonly seq: number;
}

export interface ProjectionDocument<View> extends Slotted {
  readonly seq: number;
  readonly view: View;
}

/** A condition that an index serves: a path of the document with the value it must have (or hold, when it is an array). */
export type Condition = Readonly<Record<string, string>>;

/**
 * A collection of views derived from a journal or a workflow, one document per id. It never goes back: a view is written
 * over an older one only, whichever order the writers come in.
 */
export class Projection<View extends Versioned> {
  readonly #model: Model<ProjectionDocument<unknown>>;
  readonly #idOf: (view: View) => string;

  constructor(
    connection: Connection,
    collection: string,
    indexes: readonly IndexDefinition[],
    idOf: (view: View) => string,
  ) {
    this.#model = defineModel(connection, {
      collection: collection,
      fields: { _id: String, slot: Number, seq: Number, view: Schema.Types.Mixed },
      indexes: indexes.map((keys) => [keys]),
    });
    this.#idOf = idOf;
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  async save(views: readonly View[]): Promise<void> {
    if (views.length === 0) return;
    const refused = await refusedAsDuplicates(async () => await this.#write(views, 'UPSERT'));
    // The key is there with a newer view, or came up between the look and the insert: now that it exists, the guard decides.
    if (refused.length > 0)
      await this.#write(
        views.filter((_, i) => refused.includes(i)),
        'UPDATE',
      );
  }

  async find(id: string): Promise<View | null> {
    const found = await this.#model.findOne({ _id: id }).lean<ProjectionDocument<View>>();
    return found?.view ?? null;
  }

  /** Every view that fulfils a selective condition; for lists that are short by nature. */
  async all(condition: Condition): Promise<readonly View[]> {
    const found = await this.#model.find().where(condition).lean<ProjectionDocument<View>[]>();
    return found.map(({ view }) => view);
  }

  /**
   * @param condition goes to the server; an index must start with its one path and `slot`
   * @param matches further conditions, applied to what was read: with two the stand-in picks the wrong index
   */
  async page(condition: Condition, matches: (view: View) => boolean, request: PageRequest): Promise<Page<View>> {
    const { items, nextCursor } = await pageBySlots(
      request,
      async ({ fromSlot, toSlot, limit }) =>
        await this.#model
          .find({ slot: { $gte: fromSlot, $lt: toSlot } })
          .where(condition)
          .sort({ slot: 1, _id: 1 })
          .limit(limit)
          .lean<ProjectionDocument<View>[]>(),
      ({ view }) => matches(view),
    );
    return { items: items.map(({ view }) => view), nextCursor };
  }

  async #write(views: readonly View[], mode: 'UPSERT' | 'UPDATE'): Promise<void> {
    const writes = views.map((view) => {
      const _id = this.#idOf(view);
      const { seq } = view;
      return {
        updateOne: {
          filter: { _id, seq: { $lt: seq } },
          update: { $set: { slot: slotOf(_id), seq, view } },
          upsert: mode === 'UPSERT',
        },
      };
    });
    // The driver's own bulk: there is nothing to cast, and casting a view costs more than writing it.
    await this.#model.collection.bulkWrite(writes as never, { ordered: false, ...AS_GIVEN });
  }
}
