import { vectorsOf } from '../../test/vectors/read-vectors.js';
import { minor } from '../money/minor.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import { convert, refund } from './test-commands.js';
import { FLAT, idOf, on, PAY_LATER, STATEMENT, TERMS, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const agreement = (line: TestLine, agreementId: string) =>
  line.state.book.position.agreements.find((candidate) => candidate.agreementId === agreementId);

const converted = (line: TestLine, change: object = {}): string => idOf(line.do(convert(line, change)), 'agreementId');

/** Purchases of 1000.00 and 200.00 on the bill of 3 April 2023, due on the 12th. */
function billed(terms: LineTerms = TERMS, plan: PlanTerms = PAY_LATER): TestLine {
  const line = new TestLine('2023-03-05', 1_000_000, terms);
  line.buy('o1', 100_000, plan);
  line.advance('2023-03-20');
  line.buy('o2', 20_000, plan);
  line.advance('2023-04-05');
  return line;
}

/** Due dates and amounts of the bills from 3 May on, each paid in full on its due date. */
function laterBills(line: TestLine, days: readonly string[]) {
  return days.map((day) => {
    line.advance(day);
    const statement = line.state.latestStatement;
    line.advance(`${day.slice(0, 8)}12`);
    if ((statement?.balanceMinor ?? 0) > 0) line.pay(statement?.balanceMinor ?? 0);
    return [statement?.dueOn, statement?.balanceMinor, statement?.minDueMinor];
  });
}

describe('a bill in installments', () => {
  test('cn-due-dates-conversion: nothing is due with that bill, the first installment comes with the next', () => {
    const [vector] = vectorsOf('golden-cn.json', 'due_dates').filter(({ id }) => id === 'cn-due-dates-conversion');
    const line = billed();
    expect(line.view()).toMatchObject({ billedMinor: 120_000, minDueMinor: 12_000, usedMinor: 120_000 });
    const reply = line.do(convert(line));
    expect(reply).toMatchObject({ convertedMinor: 120_000, firstDueOn: '2023-05-12', minDueMinor: 0 });
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 120_000, availableMinor: 880_000 });
    // SCH: 1200 in 3 at 0.60 %: 400.00 and 7.20 a month
    const bills = laterBills(line, ['2023-05-03', '2023-06-03', '2023-07-03']);
    expect(bills.map(([, ...amounts]) => amounts)).toEqual(Array(3).fill([40_720, 40_720]));
    expect(bills.map(([dueOn]) => dueOn)).toEqual(vector?.expected['due_dates']);
    expect(line.view()).toMatchObject({ usedMinor: 0, daysPastDue: 0 });
  });

  test('THIS_BILL: the first installment is due with the bill, in full', () => {
    const line = billed();
    const plan: PlanTerms = { ...STATEMENT, statementInstallmentStart: 'THIS_BILL' };
    expect(line.do(convert(line, { plan }))).toMatchObject({ firstDueOn: '2023-04-12', minDueMinor: 40_720 });
    expect(line.view()).toMatchObject({ billedMinor: 40_720, minDueOpenMinor: 40_720 });
    expect(line.balance('FEE_RECEIVABLE')).toBe(720);
    line.pay(40_720);
    const bills = laterBills(line, ['2023-05-03', '2023-06-03']);
    expect(bills).toEqual([
      ['2023-05-12', 40_720, 40_720],
      ['2023-06-12', 40_720, 40_720],
    ]);
    expect(line.view().usedMinor).toBe(0);
  });

  // 10 % of what is left of the spend, rounded on its own: 30.005 becomes 30.01.
  test.each([
    [90_000, 30_000, 3_000],
    [89_995, 30_005, 3_001],
    [100_000, 20_000, 2_000],
    [119_900, 100, 10],
  ])('a part of %i leaves %i on the bill and a minimum of %i', (amountMinor, openMinor, minDueMinor) => {
    const line = billed();
    expect(line.do(convert(line, { amountMinor }))).toMatchObject({ minDueMinor });
    expect(line.view()).toMatchObject({ billedMinor: openMinor, minDueMinor, minDueOpenMinor: minDueMinor });
    line.advance('2023-04-12');
    line.pay(minDueMinor);
    line.advance('2023-04-13');
    expect(line.view().daysPastDue).toBe(0);
  });

  test('takes the oldest purchase first, and a second conversion what is left', () => {
    const line = billed();
    const [first, second] = line.state.book.position.agreements.map(({ agreementId }) => agreementId);
    converted(line, { amountMinor: 110_000 });
    expect(agreement(line, first ?? '')).toMatchObject({ convertedMinor: 100_000, principalMinor: 100_000 });
    expect(agreement(line, second ?? '')).toMatchObject({ convertedMinor: 10_000 });
    expect(agreement(line, second ?? '')?.installments[0]?.principalMinor).toBe(10_000);
    converted(line);
    expect(line.view()).toMatchObject({ billedMinor: 0, minDueMinor: 0, usedMinor: 120_000 });
  });

  test('with the whole balance due, the balance shrinks by all of it', () => {
    const line = billed({ ...TERMS, minPaymentAllowed: false });
    expect(line.do(convert(line, { amountMinor: 90_000 }))).toMatchObject({ minDueMinor: 30_000 });
  });

  test('the principal moves from product to product, and is pinned to its plan', () => {
    const line = billed();
    const id = converted(line, { amountMinor: 90_000 });
    const event = line.events.at(-1);
    expect(event?.entries).toEqual([
      { account: 'PRINCIPAL_RECEIVABLE', product: 'PURCHASE', amountMinor: -90_000 },
      { account: 'PRINCIPAL_RECEIVABLE', product: 'STATEMENT_INSTALLMENT', amountMinor: 90_000 },
    ]);
    expect(agreement(line, id)).toMatchObject({ plan: { planId: 'statement-flat', version: 1 }, periods: 3 });
  });

  test('a payment of the same day pays what is left of the bill, whichever came first', () => {
    const after = (isPaidFirst: boolean) => {
      const line = billed();
      if (isPaidFirst) line.pay(30_000);
      converted(line, { amountMinor: 90_000 });
      if (!isPaidFirst) line.pay(30_000);
      const { billedMinor, usedMinor, minDueOpenMinor, creditMinor } = line.view();
      return { billedMinor, usedMinor, minDueOpenMinor, creditMinor };
    };
    expect(after(true)).toEqual({ billedMinor: 0, usedMinor: 90_000, minDueOpenMinor: 0, creditMinor: 0 });
    expect(after(false)).toEqual(after(true));
  });

  test('money that is known late to have come before leaves less to convert', () => {
    const line = billed();
    line.advance('2023-04-10');
    const id = converted(line);
    line.advance('2023-04-11');
    line.pay(20_000, '2023-04-04');
    expect(agreement(line, id)).toMatchObject({ principalMinor: 100_000 });
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 100_000, creditMinor: 0 });
    line.pay(100_000, '2023-04-04');
    expect(agreement(line, id)).toBeUndefined();
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 0, creditMinor: 0 });
  });

  test('undone, the bill is as it was', () => {
    const line = billed();
    const before = line.view();
    const id = converted(line, { plan: { ...STATEMENT, statementInstallmentStart: 'THIS_BILL' } });
    line.do({ type: 'reverseFact', factSeq: line.state.seq, reason: 'not wanted' });
    const { billedMinor, minDueMinor, usedMinor, ledger } = before;
    const { ledger: after, ...view } = line.view();
    expect(view).toMatchObject({ billedMinor, minDueMinor, usedMinor });
    expect(Object.entries(after).filter(([, amountMinor]) => amountMinor !== 0)).toEqual(Object.entries(ledger));
    const shown = agreementViews(line.state).find(({ agreementId }) => agreementId === id);
    expect(shown).toMatchObject({ status: 'CANCELED', principalMinor: 120_000, outstandingMinor: 0 });
  });
});

