import { plainDate } from '../../domain/calendar/plain-date.js';
import { minor } from '../../domain/money/minor.js';
import { settlementTable } from './settlement-table.js';

test('SET-1 as a table: parts of the agreement, the payoff and what is saved', () => {
  const part = {
    agreementId: 'agr_1',
    strategy: 'BILLED_PLUS_NEXT_PLUS_DAILY',
    principalMinor: minor(90_000),
    billedFeesMinor: minor(0),
    nextFeeMinor: minor(720),
    interestMinor: minor(0),
    settlementFeeMinor: minor(4_569),
    payoffMinor: minor(95_289),
    remainingMinor: minor(96_480),
  };
  const lines = settlementTable(
    {
      scope: 'ONE_PLAN',
      quotedOn: plainDate('2025-04-20'),
      validUntilAt: 0,
      parts: [part],
      chargesMinor: minor(0),
      payoffMinor: minor(95_289),
      remainingMinor: minor(96_480),
      savedMinor: minor(1_191),
    },
    'CNY',
  );
  expect(lines).toEqual([
    'AGREEMENT  PRICED BY                    PRINCIPAL  BILLED  NEXT  INTEREST  SETTLEMENT  PAYOFF',
    'agr_1      BILLED_PLUS_NEXT_PLUS_DAILY     900.00    0.00  7.20      0.00       45.69  952.89',
    '',
    'late charges  0.00',
    'payoff        952.89 CNY, on 2025-04-20',
    'saved         11.91',
  ]);
});
