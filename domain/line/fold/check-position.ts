import { minor, sumMinor, ZERO, type Minor } from '../../money/minor.js';
import type { Account } from '../../ledger/accounts.js';
import { accountTotals } from '../../ledger/ledger.js';
import type { Position } from '../position-types.js';
import { must } from './draft.js';
import { openFee, openInterest, openPrincipal } from './open-amounts.js';

/**
 * The invariants of a position: nothing is paid beyond what it asks, the ledger balances, and every receivable in the
 * ledger is what the installments and bills say.
 *
 * @throws InvariantViolation naming what does not hold
 * @see features.md section 13, invariants 1 and 2
 */
export function checkPosition(position: Position): void {
  const rows = position.agreements.flatMap((agreement) => agreement.installments);
  const billed = rows.filter((row) => row.billOn !== null);
  for (const row of rows) {
    must(
      openPrincipal(row) >= 0 && openFee(row) >= 0 && openInterest(row) >= 0,
      'an installment is paid beyond its due',
    );
    must(
      row.principalMinor >= 0 && row.feeMinor >= 0 && row.interestMinor >= 0,
      'an installment asks less than nothing',
    );
  }
  const { bills, ledger } = position;
  const totals = accountTotals(ledger);
  const balanceOf = (account: Account): Minor => totals[account] ?? ZERO;
  must(sumMinor(Object.values(ledger)) === 0, 'the ledger does not balance');
  agree('PRINCIPAL_RECEIVABLE', balanceOf, sumMinor(rows.map(openPrincipal)));
  agree('FEE_RECEIVABLE', balanceOf, sumMinor(billed.map(openFee)));
  agree('INTEREST_RECEIVABLE', balanceOf, sumMinor(billed.map(openInterest)));
  agree(
    'CARRY_RECEIVABLE',
    balanceOf,
    sumMinor(bills.flatMap((bill) => [bill.carryMinor, negated(bill.carryPaidMinor)])),
  );
  agree(
    'PENALTY_RECEIVABLE',
    balanceOf,
    sumMinor(bills.flatMap((bill) => [bill.penaltyMinor, negated(bill.penaltyPaidMinor)])),
  );
  agree('CUSTOMER_CREDIT', balanceOf, negated(position.creditMinor));
}

function agree(account: Account, balanceOf: (account: Account) => Minor, expectedMinor: Minor): void {
  must(
    balanceOf(account) === expectedMinor,
    `${account}: the ledger has ${balanceOf(account)}, the position ${expectedMinor}`,
  );
}

const negated = (amountMinor: Minor): Minor => minor(0 - amountMinor);
