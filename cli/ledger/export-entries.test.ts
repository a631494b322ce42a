import { plainDate } from '../../domain/calendar/plain-date.js';
import { minor } from '../../domain/money/minor.js';
import { csvRow, jsonRow } from './export-entries.js';

const BOOKED = {
  lineId: 'line_1',
  seq: 3,
  type: 'captured',
  bookedOn: plainDate('2029-03-05'),
  valueOn: plainDate('2029-03-04'),
};

describe('a row of the export', () => {
  test('has every column; what is not there is empty', () => {
    const posting = { ...BOOKED, account: 'BANK' as const, amountMinor: minor(-10_001) };
    expect(csvRow(posting)).toBe('line_1,3,captured,2029-03-05,2029-03-04,BANK,,LENDER,-10001');
    expect(JSON.parse(jsonRow(posting))).toEqual({ ...posting, product: null, funder: 'LENDER' });
  });

  test('quotes what would break a row', () => {
    const posting = {
      ...BOOKED,
      lineId: 'a"b,c',
      account: 'FEE_INCOME' as const,
      product: 'CASH_DRAW' as const,
      funder: 'bank_b',
      amountMinor: minor(1),
    };
    expect(csvRow(posting)).toBe('"a""b,c",3,captured,2029-03-05,2029-03-04,FEE_INCOME,CASH_DRAW,bank_b,1');
  });
});
