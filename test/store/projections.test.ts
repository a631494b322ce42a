import type { ApplicationView } from '../../domain/application/application-view.js';
import type { AgreementView, LineView } from '../../domain/line/views.js';
import { minor } from '../../domain/money/minor.js';
import { InvalidPage, JournalConflict } from '../../storage/errors.js';
import type { LineFilter } from '../../storage/lines.js';
import type { Page, PageRequest } from '../../storage/page.js';
import { livedLine, openTestStore, rawCollection, type TestStore } from './support.js';

let test_: TestStore;
beforeAll(async () => (test_ = await openTestStore()), 60_000);
afterAll(async () => await test_.close(), 30_000);

async function walk<T>(list: (page: PageRequest) => Promise<Page<T>>, limit: number): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await list({ limit, cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

const { flush } = livedLine('line_template');
const lineOf = (lineId: string, change: Partial<LineView> = {}): LineView => ({ ...flush.line, lineId, ...change });

describe('version guard', () => {
  test('a newer view replaces an older one, an older or equal one changes nothing', async () => {
    const { lines } = test_.store;
    await lines.save(lineOf('line_g', { seq: 5, limitMinor: minor(500) }));
    await lines.save(lineOf('line_g', { seq: 4, limitMinor: minor(400) }));
    await lines.save(lineOf('line_g', { seq: 5, limitMinor: minor(555) }));
    expect(await lines.find('line_g')).toMatchObject({ seq: 5, limitMinor: 500 });
    await lines.save(lineOf('line_g', { seq: 6, limitMinor: minor(600) }));
    expect(await lines.find('line_g')).toMatchObject({ seq: 6, limitMinor: 600 });
    expect(await rawCollection(test_.raw, 'lines').countDocuments({ _id: 'line_g' })).toBe(1);
  });

  test('of writers at the same time the highest number stays, whatever their order', async () => {
    const seqs = [7, 3, 12, 1, 9, 12, 2, 11, 5, 10, 4, 8, 6];
    for (let round = 0; round < 5; round += 1) {
      const lineId = `line_race_${round}`;
      await Promise.all(
        seqs.map(async (seq) => await test_.store.lines.save(lineOf(lineId, { seq, limitMinor: minor(seq * 100) }))),
      );
      expect(await test_.store.lines.find(lineId)).toMatchObject({ seq: 12, limitMinor: 1_200 });
    }
  });

  test('a bulk of agreements stores those that are newer and leaves the others', async () => {
    const { agreements } = test_.store;
    const of = (nr: number, seq: number): AgreementView => ({
      ...flush.agreements[0]!,
      agreementId: `agr_b_${nr}`,
      lineId: 'line_b',
      seq,
    });
    await agreements.save([of(1, 5), of(2, 5), of(3, 5)]);
    await agreements.save([of(1, 4), of(2, 6), of(3, 5), of(4, 1)]);
    expect((await agreements.ofLine('line_b')).map(({ agreementId, seq }) => [agreementId, seq])).toEqual([
      ['agr_b_1', 5],
      ['agr_b_2', 6],
      ['agr_b_3', 5],
      ['agr_b_4', 1],
    ]);
  });

  test('a view is read as it was written', async () => {
    await test_.store.saveFlush(livedLine('line_flush').flush);
    const { line, agreements, statements } = livedLine('line_flush').flush;
    expect(await test_.store.lines.find('line_flush')).toEqual(line);
    expect(await test_.store.agreements.ofLine('line_flush')).toEqual(agreements);
    expect(await test_.store.statements.ofLine('line_flush')).toEqual(statements);
    expect(await test_.store.agreements.find(agreements[0]!.agreementId)).toEqual(agreements[0]);
    expect(await test_.store.statements.find(statements[0]!.statement.statementId)).toEqual(statements[0]);
    expect(await test_.store.lines.find('line_unknown')).toBeNull();
    expect(await test_.store.agreements.find('agr_unknown')).toBeNull();
    expect(await test_.store.statements.find('stm_unknown')).toBeNull();
  });

  test('a flush that was cut off anywhere is completed by its repetition', async () => {
    const { flush: whole } = livedLine('line_cut');
    await test_.store.journal.append(whole.entries.slice(0, 5));
    await test_.store.statements.save(whole.statements.slice(0, 1));
    await test_.store.saveFlush(whole);
    await test_.store.saveFlush(whole);
    expect(await test_.store.lines.find('line_cut')).toEqual(whole.line);
    expect(await test_.store.journal.head('line_cut')).toMatchObject({ seq: whole.entries.length });
    expect(await test_.store.statements.ofLine('line_cut')).toEqual(whole.statements);
  });
});

describe('lists of lines', () => {
  const STATUSES = ['ACTIVE', 'FROZEN', 'CLOSED'] as const;
  const BUCKETS = ['M0', 'M1', 'M2'] as const;
  const PLANS = [[], ['order-flat@1'], ['order-flat@2', 'cash-flat@1'], ['order-flat-x@1']] as const;
  const views = Array.from({ length: 230 }, (_, i) =>
    lineOf(`line_list_${i}`, {
      status: STATUSES[i % 3]!,
      delinquencyBucket: BUCKETS[i % 7 === 0 ? 2 : i % 2]!,
      planIds: PLANS[i % 4]!,
      lenderId: i % 5 === 0 ? 'lender_a' : 'lender_b',
      customerId: `cust_${i % 90}`,
    }),
  );
  let listed: TestStore;
  beforeAll(async () => {
    listed = await openTestStore();
    for (const view of views) await listed.store.lines.save(view);
  }, 60_000);
  afterAll(async () => await listed.close(), 30_000);

  const hasPlan = (view: LineView, ref: string) => view.planIds.some((id) => id === ref || id.split('@')[0] === ref);
  const cases: readonly (readonly [LineFilter, (view: LineView) => boolean])[] = [
    [{}, () => true],
    [{ status: 'FROZEN' }, (view) => view.status === 'FROZEN'],
    [{ delinquencyBucket: 'M2' }, (view) => view.delinquencyBucket === 'M2'],
    [{ planId: 'order-flat' }, (view) => hasPlan(view, 'order-flat')],
    [{ planId: 'order-flat@2' }, (view) => hasPlan(view, 'order-flat@2')],
    [{ planId: 'order' }, () => false],
    [{ lenderId: 'lender_a' }, (view) => view.lenderId === 'lender_a'],
    [{ customerId: 'cust_17' }, (view) => view.customerId === 'cust_17'],
    [{ customerId: 'cust_17', status: 'CLOSED' }, (view) => view.customerId === 'cust_17' && view.status === 'CLOSED'],
    [
      { status: 'ACTIVE', planId: 'order-flat', lenderId: 'lender_b' },
      (view) => view.status === 'ACTIVE' && hasPlan(view, 'order-flat') && view.lenderId === 'lender_b',
    ],
  ];

  test.each(cases)(
    '%j',
    async (filter, matches) => {
      const expected = views
        .filter(matches)
        .map(({ lineId }) => lineId)
        .sort();
      for (const limit of [1, 7, 200]) {
        if (limit === 1 && expected.length > 60) continue;
        const found = await walk(async (page) => await listed.store.lines.list(filter, page), limit);
        expect(found.map(({ lineId }) => lineId).sort()).toEqual(expected);
      }
    },
    30_000,
  );

  test('a line that changes is found by what it is now', async () => {
    const view = views[0]!;
    await listed.store.lines.save({
      ...view,
      seq: view.seq + 1,
      status: 'CLOSED',
      delinquencyBucket: 'M3',
      planIds: ['new@1'],
    });
    const ids = async (filter: LineFilter) =>
      (await walk(async (page) => await listed.store.lines.list(filter, page), 100)).map(({ lineId }) => lineId);
    expect(await ids({ delinquencyBucket: 'M3' })).toEqual([view.lineId]);
    expect(await ids({ planId: 'new' })).toEqual([view.lineId]);
    expect(await ids({ status: 'ACTIVE' })).not.toContain(view.lineId);
  });

  test('a cursor that nobody gave out is refused', async () => {
    await expect(listed.store.lines.list({}, { limit: 10, cursor: '??' })).rejects.toBeInstanceOf(InvalidPage);
  });
});

describe('applications', () => {
  const of = (nr: number, change: Partial<ApplicationView> = {}): ApplicationView => ({
    applicationId: `app_${nr}`,
    customerId: `cust_${nr % 3}`,
    lenderId: 'lender',
    status: 'IDENTITY',
    currency: 'CNY',
    requestedLimitMinor: 3_000_000_000,
    createdAt: 1_750_000_000_000,
    updatedAt: 1_750_000_000_000,
    identity: 'PENDING',
    decision: null,
    offer: null,
    lineId: null,
    waitingFor: null,
    seq: 1,
    ...change,
  });

  test('are guarded, found and listed', async () => {
    const { applications } = test_.store;
    for (let nr = 0; nr < 9; nr += 1) await applications.save(of(nr));
    await applications.save(of(4, { seq: 3, status: 'REFERRED' }));
    await applications.save(of(4, { seq: 2, status: 'DECIDING' }));
    expect(await applications.find('app_4')).toEqual(of(4, { seq: 3, status: 'REFERRED' }));
    expect(await applications.find('app_none')).toBeNull();
    const ids = async (filter: Parameters<typeof applications.list>[0]) =>
      (await walk(async (page) => await applications.list(filter, page), 2))
        .map(({ applicationId }) => applicationId)
        .sort();
    expect(await ids({})).toHaveLength(9);
    expect(await ids({ status: 'REFERRED' })).toEqual(['app_4']);
    expect(await ids({ customerId: 'cust_1' })).toEqual(['app_1', 'app_4', 'app_7']);
    expect(await ids({ customerId: 'cust_1', status: 'IDENTITY' })).toEqual(['app_1', 'app_7']);
  });
});

describe('lists of a line', () => {
  test('agreements and statements come oldest first, page by page', async () => {
    const { flush: lived } = livedLine('line_pages');
    await test_.store.saveFlush(lived);
    const { statements, agreements } = test_.store;
    const issued = await walk(async (page) => await statements.list({ lineId: 'line_pages' }, page), 3);
    expect(issued).toEqual(lived.statements);
    expect(issued.length).toBeGreaterThan(3);
    expect(await walk(async (page) => await agreements.list({ lineId: 'line_pages' }, page), 1)).toEqual(
      lived.agreements,
    );
    expect(await statements.list({ lineId: 'line_none' }, { limit: 5, cursor: null })).toEqual({
      items: [],
      nextCursor: null,
    });
  });
});

describe('statements', () => {
  test('are never changed', async () => {
    const { flush: lived } = livedLine('line_stm');
    const [first, second] = lived.statements;
    await test_.store.statements.save([first!]);
    await test_.store.statements.save([first!, second!]);
    const changed = { ...first!, statement: { ...first!.statement, balanceMinor: minor(1) } };
    await expect(test_.store.statements.save([changed])).rejects.toBeInstanceOf(JournalConflict);
    await expect(test_.store.statements.save([{ ...second!, seq: 99 }])).rejects.toBeInstanceOf(JournalConflict);
    expect(await test_.store.statements.ofLine('line_stm')).toEqual([first, second]);
  });
});
