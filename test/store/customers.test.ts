import { canonicalJson } from '../../domain/ledger/canonical-json.js';
import { InvariantViolation } from '../../domain/ledger/invariant.js';
import { RecordConflict } from '../../storage/errors.js';
import type { Customer } from '../../storage/customers.js';
import { openStore } from '../../storage/store.js';
import { DATA_KEY, openTestStore, rawCollection, type TestStore } from './support.js';

let test_: TestStore;
beforeAll(async () => (test_ = await openTestStore()), 60_000);
afterAll(async () => await test_.close(), 30_000);

const person = {
  name: '王小明 Wang',
  documentNumber: '11010519900307123X',
  birthOn: '1990-03-07',
  phone: '+8613812345678',
  email: 'wang@example.test',
  language: 'zh',
};

function customer(nr: number, change: Partial<Customer['person']> = {}): Customer {
  const accounts = [{ accountRef: `acc_${nr}`, accountNumber: `62220200000000${nr}`, holder: 'Wang Xiaoming' }];
  return { customerId: `cust_${nr}`, person: { ...person, ...change }, accounts };
}

describe('customers', () => {
  test('are read as they were stored', async () => {
    const { customers } = test_.store;
    await customers.create(customer(1));
    expect(await customers.find('cust_1')).toEqual(customer(1));
    expect(await customers.find('cust_none')).toBeNull();
    expect(await customers.resolveAccount('acc_1')).toEqual({ customerId: 'cust_1', accountNumber: '622202000000001' });
    expect(await customers.resolveAccount('acc_none')).toBeNull();
  });

  test('nothing personal is stored in the clear', async () => {
    await test_.store.customers.create(customer(2));
    const stored = await rawCollection(test_.raw, 'customers').findOne({ _id: 'cust_2' });
    const text = canonicalJson(stored);
    for (const secret of [...Object.values(person).filter((value) => value.length > 3), '622202', 'Xiaoming', '王'])
      expect(text).not.toContain(secret);
    expect(Object.keys(stored ?? {}).sort()).toEqual(['_id', 'accounts', 'documentTag', 'person', 'wrappedKey']);
  });

  test('two customers with the same data share no cipher text', async () => {
    const { customers } = test_.store;
    await customers.create(customer(3));
    await customers.create(customer(4));
    const [a, b] = await rawCollection(test_.raw, 'customers')
      .find({ _id: { $in: ['cust_3', 'cust_4'] } })
      .toArray();
    const tokens = (document: object | undefined): readonly string[] =>
      canonicalJson(document).match(/[\w-]{40,}/g) ?? [];
    const tag = String((a as unknown as Record<string, unknown>)['documentTag']);
    const shared = tokens(a).filter((token) => tokens(b).includes(token));
    expect(new Set(shared.filter((token) => token !== tag && !token.startsWith('eyJ')))).toEqual(new Set());
  });

  test('the same customer again changes nothing, another one under its id is refused', async () => {
    const { customers } = test_.store;
    await customers.create(customer(5));
    await expect(customers.create(customer(5))).resolves.toBeUndefined();
    await expect(customers.create(customer(5, { phone: '+8600000000000' }))).rejects.toBeInstanceOf(RecordConflict);
    expect(await customers.find('cust_5')).toEqual(customer(5));
  });

  test('an account reference belongs to one customer', async () => {
    const { customers } = test_.store;
    await customers.create(customer(6));
    const thief = { ...customer(7), accounts: customer(6).accounts };
    await expect(customers.create(thief)).rejects.toBeInstanceOf(RecordConflict);
    await customers.create(customer(8));
    await expect(customers.addAccount('cust_8', customer(6).accounts[0]!)).rejects.toBeInstanceOf(RecordConflict);
    expect(await customers.resolveAccount('acc_6')).toMatchObject({ customerId: 'cust_6' });
  });

  test('a customer without an account is stored, and gets accounts later', async () => {
    const { customers } = test_.store;
    await customers.create({ ...customer(9), accounts: [] });
    await customers.create({ ...customer(10), accounts: [] });
    const account = { accountRef: 'acc_new', accountNumber: '777' };
    expect(await customers.addAccount('cust_9', account)).toBe(true);
    expect(await customers.addAccount('cust_9', account)).toBe(true);
    expect((await customers.find('cust_9'))?.accounts).toEqual([account]);
    expect(await customers.resolveAccount('acc_new')).toEqual({ customerId: 'cust_9', accountNumber: '777' });
    const other = { accountRef: 'acc_new', accountNumber: '888' };
    await expect(customers.addAccount('cust_9', other)).rejects.toBeInstanceOf(RecordConflict);
    expect(await customers.addAccount('cust_none', account)).toBe(false);
  });

  test('a document is found however it is written', async () => {
    const { customers } = test_.store;
    await customers.create(customer(11, { documentNumber: 'AB-1234 567c' }));
    await customers.create(customer(12, { documentNumber: 'ab1234567C' }));
    await customers.create(customer(13, { documentNumber: 'AB1234567D' }));
    expect(await customers.findByDocument('ａｂ1234567c')).toEqual(['cust_11', 'cust_12']);
    expect(await customers.findByDocument('none')).toEqual([]);
  });
});

