import { accruedOn } from './accrued.js';
import { lineAsOf } from './as-of.js';
import { FLAT, on, TERMS, TestLine } from './testing.js';

/** 1000.00 due on 12 February; a payment of that day becomes known ten days later. */
function learned(): TestLine {
  const line = new TestLine('2025-01-05', 1_000_000, { ...TERMS, correctionWindowMonths: 1 });
  line.buy('o1', 100_000);
  line.advance('2025-02-22');
  line.pay(100_000, '2025-02-12');
  line.advance('2025-09-01');
  return line;
}

describe('a line as of a day', () => {
  test('as it was believed: late', () => {
    expect(lineAsOf(learned().events, on('2025-02-20'), 'AS_WAS')).toMatchObject({
      usedMinor: 100_000,
      daysPastDue: 8,
      outstanding: { PRINCIPAL: 100_000, CARRY: 400, PENALTY: 120 },
    });
  });

  test('as it is known now: paid', () => {
    const asNow = lineAsOf(learned().events, on('2025-02-20'), 'AS_NOW');
    expect(asNow).toMatchObject({ usedMinor: 0, daysPastDue: 0, outstanding: { PRINCIPAL: 0, CARRY: 0, PENALTY: 0 } });
    expect(asNow?.ledger.BANK).toBe(100_000);
    expect(lineAsOf(learned().events, on('2025-02-11'), 'AS_NOW')).toMatchObject({ billedMinor: 100_000 });
  });

  test('today both are what the line shows; before it was opened there is none', () => {
    const line = learned();
    const { usedMinor, daysPastDue, ledger, asOn } = line.view();
    for (const view of ['AS_WAS', 'AS_NOW'] as const)
      expect(lineAsOf(line.events, asOn, view)).toMatchObject({ usedMinor, daysPastDue, ledger, seq: line.state.seq });
    expect(lineAsOf(line.events, on('2025-01-04'), 'AS_NOW')).toBeNull();
  });
});

describe('what has accrued and is not billed', () => {
  test('a fee is earned by the day until it is billed; late charges until they are posted', () => {
    const line = new TestLine('2025-01-05');
    line.buy('o1', 120_000, FLAT, 12); // 7.20 a period; the first is earned from 5 January to the bill of 3 February
    const feeOn = (day: string) => accruedOn(line.state, on(day)).feeMinor;
    expect(feeOn('2025-01-05')).toBe(0);
    expect(feeOn('2025-01-15')).toBe(248); // 720 x 10 / 29 = 248.28
    expect(accruedOn(line.state, on('2025-01-05'))).toEqual({
      feeMinor: 0,
      interestMinor: 0,
      carryMinor: 0,
      penaltyMinor: 0,
    });
    line.advance('2025-02-22');
    // 107.20 due on 12 February: 100.00 at 0.05 % and 107.20 at 0.015 %, at least 0.01 a day, for ten days.
    expect(accruedOn(line.state, on('2025-02-22'))).toMatchObject({ carryMinor: 50, penaltyMinor: 16 });
  });
});
