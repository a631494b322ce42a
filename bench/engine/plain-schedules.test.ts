import { plainFlatFee, plainLevelPayment, plainPayLater } from './plain-schedules.js';

// Numbers of the golden vectors SCH-2 and SCH-4.
test('flat fee: the residue is in the last installment', () => {
  expect(plainFlatFee(100_000, 3, 0.007).map((row) => row.principalMinor)).toEqual([33_333, 33_333, 33_334]);
  expect(plainFlatFee(100_000, 3, 0.007).map((row) => row.feeMinor)).toEqual([700, 700, 700]);
});

test('level payment: 10,000.00 over 12 months at 12 %', () => {
  const rows = plainLevelPayment(1_000_000, 12, 0.12);
  expect(rows.map((row) => row.principalMinor + row.interestMinor)).toEqual([
    ...Array.from({ length: 11 }, () => 88_849),
    88_847,
  ]);
  expect(rows.reduce((sum, row) => sum + row.interestMinor, 0)).toBe(66_186);
});

test('pay later: all of it, once, at no charge', () => {
  expect(plainPayLater(100)).toEqual([{ nr: 1, principalMinor: 100, interestMinor: 0, feeMinor: 0 }]);
});