describe('erasure', () => {
  test('leaves nothing that can be read, found or added to', async () => {
    const { customers } = test_.store;
    await customers.create(customer(20, { documentNumber: 'ERASE-ME' }));
    expect(await customers.eraseKey('cust_20', 1_750_000_000_000)).toBe(true);
    expect(await customers.eraseKey('cust_20', 1_760_000_000_000)).toBe(false);
    expect(await customers.find('cust_20')).toBeNull();
    expect(await customers.resolveAccount('acc_20')).toBeNull();
    expect(await customers.findByDocument('ERASE-ME')).toEqual([]);
    expect(await customers.addAccount('cust_20', { accountRef: 'acc_20b', accountNumber: '1' })).toBe(false);
    const stored = await rawCollection(test_.raw, 'customers').findOne({ _id: 'cust_20' });
    expect(stored).toMatchObject({ erasedAt: 1_750_000_000_000 });
    expect(stored).not.toHaveProperty('wrappedKey');
    expect(stored).not.toHaveProperty('documentTag');
  });

  test('an erased customer does not come back by a late repeat of its creation', async () => {
    const { customers } = test_.store;
    await customers.create(customer(21));
    await customers.eraseKey('cust_21', 1);
    await expect(customers.create(customer(21))).rejects.toBeInstanceOf(RecordConflict);
    expect(await customers.find('cust_21')).toBeNull();
  });
});

describe('the data key', () => {
  test('another key reads nothing and says which one is needed', async () => {
    await test_.store.customers.create(customer(30));
    const dataKey = new Uint8Array(32).fill(8);
    const other = await openStore(test_.uri, { dbName: test_.dbName, dataKey });
    await expect(other.customers.find('cust_30')).rejects.toThrow(/WHITESLIP_DATA_KEY/);
    expect(await other.customers.findByDocument(person.documentNumber)).toEqual([]);
    await other.close();
  });

  test('may be given as base64', async () => {
    await test_.store.customers.create(customer(31));
    const dataKey = Buffer.from(DATA_KEY).toString('base64');
    const same = await openStore(test_.uri, { dbName: test_.dbName, dataKey });
    expect(await same.customers.find('cust_31')).toEqual(customer(31));
    await same.close();
  });

  test.each([
    ['too short', new Uint8Array(16)],
    ['no base64 of 32 bytes', 'secret'],
  ])('%s is refused before anything is opened', async (_, dataKey) => {
    await expect(openStore('mongodb://127.0.0.1:1/none', { dataKey })).rejects.toBeInstanceOf(InvariantViolation);
  });

  test('a changed cipher text is refused', async () => {
    await test_.store.customers.create(customer(32));
    const collection = test_.raw.collection<{ _id: string; person: string }>('customers');
    const { person: cipherText } = (await collection.findOne({ _id: 'cust_32' }))!;
    const parts = cipherText.split('.');
    parts[3] = `${parts[3]?.startsWith('A') === true ? 'B' : 'A'}${parts[3]?.slice(1) ?? ''}`;
    await collection.updateOne({ _id: 'cust_32' }, { $set: { person: parts.join('.') } });
    await expect(test_.store.customers.find('cust_32')).rejects.toThrow();
  });
});