describe('what of a bill is not converted', () => {
  test('installments that stand on it, and what is carried from an earlier one', () => {
    const line = new TestLine('2023-02-05');
    line.buy('o1', 50_000);
    line.advance('2023-03-12');
    line.pay(10_000);
    line.buy('o2', 100_000);
    line.buy('o3', 30_000, FLAT, 3);
    line.advance('2023-04-05');
    expect(line.refusal(convert(line, { amountMinor: 100_001 }))).toEqual({
      type: 'conversion-above-bill',
      convertibleMinor: 100_000,
    });
    const { minDueMinor } = line.view();
    expect(line.do(convert(line))).toMatchObject({ minDueMinor: minDueMinor - 10_000 });
  });

  test('what a temporary limit was used for, unless the plan takes it', () => {
    const line = new TestLine('2023-03-05', 100_000);
    line.grant(50_000, '2023-12-31');
    line.buy('o1', 120_000);
    line.advance('2023-04-05');
    const use = { ...STATEMENT.use, temporaryInstallable: true };
    expect(line.refusal(convert(line, { amountMinor: 70_001 }))).toMatchObject({ convertibleMinor: 70_000 });
    expect(line.refusal(convert(line, { amountMinor: 120_001, plan: { ...STATEMENT, use } }))).toMatchObject({
      convertibleMinor: 120_000,
    });
    const { buckets } = line.view();
    const id = converted(line);
    expect(line.view().buckets).toEqual(buckets);
    expect(agreement(line, id)?.shares).toEqual([{ kind: 'BASE', ref: null, amountMinor: 70_000 }]);
  });

  test('what other funders carry; with the same ones their parts move unchanged', () => {
    const fundingShares = [
      { funderId: 'LENDER', share: '0.30' },
      { funderId: 'bank_b', share: '0.70' },
    ];
    const line = billed(TERMS, { ...PAY_LATER, fundingShares });
    expect(line.refusal(convert(line))).toMatchObject({ type: 'nothing-convertible' });
    converted(line, { plan: { ...STATEMENT, fundingShares } });
    expect(line.events.at(-1)?.entries).toContainEqual({
      account: 'PRINCIPAL_RECEIVABLE',
      product: 'STATEMENT_INSTALLMENT',
      funder: 'bank_b',
      amountMinor: 84_000,
    });
  });

  test('a bill while an earlier one is overdue', () => {
    const line = new TestLine('2023-02-05', 1_000_000, { ...TERMS, dueRule: { kind: 'OFFSET_DAYS', offsetDays: 25 } });
    line.buy('o1', 50_000);
    line.advance('2023-03-11');
    line.buy('o2', 50_000);
    // Due on 28 March.
    line.advance('2023-04-04');
    expect(line.refusal(convert(line))).toEqual({ type: 'line-overdue', daysPastDue: 7 });
  });
});

