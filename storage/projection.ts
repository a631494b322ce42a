import { Schema, type Connection, type Model } from 'mongoose';
import { AS_GIVEN, defineModel, refusedAsDuplicates } from './mongo.js';
import { pageBySlots, slotOf, type Page, type PageRequest, type Slotted } from './page.js';

/** What a view must have to be guarded: the number of the last change that it reflects. */
export interface Versioned {
  readonly seq: number;
}

interface ProjectionDocument<View> extends Slotted {
  readonly seq: number;
  /** What the view can be found by, such as `status:ACTIVE`: one index serves every filter. */
  readonly keys: readonly string[];
  readonly view: View;
}

export interface ProjectionSpec<View> {
  readonly collection: string;
  readonly idOf: (view: View) => string;
  readonly keysOf: (view: View) => readonly string[];
}

/**
 * A collection of views derived from a journal or a workflow, one document per id. It never goes back: a view is written
 * over an older one only, whichever order the writers come in.
 */
export class Projection<View extends Versioned> {
  readonly #model: Model<ProjectionDocument<unknown>>;
  readonly #spec: ProjectionSpec<View>;

  constructor(connection: Connection, spec: ProjectionSpec<View>) {
    this.#model = defineModel(connection, {
      collection: spec.collection,
      fields: { _id: String, slot: Number, seq: Number, keys: [String], view: Schema.Types.Mixed },
      indexes: [[{ slot: 1, _id: 1 }], [{ keys: 1, slot: 1, _id: 1 }]],
    });
    this.#spec = spec;
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  async save(views: readonly View[]): Promise<void> {
    if (views.length === 0) return;
    const refused = await refusedAsDuplicates(async () => await this.#write(views, 'UPSERT'));
    if (refused.length === 0) return;
    // The id has a newer view, or came up between look and insert: now that it surely exists, the guard alone decides.
    await this.#write(
      views.filter((_, i) => refused.includes(i)),
      'UPDATE',
    );
  }

  async find(id: string): Promise<View | null> {
    const found = await this.#model.findOne({ _id: id }).lean<ProjectionDocument<View>>();
    return found?.view ?? null;
  }

  /** Every view with a selective key, in no order; for lists that are short by nature. */
  async allWith(key: string): Promise<readonly View[]> {
    const found = await this.#model.find({ keys: key }).lean<ProjectionDocument<View>[]>();
    return found.map(({ view }) => view);
  }

  /** @param keys which a view must have all of, the most selective first */
  async page(keys: readonly string[], request: PageRequest): Promise<Page<View>> {
    const [key, ...others] = keys; // only one goes to the server: with two conditions the stand-in picks a wrong index
    const { items, nextCursor } = await pageBySlots(
      request,
      async ({ fromSlot, toSlot, limit }) =>
        await this.#model
          .find({ ...(key !== undefined && { keys: key }), slot: { $gte: fromSlot, $lt: toSlot } })
          .sort({ slot: 1, _id: 1 })
          .limit(limit)
          .lean<ProjectionDocument<View>[]>(),
      (document) => others.every((other) => document.keys.includes(other)),
    );
    return { items: items.map(({ view }) => view), nextCursor };
  }

  async #write(views: readonly View[], mode: 'UPSERT' | 'UPDATE'): Promise<void> {
    const writes = views.map((view) => {
      const _id = this.#spec.idOf(view);
      const { seq } = view;
      return {
        updateOne: {
          filter: { _id, seq: { $lt: seq } },
          update: { $set: { slot: slotOf(_id), seq, keys: this.#spec.keysOf(view), view } },
          upsert: mode === 'UPSERT',
        },
      };
    });
    // The driver's own bulk: there is nothing to cast in a view.
    await this.#model.collection.bulkWrite(writes as never, { ordered: false, ...AS_GIVEN });
  }
}
