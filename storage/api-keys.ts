import { createHash, randomBytes } from 'node:crypto';
import type { Connection, Model } from 'mongoose';
import { defineModel } from './mongo.js';

const KEY_PREFIX = 'ws_';
const KEY_BYTES = 32;

/** What is known of a key; the key itself is shown once and never stored. */
export interface ApiKey {
  /** SHA-256 of the key, hex: names the key without giving it away. */
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  /** Epoch ms. */
  readonly createdAt: number;
  readonly revokedAt: number | null;
}

type ApiKeyDocument = Omit<ApiKey, 'keyId'> & { readonly _id: string };

function toApiKey({ _id, ...rest }: ApiKeyDocument): ApiKey {
  return { keyId: _id, ...rest };
}

/** Keys are long and random: one round of a fast hash is enough, and finds the key by its index. */
function keyIdOf(clearKey: string): string {
  return createHash('sha256').update(clearKey).digest('hex');
}

export class ApiKeys {
  readonly #model: Model<ApiKeyDocument>;

  constructor(connection: Connection) {
    this.#model = defineModel(connection, {
      collection: 'apiKeys',
      fields: { _id: String, name: String, scopes: [String], createdAt: Number, revokedAt: Number },
      indexes: [],
    });
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /** @returns the clear key, for the only time */
  async create(
    key: Pick<ApiKey, 'name' | 'scopes' | 'createdAt'>,
  ): Promise<{ readonly clearKey: string; readonly apiKey: ApiKey }> {
    const clearKey = `${KEY_PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
    const { name, scopes, createdAt } = key;
    const document = { _id: keyIdOf(clearKey), name, scopes, createdAt, revokedAt: null };
    await this.#model.insertMany([document], { lean: true });
    return { clearKey, apiKey: toApiKey(document) };
  }

  /** Null for a key that never was or is revoked. */
  async findActive(clearKey: string): Promise<ApiKey | null> {
    const found = await this.#model.findOne({ _id: keyIdOf(clearKey) }).lean<ApiKeyDocument>();
    return found?.revokedAt === null ? toApiKey(found) : null;
  }

  /** @returns false when there is no such key or it was revoked before; the first time stays */
  async revoke(keyId: string, revokedAt: number): Promise<boolean> {
    const { modifiedCount } = await this.#model.updateOne({ _id: keyId, revokedAt: null }, { $set: { revokedAt } });
    return modifiedCount === 1;
  }

  /** All keys, the oldest first: a handful. */
  async list(): Promise<readonly ApiKey[]> {
    const found = await this.#model.find({}).lean<ApiKeyDocument[]>();
    return found.map(toApiKey).sort((a, b) => a.createdAt - b.createdAt);
  }
}
