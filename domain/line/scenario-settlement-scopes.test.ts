import type { SettlementScope } from './commands.js';
import { liveOn } from './scenario.js';
import { settlementQuote } from './settlement-quote.js';
import { FLAT, on, settlement, TestLine } from './testing.js';
import { agreementViews } from './view.js';

const TRANSFER = { kind: 'TRANSFER', reference: 'r' } as const;
const DEBIT = { kind: 'DEBIT', accountRef: 'acc_d' } as const;

const quoted = (line: TestLine, scope: SettlementScope) => {
  const quote = settlementQuote(line.state, { scope, agreementId: null }, line.nowMs);
  if (!quote.ok) throw new Error(quote.refusal.type);
  return quote.value;
};

const settling = (line: TestLine, scope: SettlementScope, method: typeof TRANSFER | typeof DEBIT = TRANSFER) =>
  line.do({ ...settlement('', quoted(line, scope).payoffMinor, method), scope, agreementId: null });

/** 500 due with the bill of 3 February, and 1200 in 12, the first installment on the same bill. */
function billed(): TestLine {
  const line = new TestLine('2025-01-05', 2_000_000);
  line.buy('o1', 50_000);
  line.buy('o2', 120_000, FLAT, 12);
  line.advance('2025-02-05');
  return line;
}

describe('scopes of an early settlement', () => {
  test('CURRENT_BILL is what is billed, by agreement; it is an ordinary payment', () => {
    const line = billed();
    expect(quoted(line, 'CURRENT_BILL')).toMatchObject({
      payoffMinor: 60_720,
      savedMinor: 0,
      chargesMinor: 0,
      parts: [
        { strategy: null, principalMinor: 50_000, billedFeesMinor: 0 },
        { strategy: null, principalMinor: 10_000, billedFeesMinor: 720 },
      ],
    });
    liveOn(line, [['2025-02-05', (it) => settling(it, 'CURRENT_BILL'), ['paymentReceived']]]);
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 110_000 });
  });

  test('NEXT_BILL pays the installments that the next bill would take up: the limit is back, the bill asks for nothing', () => {
    const line = billed();
    settling(line, 'CURRENT_BILL');
    expect(quoted(line, 'NEXT_BILL')).toMatchObject({ payoffMinor: 10_720, parts: [{ nextFeeMinor: 720 }] });
    liveOn(line, [['2025-02-06', (it) => settling(it, 'NEXT_BILL'), ['prepaid']]]);
    expect(line.view()).toMatchObject({ usedMinor: 100_000, creditMinor: 0, nextBillOn: '2025-04-03' });
    expect(line.balance('FEE_INCOME')).toBe(-1_440);
    expect(agreementViews(line.state)[1]?.installments[1]).toMatchObject({ status: 'PAID', paidMinor: 10_720 });
    line.advance('2025-04-04');
    expect(line.view()).toMatchObject({ billedMinor: 10_720 });
  });

  test('ALL brings the late charges along; then the line can be closed', () => {
    const line = billed();
    line.advance('2025-02-20');
    const quote = quoted(line, 'ALL');
    // 8 days on 600.00: carry 2.40; on 607.20: penalty 0.73
    expect(quote).toMatchObject({ chargesMinor: 240 + 73 });
    expect(quote.parts.map(({ strategy }) => strategy)).toEqual([
      'BILLED_PLUS_NEXT_PLUS_DAILY',
      'BILLED_PLUS_NEXT_PLUS_DAILY',
    ]);
    settling(line, 'ALL');
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0, creditMinor: 0, daysPastDue: 0 });
    expect(line.do({ type: 'close', reason: 'customer' })).toMatchObject({ status: 'CLOSED' });
  });

  test('one payment for everything is taken back as one', () => {
    const line = billed();
    const before = line.state.book.position;
    const { paymentId } = settling(line, 'ALL');
    line.do({ type: 'reversePayment', paymentId: paymentId as string, reason: 'returned' });
    expect(line.state.book.position).toEqual(before);
  });

  test('by debit: until the bank answers no agreement of it is settled again', () => {
    const line = billed();
    settling(line, 'ALL', DEBIT);
    const [first] = agreementViews(line.state);
    expect(line.refusal(settlement(first?.agreementId ?? '', 1, TRANSFER))).toEqual({ type: 'payment-pending' });
    expect(settlementQuote(line.state, { scope: 'NEXT_BILL', agreementId: null }, line.nowMs)).toMatchObject({
      ok: false,
      refusal: { type: 'payment-pending' },
    });
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ usedMinor: 0, billedMinor: 0 });
  });

  test('a debit for the next bill that is answered after its cut pays that bill', () => {
    const line = billed();
    settling(line, 'CURRENT_BILL');
    settling(line, 'NEXT_BILL', DEBIT);
    line.advance('2025-03-04');
    expect(line.view()).toMatchObject({ billedMinor: 10_720 });
    line.answer('SUCCEEDED');
    expect(line.view()).toMatchObject({ billedMinor: 0, usedMinor: 100_000, creditMinor: 0 });
  });

  test('a quote holds until its day ends in the zone of the line', () => {
    const line = billed();
    const { payoffMinor, quotedOn, validUntilAt } = quoted(line, 'ALL');
    const settle = { ...settlement('', payoffMinor, TRANSFER), scope: 'ALL' as const, agreementId: null, quotedOn };
    expect(new Date(validUntilAt).toISOString()).toBe('2025-02-05T16:00:00.000Z');
    line.advance('2025-02-06', '00:00');
    expect(line.refusal(settle)).toMatchObject({ type: 'quote-expired', quotedOn: on('2025-02-05') });
    line.do({ ...settle, quotedOn: null, payoffMinor: quoted(line, 'ALL').payoffMinor });
    expect(line.view()).toMatchObject({ usedMinor: 0 });
  });

  test('with nothing open there is nothing to settle', () => {
    const line = new TestLine('2025-01-05');
    for (const scope of ['CURRENT_BILL', 'NEXT_BILL', 'ALL'] as const)
      expect(settlementQuote(line.state, { scope, agreementId: null }, line.nowMs)).toEqual({
        ok: false,
        refusal: { type: 'nothing-to-settle', scope },
      });
  });
});
