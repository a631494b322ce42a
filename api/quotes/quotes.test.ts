import { irr } from 'node-irr';
import type { Offer } from '../../contracts/quotes.js';
import { plainDate } from '../../domain/calendar/plain-date.js';
import { CASH, FLAT } from '../../domain/line/testing.js';
import type { PlanTerms } from '../../domain/plan/plan-terms.js';
import { planCatalogue } from '../plans/catalogue.js';
import { ALL_SCOPES, bench } from '../testing/bench.js';

/** 2023-04-05 in Shanghai. */
const APRIL_5 = Date.UTC(2023, 3, 5, 3);

const quote = (body: object, plans?: readonly PlanTerms[]) =>
  bench({ now: () => APRIL_5, ...(plans === undefined ? {} : { plans: planCatalogue(plans) }) })
    .api.post('/v1/quotes')
    .set('Authorization', `Bearer ${ALL_SCOPES}`)
    .send(body);

const offersOf = async (body: object, plans?: readonly PlanTerms[]) =>
  ((await quote(body, plans)).body as { offers: Offer[] }).offers;

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
    expect(offer?.costTable).toMatchObject({
      totalCostMinor: 66_186,
      totalDueMinor: 1_066_186,
    });
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

  test('puts the cheapest first', async () => {
    const costs = (await offersOf(TEN_THOUSAND)).map(({ costTable }) => costTable.totalCostMinor);
    expect(costs).toEqual(costs.toSorted((a, b) => a - b));
    expect(costs[0]).toBe(0);
  });

  test('counts from the order where that is asked', async () => {
    const [offer] = await offersOf({ ...TEN_THOUSAND, planId: 'order-flat', dates: 'ORDER' });
    expect(offer?.installments.map(({ dueOn }) => dueOn)).toEqual(['2023-05-05', '2023-06-05', '2023-07-05']);
  });

  test('PRO-1: shows the down payment, and what is financed after it', async () => {
    const plan = { ...FLAT, downPaymentRate: '0.1' };
    const offers = await offersOf({ amountMinor: 450_000, currency: 'CNY' }, [plan]);
    const offer = offers.find(({ periods }) => periods === 12);
    expect(offer).toMatchObject({ downPaymentMinor: 45_000, principalMinor: 405_000, feeMinor: 29_160 });
    expect(offer?.installments[0]).toMatchObject({ principalMinor: 33_750, feeMinor: 2_430 });
  });

  test('SCH-8: adds up all payees, and says which figure refuses a tenor', async () => {
    const prices = [3, 12].map((periods) => ({ periods, feeRatePerPeriod: '0', annualRate: '0.12' }));
    const guarantee = { component: 'GUARANTEE_FEE', payee: 'guarantor_1', method: 'RATE_PER_PERIOD' } as const;
    const level = { ...CASH, amortization: 'LEVEL_PAYMENT', prices } as const;
    const [, year] = await offersOf(TEN_THOUSAND, [{ ...level, otherCharges: [{ ...guarantee, rate: '0.0057' }] }]);
    expect(year?.costTable.components).toMatchObject([
      { totalMinor: 66_186 },
      { payee: 'guarantor_1', totalMinor: 68_400 },
    ]);
    expect((Number(year?.annualRate) * 100).toFixed(2)).toBe('23.98');
    const dear = await quote(TEN_THOUSAND, [{ ...level, otherCharges: [{ ...guarantee, rate: '0.0058' }] }]);
    expect(dear.body).toMatchObject({
      refused: [
        { periods: 12, code: 'price-above-cap', rule: 'annualCap', detail: expect.stringContaining('0.241') as string },
      ],
    });
  });

  test('takes the price of a grade or of a promotion', async () => {
    const at = (feeRatePerPeriod: string) => ({ periods: 12, feeRatePerPeriod, annualRate: '0' });
    const plan: PlanTerms = {
      ...FLAT,
      prices: [at('0.0060')],
      priceGrid: [{ grade: 'A', ...at('0.0050') }],
      promotions: [
        {
          promotionId: 'spring',
          fromOn: plainDate('2023-04-01'),
          untilOn: plainDate('2023-04-05'),
          prices: [at('0.001')],
        },
        {
          promotionId: 'may',
          fromOn: plainDate('2023-04-05'),
          untilOn: plainDate('2023-06-01'),
          prices: [at('0.002')],
        },
      ],
    };
    const graded = { ...plan, promotions: [] };
    expect(await offersOf({ ...TEN_THOUSAND, priceGrade: 'A' }, [graded])).toMatchObject([
      { priceGrade: 'A', promotionId: null, feeMinor: 60_000 },
    ]);
    expect(await offersOf({ ...TEN_THOUSAND, priceGrade: 'B' }, [graded])).toMatchObject([
      { priceGrade: null, feeMinor: 72_000 },
    ]);
    expect(await offersOf({ ...TEN_THOUSAND, promotionId: 'may' }, [plan])).toMatchObject([
      { priceGrade: null, promotionId: 'may', feeMinor: 24_000 },
    ]);
    expect((await quote({ ...TEN_THOUSAND, promotionId: 'spring' }, [plan])).body).toMatchObject({
      offers: [],
      refused: [{ periods: 12, code: 'promotion-not-in-force', param: 'promotionId' }],
    });
  });

  test('says which plans and tenors the amount does not get, and why', async () => {
    const answer = await quote({ amountMinor: 15_000, currency: 'CNY', planId: 'order-flat' });
    expect(answer.body).toMatchObject({
      offers: [{ periods: 3 }, { periods: 6 }, { periods: 12 }],
      refused: [
        {
          planId: 'order-flat',
          planVersion: 1,
          periods: 24,
          code: 'installment-too-small',
          rule: 'installment-too-small',
          param: 'periods',
          detail: expect.stringContaining('Choose fewer periods') as string,
        },
      ],
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
