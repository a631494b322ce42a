import type { Connection, Model } from 'mongoose';
import { canonicalJson } from '../domain/ledger/canonical-json.js';
import { RecordConflict } from './errors.js';
import { isDuplicateKey, defineModel } from './mongo.js';
import type { DataKey, PersonalKey } from './personal-cipher.js';

export interface Person {
  readonly name: string;
  readonly documentNumber: string;
  readonly birthOn: string;
  readonly phone: string;
  readonly email?: string;
  readonly language: string;
}

export interface CustomerAccount {
  /** What everything outside this collection knows of the account; has no meaning. */
  readonly accountRef: string;
  readonly accountNumber: string;
  readonly holder?: string;
}

export interface Customer {
  readonly customerId: string;
  readonly person: Person;
  readonly accounts: readonly CustomerAccount[];
}

interface CustomerDocument {
  readonly _id: string;
  /** Absent once the person is erased. */
  readonly wrappedKey?: string;
  readonly documentTag?: string;
  readonly person: string;
  readonly accounts: readonly { readonly accountRef: string; readonly account: string }[];
  readonly erasedAt?: number;
}

/**
 * The only place of personal data, and nothing of it in the clear: each customer's data is encrypted under a key of its
 * own, and that key under the installation's data key. Erasing the key erases the person, also in every backup.
 */
export class Customers {
  readonly #model: Model<CustomerDocument>;
  readonly #dataKey: DataKey;

  constructor(connection: Connection, dataKey: DataKey) {
    this.#model = defineModel(connection, {
      collection: 'customers',
      fields: {
        _id: String,
        wrappedKey: String,
        documentTag: String,
        person: String,
        accounts: [{ _id: false, accountRef: String, account: String }],
        erasedAt: Number,
      },
      indexes: [
        [{ documentTag: 1 }],
        [
          { 'accounts.accountRef': 1 },
          { unique: true, partialFilterExpression: { 'accounts.accountRef': { $exists: true } } },
        ],
      ],
    });
    this.#dataKey = dataKey;
  }

  async createIndexes(): Promise<void> {
    await this.#model.createIndexes();
  }

  /**
   * Stores a customer; the same one again changes nothing.
   *
   * @throws RecordConflict when the id has other data, or an account reference belongs to another customer
   */
  async create(customer: Customer): Promise<void> {
    const { customerId, person, accounts } = customer;
    const key = await this.#dataKey.newPersonalKey();
    const document = {
      _id: customerId,
      wrappedKey: key.wrapped,
      documentTag: this.#dataKey.tagOf(person.documentNumber),
      person: await key.encrypt(person),
      accounts: await Promise.all(accounts.map(async (account) => await encryptAccount(key, account))),
    };
    try {
      await this.#model.insertMany([document], { lean: true });
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      const stored = await this.find(customerId);
      if (canonicalJson(stored) !== canonicalJson({ customerId, person, accounts }))
        throw new RecordConflict('customers', customerId);
    }
  }

  /** Null when there is no such customer or the person was erased. */
  async find(customerId: string): Promise<Customer | null> {
    const found = await this.#model.findOne({ _id: customerId }).lean<CustomerDocument>();
    if (found?.wrappedKey === undefined) return null;
    const key = await this.#dataKey.openPersonalKey(found.wrappedKey);
    const person = (await key.decrypt(found.person)) as Person; // authenticated: it is what create() encrypted
    const accounts = await Promise.all(found.accounts.map(async ({ account }) => await decryptAccount(key, account)));
    return { customerId, person, accounts };
  }

  /** Null when there is no such account or its owner was erased. */
  async resolveAccount(
    accountRef: string,
  ): Promise<{ readonly customerId: string; readonly accountNumber: string } | null> {
    const found = await this.#model.findOne({ 'accounts.accountRef': accountRef }).lean<CustomerDocument>();
    const stored = found?.accounts.find((account) => account.accountRef === accountRef);
    if (found?.wrappedKey === undefined || stored === undefined) return null;
    const { accountNumber } = await decryptAccount(
      await this.#dataKey.openPersonalKey(found.wrappedKey),
      stored.account,
    );
    return { customerId: found._id, accountNumber };
  }

  /**
   * @returns false when there is no such customer or the person was erased
   * @throws RecordConflict when the reference has another account
   */
  async addAccount(customerId: string, account: CustomerAccount): Promise<boolean> {
    const found = await this.#model.findOne({ _id: customerId }).lean<CustomerDocument>();
    if (found?.wrappedKey === undefined) return false;
    const { wrappedKey } = found;
    const encrypted = await encryptAccount(await this.#dataKey.openPersonalKey(wrappedKey), account);
    const guard = { _id: customerId, wrappedKey, 'accounts.accountRef': { $ne: account.accountRef } };
    try {
      const { modifiedCount } = await this.#model.updateOne(guard, { $push: { accounts: encrypted } });
      if (modifiedCount === 1) return true;
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      throw new RecordConflict('customers', account.accountRef);
    }
    const now = await this.find(customerId);
    const stored = now?.accounts.find(({ accountRef }) => accountRef === account.accountRef);
    if (now !== null && canonicalJson(stored) !== canonicalJson(account))
      throw new RecordConflict('customers', account.accountRef);
    return now !== null;
  }

  /** Ids of customers with that document, erased ones not among them. */
  async findByDocument(documentNumber: string): Promise<readonly string[]> {
    const found = await this.#model.find({ documentTag: this.#dataKey.tagOf(documentNumber) }, { _id: 1 }).lean();
    return found.map(({ _id }) => _id).sort();
  }

  /**
   * Erases the person (crypto-shredding): what was encrypted stays and can never be read again.
   *
   * @returns false when there is no such customer or the person was erased before
   */
  async eraseKey(customerId: string, erasedAt: number): Promise<boolean> {
    const { modifiedCount } = await this.#model.updateOne(
      { _id: customerId, wrappedKey: { $exists: true } },
      { $unset: { wrappedKey: 1, documentTag: 1 }, $set: { erasedAt } },
    );
    return modifiedCount === 1;
  }
}

/** The reference is encrypted along, so that the account of one reference cannot be put under another. */
async function encryptAccount(
  key: PersonalKey,
  account: CustomerAccount,
): Promise<{ accountRef: string; account: string }> {
  return { accountRef: account.accountRef, account: await key.encrypt(account) };
}

async function decryptAccount(key: PersonalKey, cipherText: string): Promise<CustomerAccount> {
  return (await key.decrypt(cipherText)) as CustomerAccount; // authenticated: it is what encryptAccount() made
}
