import { canonicalJson } from '../../domain/ledger/canonical-json.js';
import { seal } from '../../domain/ledger/journal.js';
import { verifyLine, type LineCheckName, type WorkflowSnapshot } from '../../storage/verify.js';
import { livedLine, openTestStore, rawCollection, type TestStore } from './support.js';

let test_: TestStore;
beforeAll(async () => (test_ = await openTestStore()), 60_000);
afterAll(async () => await test_.close(), 30_000);

let nr = 0;
async function storedLine() {
  const lineId = `line_v${++nr}`;
  const lived = livedLine(lineId);
  await test_.store.saveFlush(lived.flush);
  const { seq, hash } = lived.entries.at(-1)!;
  const workflow: WorkflowSnapshot = { state: lived.line.state, journal: { seq, hash } };
  const verify = async (snapshot: WorkflowSnapshot | null = workflow) =>
    await verifyLine({ store: test_.store, lineId, workflow: snapshot });
  return { ...lived, lineId, workflow, verify };
}

const change = async (collection: string, _id: string, $set: object) => {
  const { modifiedCount } = await rawCollection(test_.raw, collection).updateOne({ _id }, { $set });
  expect(modifiedCount).toBe(1);
};

type Verification = Awaited<ReturnType<typeof verifyLine>>;
const failed = ({ checks }: Verification): readonly LineCheckName[] =>
  checks.filter(({ ok }) => !ok).map(({ name }) => name);
const detailOf = ({ checks }: Verification, name: LineCheckName) => checks.find((check) => check.name === name)?.detail;

