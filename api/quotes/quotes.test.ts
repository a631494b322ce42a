import { irr } from 'node-irr';
import type { Offer } from '../../contracts/quotes.js';
import { ALL_SCOPES, bench } from '../testing/bench.js';

/** 2023-04-05 in Shanghai. */
const APRIL_5 = Date.UTC(2023, 3, 5, 3);

const quote = (body: object) =>
  bench({ now: () => APRIL_5 })
    .api.post('/v1/quotes')
    .set('Authorization', `Bearer ${ALL_SCOPES}`)
    .send(body);

const offersOf = async (body: object) => ((await quote(body)).body as { offers: Offer[] }).offers;

const TEN_THOUSAND = { amountMinor: 1_000_000, currency: 'CNY' };

describe('a quote', () => {
  // golden-cn.json: fee_to_irr f006, the nominal annual rate in percent
  test.each([
    [3, '10.77'],
    [6, '12.24'],
    [12, '13.03'],
    [24, '13.27'],
  ])('of 0.60 %% a period over %i periods costs %s %% a year', async (periods, percent) => {
    const offers = await offersOf({ ...TEN_THOUSAND, planId: 'order-flat' });
    const offer = offers.find((candidate) => candidate.periods === periods);
    expect((Number(offer?.annualRate) * 100).toFixed(2)).toBe(percent);
    expect(offer?.feeMinor).toBe(6_000 * periods);
  });

  test('of 12 % a year in 12 equal payments asks 888.49 a month', async () => {
    const [, , offer] = await offersOf({ ...TEN_THOUSAND, planId: 'cash-level@1' });
    expect(offer).toMatchObject({ periods: 12, planVersion: 1 });
    expect(offer?.installments[0]?.totalMinor).toBe(88_849);
    expect((Number(offer?.annualRate) * 100).toFixed(2)).toBe('12.00');
  });

  // golden-cn.json: due_dates stmt-apr5-bill1
  test('has the due dates of a purchase of today', async () => {
    const [offer] = await offersOf({ ...TEN_THOUSAND, planId: 'order-flat' });
    expect(offer?.installments.map(({ dueOn }) => dueOn)).toEqual(['2023-05-10', '2023-06-10', '2023-07-10']);
    expect(offer?.firstDueOn).toBe('2023-05-10');
  });

  test('names a rate that is that of its cash flows (CNB-1, CNB-2)', async () => {
    const offers = await offersOf(TEN_THOUSAND);
    expect(offers.length).toBeGreaterThan(15);
    for (const { annualRate, annualRateMethod, cashFlows, installments, totalMinor, principalMinor } of offers) {
      const oracle = 12 * irr(cashFlows.map(({ amountMinor }) => amountMinor));
      expect(Math.abs(Number(annualRate) - oracle)).toBeLessThanOrEqual(1e-6);
      expect(annualRateMethod).toBe('NOMINAL_IRR');
      expect(principalMinor).toBe(1_000_000);
      expect(installments.reduce((sum, row) => sum + row.totalMinor, 0)).toBe(totalMinor);
    }
  });

  test('says which plans and tenors the amount does not get, and why', async () => {
    const answer = await quote({ amountMinor: 15_000, currency: 'CNY', planId: 'order-flat' });
    expect(answer.body).toMatchObject({
      offers: [{ periods: 3 }, { periods: 6 }, { periods: 12 }],
      refused: [{ planId: 'order-flat', periods: 24, code: 'installment-too-small' }],
    });
  });

  test.each([
    [{ ...TEN_THOUSAND, currency: 'USD' }, 422, 'wrong-currency', 'currency'],
    [{ ...TEN_THOUSAND, planId: 'none' }, 404, 'plan-unknown', 'planId'],
    [{ ...TEN_THOUSAND, billDay: 29 }, 400, 'invalid-field', 'billDay'],
  ])('%j', async (body, status, code, param) => {
    const answer = await quote(body);
    expect([answer.status, answer.body]).toMatchObject([status, { code, param }]);
  });
});

test('plans are listed in their latest version, and read by name or version', async () => {
  const get = (path: string) => bench().api.get(path).set('Authorization', `Bearer ${ALL_SCOPES}`);
  const { items } = (await get('/v1/plans')).body as { items: { planId: string }[] };
  expect(items.map(({ planId }) => planId)).toContain('pay-later');
  expect((await get('/v1/plans/order-flat@1')).body).toEqual((await get('/v1/plans/order-flat')).body);
});
