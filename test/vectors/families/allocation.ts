import { addMonths, plainDate } from '../../../domain/calendar/plain-date.js';
import { minor, ZERO } from '../../../domain/money/minor.js';
import { allocateDeferredInterest, allocateHighestRateFirst } from '../../../domain/repayment/highest-rate-first.js';
import { allocatePayment, rulesOf } from '../../../domain/repayment/waterfall.js';
import type { Claim } from '../../../domain/repayment/waterfall.js';
import { familyOf } from '../family.js';
import type { Answers } from '../family.js';
import {
  choiceOf,
  isUnused,
  listOf,
  majorOf,
  minorOf,
  numberOrNull,
  numbersOf,
  rowsOf,
  textOf,
} from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';

function highestRateFirst(input: VectorFields): Answers {
  const rows = rowsOf(input, 'balances');
  const balances = rows.map((row) => ({
    amountMinor: minorOf(row, 'amount'),
    disputedMinor: isUnused(row, 'disputed') ? ZERO : minorOf(row, 'disputed'),
    annualRate: numberOrNull(row, 'apr_pct'),
  }));
  const { allocatedMinor, unallocatedMinor } = allocateHighestRateFirst(
    balances,
    minorOf(input, 'payment_above_minimum'),
  );
  return {
    allocated: Object.fromEntries(rows.map((row, index) => [textOf(row, 'name'), majorOf(allocatedMinor[index] ?? 0)])),
    unallocated: majorOf(unallocatedMinor),
  };
}

function deferredInterest(input: VectorFields): Answers {
  const cycles = listOf(input, 'cycles').map(String);
  const allocations = allocateDeferredInterest({
    deferredMinor: minorOf(input, 'deferred_balance'),
    purchasePerCycleMinor: minorOf(input, 'monthly_purchase'),
    paidPerCycleMinor: minorOf(input, 'payment_above_minimum'),
    cycles: cycles.length,
  });
  return {
    allocations: allocations.map(({ regularMinor, deferredMinor }, index) => ({
      cycle: cycles[index] ?? '',
      regular: majorOf(regularMinor),
      deferred: majorOf(deferredMinor),
    })),
  };
}

const FIRST_DUE_ON = plainDate('2025-01-31');
const NR_DIGITS = 4;

/** A payment on the first due date: that installment is due, the later ones are in advance. */
function futureInstallments(input: VectorFields): Answers {
  choiceOf(input, 'when', ['ON_FIRST_DUE_DATE']);
  const claims = numbersOf(input, 'installments').map(
    (amount, index): Claim => ({
      id: String(index).padStart(NR_DIGITS, '0'),
      dueOn: addMonths(FIRST_DUE_ON, index),
      timing: index === 0 ? 'DUE' : 'IN_ADVANCE',
      component: 'PRINCIPAL',
      openMinor: minor(amount.times(100).toNumber()),
      priority: 0,
    }),
  );
  const { allocations } = allocatePayment(minorOf(input, 'payment'), claims, {
    rules: rulesOf(['DUE', 'IN_ADVANCE'], ['PRINCIPAL']),
    across: 'OLDEST_BILL_FIRST',
    future: choiceOf(input, 'rule', ['NEXT', 'LAST', 'SPREAD_EVENLY', 'CREDIT_UNTIL_DUE']),
  });
  const paid = new Map(allocations.map(({ id, amountMinor }) => [id, amountMinor]));
  return { paid: claims.map(({ id }) => majorOf(paid.get(id) ?? 0)) };
}

/** Payments over several balances or installments. */
export const allocation = familyOf({
  us_highest_apr_first: highestRateFirst,
  us_deferred_interest: deferredInterest,
  future_installment_rule: futureInstallments,
});
