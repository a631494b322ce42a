import type { TimelineItem } from '../../contracts/timeline.js';
import { plainDate } from '../../domain/calendar/plain-date.js';
import { figuresOfTimeline, type LineFigures } from './figures-of-line.js';
import { figuresOfBook, portfolioLines } from './report.js';

const item = (type: string, entries: TimelineItem['entries'] = []): TimelineItem => ({
  seq: 1,
  type,
  bookedAt: 0,
  bookedOn: plainDate('2029-01-05'),
  valueOn: null,
  entries,
  details: {},
  commandId: null,
  hash: '',
  previousHash: '',
});

const move = (from: TimelineItem['entries'][number]['account'], to: typeof from, amountMinor: number) => [
  { account: from, amountMinor },
  { account: to, amountMinor: -amountMinor },
];

test('figures come from the journal: what was undone is taken back', () => {
  const timeline = [
    item('captured', move('PRINCIPAL_RECEIVABLE', 'MERCHANT_PAYABLE', 5_000)),
    item('drawn', move('PRINCIPAL_RECEIVABLE', 'OUTGOING_CLEARING', 30_000)),
    item('disbursed', move('OUTGOING_CLEARING', 'BANK', 30_000)),
    item('drawn', move('PRINCIPAL_RECEIVABLE', 'OUTGOING_CLEARING', 10_000)),
    item('drawCanceled', move('OUTGOING_CLEARING', 'PRINCIPAL_RECEIVABLE', 10_000)),
    item('paymentReceived', move('BANK', 'PRINCIPAL_RECEIVABLE', 7_000)),
    item('paymentReceived', move('BANK', 'PRINCIPAL_RECEIVABLE', 2_000)),
    item('paymentReversed', move('PRINCIPAL_RECEIVABLE', 'BANK', 2_000)),
  ];
  expect(figuresOfTimeline(timeline)).toEqual({
    events: {
      captured: 1,
      drawn: 2,
      disbursed: 1,
      drawCanceled: 1,
      paymentReceived: 2,
      paymentReversed: 1,
    },
    purchases: { count: 1, amountMinor: 5_000 },
    draws: { count: 1, amountMinor: 30_000 },
    payments: { count: 1, amountMinor: 7_000 },
    trialBalanceMinor: 0,
  });
  expect(figuresOfTimeline([item('captured', [{ account: 'BANK', amountMinor: 3 }])]).trialBalanceMinor).toBe(3);
});

const LINE: LineFigures = {
  customer: '1',
  status: 'ACTIVE',
  bucket: 'M1',
  daysPastDue: 3,
  limitMinor: 100_000,
  usedMinor: 28_000,
  billedMinor: 5_000,
  overdueMinor: 5_000,
  creditMinor: 0,
  ledger: { BANK: -20_000, FEE_INCOME: -1_000, PENALTY_INCOME: -5 },
  statements: [],
  events: {},
  purchases: { count: 1, amountMinor: 5_000 },
  draws: { count: 1, amountMinor: 30_000 },
  payments: { count: 1, amountMinor: 7_000 },
  trialBalanceMinor: 0,
};
const OUTCOME = {
  results: [
    { lineId: 'line_1', figures: LINE },
    { lineId: null, figures: null },
  ],
  verify: { checked: 1, clean: 1 },
  seconds: 12.5,
};

describe('the report', () => {
  test('has exactly its members', () => {
    expect(figuresOfBook(OUTCOME)).toEqual({
      customers: 2,
      approved: 1,
      lines: 1,
      statements: 0,
      draws: 1,
      payments: { count: 1, amountMinor: 7_000 },
      buckets: { M0: 0, M1: 1, M2: 0, M3: 0, 'M4+': 0 },
      trialBalanceMinor: 0,
      verify: { checked: 1, clean: 1 },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      seconds: 12.5,
    });
  });

  test('the digest hashes every figure but time and ids', () => {
    const { digest } = figuresOfBook(OUTCOME);
    const other = (change: Partial<LineFigures>) =>
      figuresOfBook({
        ...OUTCOME,
        results: [{ lineId: 'line_2', figures: { ...LINE, ...change } }, ...OUTCOME.results.slice(1)],
      }).digest;
    expect(figuresOfBook({ ...OUTCOME, seconds: 99 }).digest).toBe(digest);
    expect(other({})).toBe(digest);
    expect(other({ billedMinor: 5_001 })).not.toBe(digest);
    expect(other({ events: { frozen: 1 } })).not.toBe(digest);
    expect(figuresOfBook({ ...OUTCOME, verify: { checked: 1, clean: 0 } }).digest).not.toBe(digest);
  });

  test('reads well', () => {
    const title = { source: 'made up', months: 5, seed: 1 };
    const text = portfolioLines(title, OUTCOME, figuresOfBook(OUTCOME)).join('\n');
    expect(text).toContain('Portfolio after 5 months (made up, seed 1)');
    expect(text).toMatch(/customers +2, 1 approved/);
    expect(text).toMatch(/collected +1 payments, 70\.00 CNY/);
    expect(text).toMatch(/fee income +10\.00 CNY/);
    expect(text).toMatch(/penalty income +0\.05 CNY/);
    expect(text).toMatch(/wall time +12\.5 s, 2500 ms a line-month/);
    expect(text).toMatch(/M1 +1 +280\.00 +50\.00/);
  });
});
