import fc from 'fast-check';
import { addDays, plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { allocatePayment } from './waterfall.js';
import type { Claim, Component, WaterfallTerms } from './waterfall.js';

const ORDER = ['ENFORCEMENT_COST', 'PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'] as const satisfies readonly Component[];
const OLDEST_FIRST: WaterfallTerms = { order: ORDER, across: 'OLDEST_BILL_FIRST' };
const COMPONENT_FIRST: WaterfallTerms = { order: ORDER, across: 'COMPONENT_FIRST' };

const claim = (id: string, dueOn: string, component: Component, openMinor: number): Claim => ({
  id,
  dueOn: plainDate(dueOn),
  component,
  openMinor: minor(openMinor),
});

const MAY = claim('stm_may', '2025-05-12', 'PRINCIPAL', 40_000);
const MAY_FEE = claim('stm_may', '2025-05-12', 'FEE', 720);
const MAY_PENALTY = claim('stm_may', '2025-05-12', 'PENALTY', 30);
const JUNE = claim('stm_june', '2025-06-12', 'PRINCIPAL', 20_000);
const JUNE_PENALTY = claim('stm_june', '2025-06-12', 'PENALTY', 10);
const TWO_BILLS = [JUNE, MAY, JUNE_PENALTY, MAY_FEE, MAY_PENALTY];

const lines = (amountMinor: number, claims: readonly Claim[], terms: WaterfallTerms) =>
  allocatePayment(minor(amountMinor), claims, terms).allocations.map(
    (allocation) => `${allocation.id} ${allocation.component} ${allocation.amountMinor}`,
  );

describe('allocatePayment', () => {
  test('WAT-3', () => {
    expect(lines(40_760, TWO_BILLS, OLDEST_FIRST)).toEqual([
      'stm_may PENALTY 30',
      'stm_may FEE 720',
      'stm_may PRINCIPAL 40000',
      'stm_june PENALTY 10',
    ]);
  });

  test('WAT-3 by component: the penalties of both bills come first', () => {
    expect(lines(800, TWO_BILLS, COMPONENT_FIRST)).toEqual([
      'stm_may PENALTY 30',
      'stm_june PENALTY 10',
      'stm_may FEE 720',
      'stm_may PRINCIPAL 40',
    ]);
  });

  test.each<[string, Component[], string[]]>([
    ['WAT-1 DPD 90', [...ORDER], ['a FEE 2000', 'a INTEREST 8000', 'a PRINCIPAL 40000']],
    ['WAT-1 DPD 91', ['PRINCIPAL', ...ORDER.slice(0, 4)], ['a PRINCIPAL 50000']],
  ])('%s', (_id, order, expected) => {
    const claims = [
      claim('a', '2025-05-12', 'PRINCIPAL', 100_000),
      claim('a', '2025-05-12', 'INTEREST', 8_000),
      claim('a', '2025-05-12', 'FEE', 2_000),
    ];
    expect(lines(50_000, claims, { order, across: 'COMPONENT_FIRST' })).toEqual(expected);
  });

  test.each([
    [60_759, 0],
    [60_760, 0],
    [60_761, 1],
  ])('a payment of %i leaves %i for the credit balance', (amountMinor, restMinor) => {
    expect(allocatePayment(minor(amountMinor), TWO_BILLS, OLDEST_FIRST).restMinor).toBe(restMinor);
  });

  test('bills of one due date are served by id', () => {
    const claims = ['b', 'a', 'B'].map((id) => claim(id, '2025-05-12', 'FEE', 5));
    expect(lines(15, claims, OLDEST_FIRST)).toEqual(['B FEE 5', 'a FEE 5', 'b FEE 5']);
  });

  test('claims with nothing open get no allocation', () => {
    expect(lines(10, [claim('a', '2025-05-12', 'FEE', 0), JUNE_PENALTY], OLDEST_FIRST)).toEqual([
      'stm_june PENALTY 10',
    ]);
    expect(allocatePayment(minor(0), TWO_BILLS, OLDEST_FIRST)).toEqual({ allocations: [], restMinor: 0 });
  });

  test('refuses what only a mistake can bring', () => {
    expect(() => lines(-1, [], OLDEST_FIRST)).toThrow(/amountMinor: -1/);
    expect(() => lines(1, [claim('a', '2025-05-12', 'FEE', -1)], OLDEST_FIRST)).toThrow(/claim a/);
    expect(() => lines(1, [MAY], { ...OLDEST_FIRST, order: ['FEE'] })).toThrow(/PRINCIPAL is missing/);
  });
});

describe('allocatePayment, for any claims', () => {
  const anyClaims = fc.uniqueArray(
    fc
      .tuple(fc.nat(5), fc.nat(3), fc.constantFrom(...ORDER), fc.nat(5_000))
      .map(([id, day, component, open]): Claim => {
        const dueOn = addDays(plainDate('2025-05-12'), day);
        return { id: `bill_${id}`, dueOn, component, openMinor: minor(open) };
      }),
    { selector: (each) => `${each.id} ${each.component} ${each.dueOn}`, maxLength: 20 },
  );
  const amount = fc.nat(60_000).map(minor);
  const terms = fc.constantFrom(OLDEST_FIRST, COMPONENT_FIRST);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

  test('keeps the payment whole and serves no claim twice over', () => {
    fc.assert(
      fc.property(amount, anyClaims, terms, (amountMinor, claims, rule) => {
        const { allocations, restMinor } = allocatePayment(amountMinor, claims, rule);
        const openMinor = sum(claims.map((each) => each.openMinor));
        expect(sum(allocations.map((each) => each.amountMinor)) + restMinor).toBe(amountMinor);
        expect(restMinor).toBe(Math.max(0, amountMinor - openMinor));
        for (const each of allocations) {
          const open = sum(
            claims.filter((c) => c.id === each.id && c.component === each.component).map((c) => c.openMinor),
          );
          expect(each.amountMinor).toBeLessThanOrEqual(open);
        }
      }),
    );
  });

  test('does not depend on the order of the claims', () => {
    fc.assert(
      fc.property(amount, anyClaims, terms, (amountMinor, claims, rule) => {
        const shuffled = claims.toReversed();
        expect(allocatePayment(amountMinor, shuffled, rule)).toEqual(allocatePayment(amountMinor, claims, rule));
      }),
    );
  });

  test('more money takes nothing from any claim', () => {
    fc.assert(
      fc.property(amount, fc.nat(2_000), anyClaims, terms, (amountMinor, more, claims, rule) => {
        const less = allocatePayment(amountMinor, claims, rule).allocations;
        const greater = allocatePayment(minor(amountMinor + more), claims, rule).allocations;
        less.forEach((each, i) => {
          expect(greater[i]?.amountMinor).toBeGreaterThanOrEqual(each.amountMinor);
          expect(greater[i]).toMatchObject({ id: each.id, component: each.component });
        });
      }),
    );
  });
});
