import type { Model } from 'mongoose';
import { canonicalJson } from '../domain/ledger/canonical-json.js';
import { RecordConflict } from './errors.js';
import { AS_GIVEN, isDuplicateKey } from './mongo.js';

/**
 * Inserts a document that never changes. The same document again is harmless.
 *
 * @throws RecordConflict when other content is stored under its id
 */
export async function insertOnce<D extends { readonly _id: string }>(model: Model<D>, document: D): Promise<void> {
  try {
    await model.insertMany([document], { lean: true, ...AS_GIVEN });
  } catch (thrown) {
    if (!isDuplicateKey(thrown)) throw thrown;
    const stored = await model.findOne({ _id: document._id } as object).lean();
    if (canonicalJson(stored) !== canonicalJson(document))
      throw new RecordConflict(model.collection.name, document._id);
  }
}
