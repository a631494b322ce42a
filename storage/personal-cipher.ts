import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { InvariantViolation } from '../domain/ledger/invariant.js';

const KEY_BYTES = 32;
const KEY_ID_DIGITS = 16;

/** Encrypts what belongs to one person, under a key of that person alone: without the key nobody can read it again. */
export interface PersonalKey {
  /** The key, encrypted under the installation's data key: what is stored. */
  readonly wrapped: string;
  readonly encrypt: (value: unknown) => Promise<string>;
  readonly decrypt: (cipherText: string) => Promise<unknown>;
}

function personalKey(key: Uint8Array, wrapped: string): PersonalKey {
  return {
    wrapped,
    encrypt: async (value) =>
      await new CompactEncrypt(Buffer.from(JSON.stringify(value)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key),
    decrypt: async (cipherText) => {
      const { plaintext } = await compactDecrypt(cipherText, key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      });
      return JSON.parse(Buffer.from(plaintext).toString('utf8')) as unknown;
    },
  };
}

/** The installation's data key and what is made of it. */
export class DataKey {
  readonly #key: Uint8Array;
  readonly #tagKey: Buffer;
  /** Names the key in what it encrypted, and tells nothing about it. */
  readonly keyId: string;

  /** @param key 32 bytes, or their base64 */
  constructor(key: Uint8Array | string) {
    const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : key;
    if (bytes.length !== KEY_BYTES)
      throw new InvariantViolation(
        `The data key has ${bytes.length} bytes and must have ${KEY_BYTES}: check WHITESLIP_DATA_KEY.`,
      );
    this.#key = bytes;
    this.#tagKey = Buffer.from(hkdfSync('sha256', bytes, '', 'whiteslip/document-tag', KEY_BYTES));
    this.keyId = createHash('sha256')
      .update('whiteslip/data-key-id')
      .update(bytes)
      .digest('hex')
      .slice(0, KEY_ID_DIGITS);
  }

  async newPersonalKey(): Promise<PersonalKey> {
    const key = randomBytes(KEY_BYTES);
    const wrapped = await new CompactEncrypt(key)
      .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: this.keyId })
      .encrypt(this.#key);
    return personalKey(key, wrapped);
  }

  /** @throws InvariantViolation when another data key wrapped it */
  async openPersonalKey(wrapped: string): Promise<PersonalKey> {
    const { kid } = decodeProtectedHeader(wrapped);
    if (kid !== this.keyId)
      throw new InvariantViolation(
        `Customers' data was encrypted under the data key ${String(kid)}, the configured one is ${this.keyId}: set WHITESLIP_DATA_KEY to the former.`,
      );
    const { plaintext } = await compactDecrypt(wrapped, this.#key, {
      keyManagementAlgorithms: ['A256GCMKW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return personalKey(plaintext, wrapped);
  }

  /** Equal for equal documents, and useless to whoever has not the data key: document numbers can be guessed. */
  tagOf(documentNumber: string): string {
    const normal = documentNumber.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
    return createHmac('sha256', this.#tagKey).update(normal).digest('base64url');
  }
}