test.each<[string, object, object]>([
  ['another kind of plan', { plan: FLAT }, { type: 'plan-not-for-this', subProduct: 'ORDER_INSTALLMENT' }],
  ['a tenor that the plan has not', { periods: 5 }, { type: 'tenor-not-offered', periods: [3, 6, 12, 24] }],
  [
    'installments below the least',
    { amountMinor: 2_900 },
    { type: 'installment-too-small', minInstallmentMinor: 1_000 },
  ],
  [
    'a price above the cap',
    { plan: { ...STATEMENT, prices: [{ periods: 3, feeRatePerPeriod: '0.0135', annualRate: '0' }] } },
    { type: 'price-above-cap', rule: 'annualCap' },
  ],
  ['another statement', { statementId: 'stm_t_1' }, { type: 'statement-not-current' }],
])('a conversion is refused for %s', (_name, change, refusal) => {
  const line = billed();
  expect(line.refusal(convert(line, change))).toMatchObject(refusal);
});

test('the due date ends at its cut-off', () => {
  const line = billed({ ...TERMS, dueCutoff: '17:00' });
  line.advance('2023-04-12', '16:59');
  expect(line.tryDo(convert(line, { amountMinor: 50_000 }))).not.toBeNull();
  line.advance('2023-04-12', '17:00');
  expect(line.refusal(convert(line))).toEqual({ type: 'statement-past-due', dueOn: on('2023-04-12') });
});

describe('a refund of a purchase in the installments of its bill credits the account', () => {
  test('it pays what is open of the bill, and the rest the next one', () => {
    const line = billed();
    const [first] = line.state.book.position.agreements;
    converted(line, { amountMinor: 100_000 });
    const reply = line.do(refund(first?.agreementId ?? '', 40_000));
    // 200.00 of the other purchase were open on the bill.
    expect(reply).toMatchObject({ restoredMinor: 20_000, creditedMinor: 20_000 });
    expect(line.view()).toMatchObject({ billedMinor: 0, creditMinor: 20_000, usedMinor: 100_000, pending: [] });
    line.advance('2023-05-03');
    expect(line.state.latestStatement).toMatchObject({ creditAppliedMinor: 20_000 });
  });

  test('what was paid of it goes back to who paid', () => {
    const line = new TestLine('2023-03-05');
    const bought = line.buy('o1', 100_000);
    line.advance('2023-04-05');
    converted(line, { amountMinor: 60_000 });
    line.pay(40_000);
    line.advance('2023-04-06');
    line.do(refund(bought, 100_000));
    expect(line.state.pending).toMatchObject([{ kind: 'PAYOUT', amountMinor: 40_000 }]);
    expect(line.view().creditMinor).toBe(60_000);
    expect(line.refusal(refund(bought, minor(1)))).toEqual({ type: 'refund-above-purchase', refundableMinor: 0 });
  });
});
