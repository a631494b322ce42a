import { ALL_SCOPES, bench } from '../testing/bench.js';
import { LINE_ID } from '../testing/fake-line.js';

const get = async (path: string) => {
  const { api } = bench();
  const answer = await api.get(`/v1${path}`).set('Authorization', `Bearer ${ALL_SCOPES}`);
  return [answer.status, answer.body] as const;
};

describe('the general ledger', () => {
  test('has a trial balance, a balance sheet and an income statement', async () => {
    expect(await get('/ledger/trial-balance?asOf=2026-03-05')).toMatchObject([
      200,
      { debitMinor: 120_000, creditMinor: 120_000, differenceMinor: 0 },
    ]);
    expect(await get('/ledger/trial-balance?asOf=2026-03-04')).toMatchObject([200, { rows: [], debitMinor: 0 }]);
    expect(await get('/ledger/balance-sheet?product=ORDER_INSTALLMENT')).toMatchObject([
      200,
      { assetsMinor: 120_000, liabilitiesMinor: 120_000, resultMinor: 0, differenceMinor: 0 },
    ]);
    expect(await get('/ledger/income?from=2026-03-01&to=2026-03-31&by=VALUE&funder=bank_b')).toMatchObject([
      200,
      { income: [], expenses: [], resultMinor: 0 },
    ]);
  });

  test('refuses days and filters that are none', async () => {
    expect(await get('/ledger/trial-balance?asOf=2026-02-30')).toMatchObject([400, { param: 'asOf' }]);
    expect(await get('/ledger/income?product=CARS')).toMatchObject([400, { param: 'product' }]);
  });
});

describe('a line as of a day', () => {
  test('is refused before the line was opened, and for a line that is none', async () => {
    expect(await get(`/credit-lines/${LINE_ID}/as-of?asOf=1999-01-01`)).toMatchObject([422, { param: 'asOf' }]);
    expect(await get('/credit-lines/line_none/as-of?asOf=2026-03-01')).toMatchObject([404, { param: 'lineId' }]);
    expect(await get(`/credit-lines/${LINE_ID}/as-of`)).toMatchObject([400, { param: 'asOf' }]);
  });
});
