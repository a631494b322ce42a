import { FLAT, TERMS, TestLine } from './testing.js';

/** Two bills overdue: 400 each in 12 at 0.6 %, and the charges of both. */
const twoOverdue = (waterfallAcross: 'OLDEST_BILL_FIRST' | 'COMPONENT_FIRST'): TestLine => {
  const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, waterfallAcross });
  line.buy('o1', 120_000, FLAT, 3);
  line.advance('2025-03-20');
  return line;
};

const fees = (line: TestLine) =>
  line.state.book.position.agreements.flatMap(({ installments }) => installments.map((row) => row.feePaidMinor));

describe('the waterfall across bills', () => {
  test('WAT-3: oldest bill first: its principal comes before the fee of the newer one', () => {
    const line = twoOverdue('OLDEST_BILL_FIRST');
    line.pay(10_000);
    expect(fees(line)).toEqual([720, 0, 0]);
  });

  test('component first: the fees of both bills come before any principal', () => {
    const line = twoOverdue('COMPONENT_FIRST');
    line.pay(10_000);
    expect(fees(line)).toEqual([720, 720, 0]);
  });

  test('of one bill the agreement that was formed first is paid first', () => {
    const line = new TestLine('2025-01-05');
    const first = Array.from({ length: 6 }, (_, nr) => line.buy(`o${nr}`, 1_000))[0];
    line.advance('2025-02-05');
    line.pay(1_000);
    const paid = line.state.book.position.agreements.filter(
      ({ installments }) => installments[0]?.principalPaidMinor === 1_000,
    );
    expect(paid.map(({ agreementId }) => agreementId)).toEqual([first]);
  });
});
