import fc from 'fast-check';
import { addDays, plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import { allocatePayment, rulesOf } from './waterfall.js';
import type { Claim, Component, Timing, WaterfallTerms } from './waterfall.js';

const ORDER = ['ENFORCEMENT_COST', 'PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'] as const satisfies readonly Component[];
const TIMES = ['PAST_DUE', 'DUE', 'IN_ADVANCE'] as const satisfies readonly Timing[];
const OLDEST_FIRST: WaterfallTerms = {
  rules: rulesOf(TIMES, ORDER),
  across: 'OLDEST_BILL_FIRST',
  future: 'CREDIT_UNTIL_DUE',
};
const COMPONENT_FIRST: WaterfallTerms = { ...OLDEST_FIRST, across: 'COMPONENT_FIRST' };

const claim = (
  id: string,
  dueOn: string,
  component: Component,
  openMinor: number,
  timing: Timing = 'PAST_DUE',
  priority = 0,
): Claim => ({ id, dueOn: plainDate(dueOn), timing, component, openMinor: minor(openMinor), priority });

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
    expect(lines(50_000, claims, { ...COMPONENT_FIRST, rules: rulesOf(TIMES, order) })).toEqual(expected);
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
    expect(() => lines(1, [MAY], { ...OLDEST_FIRST, rules: rulesOf(TIMES, ['FEE']) })).toThrow(
      /PAST_DUE\/PRINCIPAL is missing/,
    );
  });
});

