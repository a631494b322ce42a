import {
  mongo,
  Schema,
  type Connection,
  type IndexDefinition,
  type IndexOptions,
  type Model,
  type SchemaOptions,
} from 'mongoose';

const DUPLICATE_KEY = 11000;

/** Indexes are built once by openStore and documents are stored exactly as given: nothing added, nothing left out. */
const SCHEMA_OPTIONS = {
  versionKey: false,
  minimize: false,
  autoIndex: false,
  autoCreate: false,
  id: false,
  strict: 'throw',
} as const satisfies SchemaOptions;

export interface CollectionSpec {
  readonly collection: string;
  /** Types by which conditions are cast. Documents are not cast: the repositories' own types vouch for them. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly indexes: readonly (readonly [IndexDefinition, IndexOptions?])[];
}

/** The model of a collection on one connection: there is no global one. */
export function defineModel<D>(connection: Connection, { collection, fields, indexes }: CollectionSpec): Model<D> {
  // `never`: the library's type of a definition is so deep that the linter overflows on it.
  const schema = new Schema(fields as never, { ...SCHEMA_OPTIONS, collection });
  for (const [keys, options] of indexes) schema.index(keys, options);
  return connection.model(collection, schema) as unknown as Model<D>; // the schema says no more than D does
}

/** An absent member stays absent: stored as null it would change the hash of what is read back. */
export const AS_GIVEN = { ignoreUndefined: true } as const;

export function isDuplicateKey(thrown: unknown): boolean {
  return thrown instanceof mongo.MongoServerError && thrown.code === DUPLICATE_KEY;
}

/**
 * Runs an unordered bulk of upserts and tells which were refused for a key that exists.
 *
 * @returns indexes into the bulk
 * @throws every other error
 */
export async function refusedAsDuplicates(bulk: () => Promise<unknown>): Promise<readonly number[]> {
  try {
    await bulk();
    return [];
  } catch (thrown) {
    if (!(thrown instanceof mongo.MongoBulkWriteError)) throw thrown;
    const errors = [thrown.writeErrors].flat();
    if (errors.length === 0 || errors.some((error) => error.code !== DUPLICATE_KEY)) throw thrown;
    return errors.map((error) => error.index);
  }
}
