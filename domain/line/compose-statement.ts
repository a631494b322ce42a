import type { PlainDate } from '../calendar/plain-date.js';
import { minor, sumMinor, type Minor } from '../money/minor.js';
import type { LineTerms } from '../plan/plan-terms.js';
import { minimumDue } from '../statement/minimum-due.js';
import type { BilledRow } from './facts.js';
import { interestToBill } from './fold/daily-interest.js';
import { installmentsOn, isMissing, openFee, openOfInstallment, openPrincipal } from './fold/open-amounts.js';
import type { Bill, Position } from './position-types.js';
import type { Statement, StatementLine } from './statement.js';

/** The installments that a cut takes up: not yet billed, something open, anchored before the bill day. */
export function rowsToBill(position: Position, billOn: PlainDate): readonly BilledRow[] {
  return position.agreements.flatMap((agreement) =>
    agreement.installments
      .filter((row) => row.billOn === null && row.anchorOn < billOn && openOfInstallment(row) > 0)
      .map((row) => ({ agreementId: agreement.agreementId, nr: row.nr })),
  );
}

interface Cut {
  readonly statementId: string;
  readonly lineId: string;
  /** As of the bill day, charges posted, the cut itself not yet in. */
  readonly position: Position;
  readonly rows: readonly BilledRow[];
  readonly cycleFrom: PlainDate;
  readonly billOn: PlainDate;
  readonly dueOn: PlainDate;
  /** Owed above the base limit because a temporary one has ended. */
  readonly temporaryExcessMinor: Minor;
  readonly terms: LineTerms;
}

/**
 * Writes the statement of a cut.
 *
 * @see products.md sections 2 and 4: statement balance, minimum due
 */
export function composeStatement(cut: Cut): Statement {
  const { position, terms } = cut;
  const lines = cut.rows.map((row) => ({ row, ...lineOf(position, cut.rows, row) }));
  const spendMinor = sumMinor(lines.filter((line) => line.isSpend).map((line) => totalOf(line.line)));
  const installmentsMinor = sumMinor(lines.filter((line) => !line.isSpend).map((line) => totalOf(line.line)));
  const carriedMinor = sumMinor(position.bills.map((bill) => openRows(position, bill)));
  const carryFeesMinor = sumMinor(position.bills.map((bill) => minor(bill.carryMinor - bill.carryPaidMinor)));
  const penaltyMinor = sumMinor(position.bills.map((bill) => minor(bill.penaltyMinor - bill.penaltyPaidMinor)));
  const grossMinor = sumMinor([spendMinor, installmentsMinor, carriedMinor, carryFeesMinor, penaltyMinor]);
  const creditAppliedMinor = minor(Math.min(Math.max(0, position.creditMinor), grossMinor));
  const balanceMinor = minor(grossMinor - creditAppliedMinor);
  // Credit that pays this bill lowers the use.
  const temporaryExcessMinor = minor(
    Math.max(0, Math.min(cut.temporaryExcessMinor, spendMinor + carriedMinor) - creditAppliedMinor),
  );
  const minDueMinor = terms.minPaymentAllowed
    ? minimumDue(
        {
          previousMinimumMet: !position.bills.some((bill) => isMissing(position, bill)),
          spendMinor,
          installmentsBilledMinor: installmentsMinor,
          carriedMinor,
          carryFeesMinor,
          penaltyMinor,
          statementBalanceMinor: balanceMinor,
          dueInFullMinor: temporaryExcessMinor,
        },
        {
          minDuePercent: terms.minDuePercent,
          minDueCarryThresholdMinor: terms.minDueCarryThresholdMinor,
          rounding: terms.rounding,
        },
      )
    : balanceMinor;
  return {
    statementId: cut.statementId,
    lineId: cut.lineId,
    currency: terms.currency,
    cycleFrom: cut.cycleFrom,
    billOn: cut.billOn,
    dueOn: cut.dueOn,
    spendMinor,
    installmentsMinor,
    carriedMinor,
    carryFeesMinor,
    penaltyMinor,
    creditAppliedMinor,
    balanceMinor,
    minDueMinor,
    temporaryExcessMinor,
    lines: lines.map(({ line }) => line),
  };
}

function lineOf(
  position: Position,
  rows: readonly BilledRow[],
  row: BilledRow,
): { readonly line: StatementLine; readonly isSpend: boolean } {
  const agreement = position.agreements.find((candidate) => candidate.agreementId === row.agreementId);
  const installment = agreement?.installments.find((candidate) => candidate.nr === row.nr);
  if (agreement === undefined || installment === undefined)
    throw new RangeError(`no installment ${row.agreementId}/${row.nr}`);
  const first = rows.find((candidate) => candidate.agreementId === row.agreementId);
  const interestMinor = interestToBill(agreement, installment, first === row);
  // What was paid in advance is not asked for again.
  return {
    line: {
      agreementId: row.agreementId,
      installmentNr: installment.nr,
      periods: agreement.installments.length,
      principalMinor: openPrincipal(installment),
      interestMinor: minor(interestMinor - installment.interestPaidMinor),
      feeMinor: openFee(installment),
    },
    isSpend: agreement.plan.subProduct === 'PURCHASE',
  };
}

const totalOf = (line: StatementLine): Minor => minor(line.principalMinor + line.interestMinor + line.feeMinor);

const openRows = (position: Position, bill: Bill): Minor =>
  sumMinor(installmentsOn(position, bill.billOn).map(openOfInstallment));
