import { InvalidPage } from '../../storage/errors.js';
import { ALL_SCOPES, bench, type Bench } from '../testing/bench.js';
import { A_LINE, A_STATEMENT, AN_AGREEMENT, CUSTOMER_ID, LINE_ID, NOW_MS } from '../testing/fake-line.js';

const get = (path: string, { api }: Pick<Bench, 'api'> = bench()) =>
  api.get(path).set('Authorization', `Bearer ${ALL_SCOPES}`);
const LINE = `/v1/credit-lines/${LINE_ID}`;

describe('reads', () => {
  test.each([
    ['/v1/credit-lines', { items: [A_LINE], nextCursor: null }],
    [LINE, A_LINE],
    [`${LINE}/statements`, { items: [A_STATEMENT], nextCursor: null }],
    [`${LINE}/statements/stm_1`, A_STATEMENT],
    [`${LINE}/agreements`, { items: [AN_AGREEMENT] }],
    [`${LINE}/agreements/agr_2`, AN_AGREEMENT],
  ])('%s', async (path, body) => {
    const answer = await get(path);
    expect([answer.status, answer.body]).toEqual([200, body]);
  });

  test('what belongs to another line is unknown', async () => {
    const { deps } = bench();
    const agreements = {
      ...deps.reads.agreements,
      find: async () => Promise.resolve({ ...AN_AGREEMENT, lineId: 'line_2' }),
    };
    const answer = await get(`${LINE}/agreements/agr_2`, bench({ reads: { ...deps.reads, agreements } }));
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'agreement-unknown' }]);
  });

  test('filters and page go to the store as they are', async () => {
    const asked: unknown[] = [];
    const { deps } = bench();
    const list = async (...args: unknown[]) => {
      asked.push(args);
      return Promise.resolve({ items: [], nextCursor: 'bmV4dA' });
    };
    const world = bench({ reads: { ...deps.reads, lines: { ...deps.reads.lines, list } } });
    const query = `status=FROZEN&delinquencyBucket=M4%2B&planId=order-flat&customerId=${CUSTOMER_ID}&limit=7&cursor=abc`;
    const answer = await get(`/v1/credit-lines?${query}`, world);
    expect(answer.body).toEqual({ items: [], nextCursor: 'bmV4dA' });
    const filter = { status: 'FROZEN', delinquencyBucket: 'M4+', planId: 'order-flat', customerId: CUSTOMER_ID };
    expect(asked).toEqual([[filter, { limit: 7, cursor: 'abc' }]]);
  });

  test('a cursor that was never given out', async () => {
    const { deps } = bench();
    const list = async (): Promise<never> => Promise.reject(new InvalidPage('cursor', 'Start again without a cursor.'));
    const world = bench({ reads: { ...deps.reads, lines: { ...deps.reads.lines, list } } });
    expect(await get('/v1/credit-lines?cursor=abc', world)).toMatchObject({
      status: 400,
      body: { code: 'invalid-field', param: 'cursor' },
    });
  });

  test('an answer that the document does not describe is caught by these tests', async () => {
    const { deps } = bench();
    const find = async () => Promise.resolve({ ...A_LINE, secret: 'x' });
    const answer = await get(LINE, bench({ reads: { ...deps.reads, lines: { ...deps.reads.lines, find } } }));
    expect(answer.status).toBe(500);
  });
});

describe('timeline', () => {
  test('pages through the journal by number', async () => {
    const { deps } = bench();
    const find = async () => Promise.resolve({ ...A_LINE, seq: 5 });
    const world = bench({ reads: { ...deps.reads, lines: { ...deps.reads.lines, find } } });
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `${LINE}/timeline?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = (await get(path, world)).body as { items: { seq: number }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ seq }) => seq));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('shows an entry with its seal', async () => {
    const { items } = (await get(`${LINE}/timeline?limit=1`)).body as { items: object[] };
    expect(items).toMatchObject([
      {
        seq: 1,
        type: 'frozen',
        bookedAt: NOW_MS + 1,
        valueOn: null,
        details: { cause: 'CUSTOMER' },
        previousHash: '0'.repeat(64),
      },
    ]);
  });
});

describe('what only the workflow knows', () => {
  test('agenda', async () => {
    const { deps } = bench();
    const item = { at: NOW_MS + 1, kind: 'CUT_STATEMENT', ref: '2026-04-01' } as const;
    const value = { view: A_LINE, agreements: [], agenda: [item], clockAt: NOW_MS };
    const lines = { ...deps.lines, position: async () => Promise.resolve({ kind: 'DONE' as const, value }) };
    const answer = await get(`${LINE}/agenda`, bench({ lines }));
    expect([answer.status, answer.body]).toEqual([200, { lineId: LINE_ID, clockAt: NOW_MS, items: [item] }]);
  });

  test('an unknown agreement has no settlement quote', async () => {
    const { deps } = bench();
    const refused = { kind: 'REFUSED', refusal: { type: 'agreement-unknown' } } as const;
    const lines = { ...deps.lines, quoteSettlement: async () => Promise.resolve(refused) };
    const answer = await get(`${LINE}/settlement-quote?scope=ONE_PLAN&agreementId=agr_9`, bench({ lines }));
    expect([answer.status, answer.body]).toMatchObject([404, { code: 'agreement-unknown' }]);
  });
});