describe('verifyLine', () => {
  test('finds nothing on a line that is as it was written', async () => {
    const { verify, lineId, entries } = await storedLine();
    const result = await verify();
    expect(failed(result)).toEqual([]);
    expect(result).toMatchObject({ lineId, ok: true, seq: entries.length });
    expect(result.checks.map(({ name }) => name)).toEqual([
      'chain',
      'sequence',
      'balance',
      'fold',
      'books',
      'workflow',
      'line',
      'agreements',
      'statements',
    ]);
    expect((await verify(null)).ok).toBe(true);
  });

  test('does without a view of an agreement that has not changed since an older entry', async () => {
    const { verify, flush, lineId } = await storedLine();
    await change('agreements', flush.agreements[0]!.agreementId, { 'view.seq': 2, seq: 2 });
    expect(failed(await verify())).toEqual([]);
    expect(lineId).toBeTruthy();
  });

  test.each([
    ['the booking day', { bookedOn: '2025-01-01' }],
    ['the value date', { valueOn: '2025-01-01' }],
    ['the booking time', { bookedAt: 1 }],
    ['the event', { 'event.agreementId': 'agr_x' }],
    ['the type', { type: 'lineClosed' }],
    ['the hash', { hash: 'f'.repeat(64) }],
    ['the hash before it', { previousHash: 'f'.repeat(64) }],
    ['a command', { commandId: 'cmd_x', cause: { body: 'null', reply: 'null' } }],
    ['both sides of the postings', { entries: [] }],
  ])('names the entry of which %s was changed', async (_, $set) => {
    const { verify, lineId } = await storedLine();
    await change('journal', `${lineId}:3`, $set);
    const result = await verify();
    expect(result.ok).toBe(false);
    expect(failed(result)).toContain('chain');
    expect(detailOf(result, 'chain')).toMatch(/entry [34] /);
  });

  test('an amount that was changed breaks seal, balance and fold', async () => {
    const { verify, lineId } = await storedLine();
    await change('journal', `${lineId}:3`, { 'entries.0.amountMinor': 29_999 });
    const result = await verify();
    expect(failed(result)).toEqual(expect.arrayContaining(['chain', 'balance', 'fold']));
    expect(detailOf(result, 'balance')).toBe('entry 3 does not balance');
    expect(JSON.stringify(result)).not.toContain('29999');
  });

  test('an amount that is no integer is a finding, not a crash', async () => {
    const { verify, lineId } = await storedLine();
    await change('journal', `${lineId}:3`, { 'entries.0.amountMinor': 0.5 });
    const result = await verify();
    expect(detailOf(result, 'chain')).toContain(`${lineId}:3 is damaged`);
  });

  test('an entry that is missing', async () => {
    const { verify, lineId } = await storedLine();
    await rawCollection(test_.raw, 'journal').deleteOne({ _id: `${lineId}:5` });
    const result = await verify();
    expect(failed(result)).toEqual(expect.arrayContaining(['chain', 'sequence', 'fold']));
    expect(detailOf(result, 'sequence')).toBe('entry 6 follows 4');
  });

  test('a last entry that is missing is known to the workflow and the projections', async () => {
    const { verify, lineId, entries } = await storedLine();
    await rawCollection(test_.raw, 'journal').deleteOne({ _id: `${lineId}:${entries.length}` });
    expect(failed(await verify())).toEqual(expect.arrayContaining(['workflow', 'line']));
    expect(failed(await verify(null))).toContain('line');
  });

  test('a forged entry that is sealed well is still no consequence of the line', async () => {
    const { verify, lineId, entries } = await storedLine();
    const last = entries.at(-1)!;
    const before = entries.at(-2)!;
    const { seq, bookedAt, bookedOn } = last.event;
    const event = { type: 'frozen', cause: 'FRAUD_REVIEW', seq, bookedAt, bookedOn, entries: [] } as const;
    const { hash } = seal(lineId, event, null, before.hash);
    const data = { event: { cause: 'FRAUD_REVIEW' }, valueOn: null, entries: [] };
    await change('journal', `${lineId}:${seq}`, { type: 'frozen', ...data, hash });
    const result = await verify();
    expect(detailOf(result, 'chain')).toBe('whole, every entry is sealed');
    expect(failed(result)).toEqual(expect.arrayContaining(['workflow', 'line']));
    expect(detailOf(result, 'workflow')).toContain('another hash');
  });

  test('a workflow that holds another state or is elsewhere', async () => {
    const { verify, workflow } = await storedLine();
    const other = await verify({ ...workflow, state: { ...workflow.state, bucket: 'M0', announcedDpd: 1 } });
    expect(failed(other)).toEqual(['workflow']);
    expect(detailOf(other, 'workflow')).toBe('state.announcedDpd differs; state.bucket differs');
    const ahead = await verify({ ...workflow, journal: { ...workflow.journal, seq: workflow.journal.seq + 1 } });
    expect(failed(ahead)).toEqual(['workflow']);
    expect(detailOf(ahead, 'workflow')).toContain('verify again');
  });

  test.each([
    ['ledger', { 'view.ledger.BANK': 1 }],
    ['positionHash', { 'view.positionHash': 'x' }],
    ['limitMinor', { 'view.limitMinor': 1 }],
    ['seq', { 'view.seq': 1 }],
    ['status', { 'view.status': 'CLOSED' }],
  ])('a line projection with another %s', async (name, $set) => {
    const { verify, lineId } = await storedLine();
    await change('lines', lineId, $set);
    const result = await verify();
    expect(failed(result)).toEqual(['line']);
    expect(detailOf(result, 'line')).toBe(`${name} differs`);
  });

  test('agreements and statements that differ, lack or are too many', async () => {
    const { verify, flush, lineId } = await storedLine();
    const [first, second] = flush.agreements;
    const [statement, other] = flush.statements.map(({ statement: { statementId } }) => statementId);
    await change('agreements', first!.agreementId, { 'view.outstandingMinor': 1 });
    await rawCollection(test_.raw, 'agreements').deleteOne({ _id: second!.agreementId });
    await test_.store.agreements.save([{ ...first!, agreementId: `agr_extra_${lineId}` }]);
    await change('statements', statement!, { 'view.balanceMinor': 1 });
    await rawCollection(test_.raw, 'statements').deleteOne({ _id: other! });
    const result = await verify();
    expect(failed(result)).toEqual(['agreements', 'statements']);
    expect(detailOf(result, 'agreements')).toContain(`${first!.agreementId}: outstandingMinor differs`);
    expect(detailOf(result, 'agreements')).toContain(`${second!.agreementId} is not stored`);
    expect(detailOf(result, 'agreements')).toContain(`agr_extra_${lineId} is not in the journal`);
    expect(detailOf(result, 'statements')).toContain(`${statement!} differs`);
    expect(detailOf(result, 'statements')).toContain(`${other!} is not stored`);
  });

  test('a line that is not there', async () => {
    const result = await verifyLine({ store: test_.store, lineId: 'line_none', workflow: null });
    expect(result).toMatchObject({ ok: false, seq: 0 });
    expect(detailOf(result, 'chain')).toBe('there is no entry');
  });

  test('what it says can be printed and holds no content', async () => {
    const { verify, lineId, workflow } = await storedLine();
    await change('journal', `${lineId}:2`, { 'event.merchantId': 'secret-merchant' });
    const text = canonicalJson(
      await verify({ ...workflow, state: { ...workflow.state, customerId: 'secret-customer' } }),
    );
    expect(text).not.toMatch(/secret/);
  });
});