describe('the times of the waterfall', () => {
  const NEXT = [1, 2, 3].flatMap((nr) => [
    claim(`#${nr}`, `2025-0${nr + 5}-12`, 'PRINCIPAL', 10_000, 'IN_ADVANCE'),
    claim(`#${nr}`, `2025-0${nr + 5}-12`, 'FEE', 720, 'IN_ADVANCE'),
  ]);
  const DUE = claim('due', '2025-05-30', 'PRINCIPAL', 5_000, 'DUE');
  const future = (rule: WaterfallTerms['future']): WaterfallTerms => ({ ...OLDEST_FIRST, future: rule });

  test.each<[WaterfallTerms['future'], string[], number]>([
    ['CREDIT_UNTIL_DUE', ['due PRINCIPAL 5000'], 12_000],
    ['NEXT', ['due PRINCIPAL 5000', '#1 FEE 720', '#1 PRINCIPAL 10000', '#2 FEE 720', '#2 PRINCIPAL 560'], 0],
    ['LAST', ['due PRINCIPAL 5000', '#3 FEE 720', '#3 PRINCIPAL 10000', '#2 FEE 720', '#2 PRINCIPAL 560'], 0],
    // 12,000: each fee in full, 9,840 of principal in three equal parts
    [
      'SPREAD_EVENLY',
      [
        'due PRINCIPAL 5000',
        '#1 FEE 720',
        '#2 FEE 720',
        '#3 FEE 720',
        '#1 PRINCIPAL 3280',
        '#2 PRINCIPAL 3280',
        '#3 PRINCIPAL 3280',
      ],
      0,
    ],
  ])('%s: 170.00 on 50.00 due', (rule, expected, restMinor) => {
    expect(lines(17_000, [...NEXT, DUE], future(rule))).toEqual(expected);
    expect(allocatePayment(minor(17_000), [...NEXT, DUE], future(rule)).restMinor).toBe(restMinor);
  });

  test.each([
    // 100 over three: 33, 33 and the difference
    [100, [33, 33, 34]],
    // 5 over three: 2, 2 and the difference
    [5, [2, 2, 1]],
    // 2 over three: 1, 1, nothing
    [2, [1, 1]],
    // 0.33 each rounds to nothing: the last takes it
    [1, [1]],
  ])('%i spread evenly over three', (amountMinor, expected) => {
    const fees = NEXT.filter(({ component }) => component === 'FEE');
    const { allocations } = allocatePayment(minor(amountMinor), fees, future('SPREAD_EVENLY'));
    expect(allocations.map((each) => each.amountMinor)).toEqual(expected);
  });

  test('what does not fit into a small one is spread over the others', () => {
    const claims = [100, 10, 100].map((open, nr) => claim(`#${nr}`, '2025-06-12', 'FEE', open, 'IN_ADVANCE'));
    const { allocations } = allocatePayment(minor(120), claims, future('SPREAD_EVENLY'));
    expect(allocations.map(({ id, amountMinor }) => [id, amountMinor])).toEqual([
      ['#0', 55],
      ['#1', 10],
      ['#2', 55],
    ]);
  });

  test('a closed one takes no part of what is spread', () => {
    const claims = [0, 100, 100].map((open, nr) => claim(`#${nr}`, '2025-06-12', 'FEE', open, 'IN_ADVANCE'));
    expect(lines(100, claims, future('SPREAD_EVENLY'))).toEqual(['#1 FEE 50', '#2 FEE 50']);
  });

  test('what is spread beyond all of them is left', () => {
    const fees = NEXT.filter(({ component }) => component === 'FEE');
    expect(allocatePayment(minor(2_161), fees, future('SPREAD_EVENLY')).restMinor).toBe(1);
  });

  test.each(['NEXT', 'LAST', 'SPREAD_EVENLY'] as const)('%s: what is due goes oldest bill first', (rule) => {
    const due = [claim('b', '2025-05-30', 'FEE', 5, 'DUE'), claim('a', '2025-05-29', 'FEE', 5, 'DUE')];
    expect(lines(7, due, future(rule))).toEqual(['a FEE 5', 'b FEE 2']);
  });

  test('a permutation with what is in advance first', () => {
    const terms = { ...future('NEXT'), rules: rulesOf(['IN_ADVANCE', 'DUE', 'PAST_DUE'], ORDER) };
    expect(lines(11_000, [...NEXT, DUE, MAY], terms)).toEqual(['#1 FEE 720', '#1 PRINCIPAL 10000', '#2 FEE 280']);
  });

  test('a lower priority comes first within its time alone', () => {
    const claims = [
      claim('dear', '2025-05-12', 'PRINCIPAL', 10, 'DUE', 0),
      claim('cheap', '2025-05-11', 'FEE', 10, 'DUE', 1),
      claim('late', '2025-05-01', 'FEE', 10, 'PAST_DUE', 9),
      claim('later', '2025-05-02', 'FEE', 10, 'PAST_DUE', 8),
    ];
    expect(lines(40, claims, OLDEST_FIRST)).toEqual([
      'later FEE 10',
      'late FEE 10',
      'dear PRINCIPAL 10',
      'cheap FEE 10',
    ]);
  });

  test('rules may name a component of one time between those of another', () => {
    const rules = [
      { timing: 'PAST_DUE', component: 'FEE' },
      { timing: 'DUE', component: 'FEE' },
      { timing: 'PAST_DUE', component: 'PRINCIPAL' },
      { timing: 'DUE', component: 'PRINCIPAL' },
    ] as const;
    const claims = [MAY, MAY_FEE, DUE, claim('due', '2025-05-30', 'FEE', 50, 'DUE')];
    expect(lines(800, claims, { rules, across: 'COMPONENT_FIRST', future: 'NEXT' })).toEqual([
      'stm_may FEE 720',
      'due FEE 50',
      'stm_may PRINCIPAL 30',
    ]);
  });
});

describe('allocatePayment, for any claims', () => {
  const anyClaims = fc.uniqueArray(
    fc
      .tuple(fc.nat(5), fc.nat(3), fc.constantFrom(...ORDER), fc.nat(5_000))
      .map(([id, day, component, open]): Claim => {
        const dueOn = addDays(plainDate('2025-05-12'), day);
        // One timing for a bill, as in life: what is open on the later days has not fallen due.
        const timing = day > 1 ? 'DUE' : 'PAST_DUE';
        return { id: `bill_${id}`, dueOn, timing, component, openMinor: minor(open), priority: 0 };
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
