import { minor, sumMinor, ZERO, type Minor } from '../../money/minor.js';
import { nextBillOn } from '../agenda.js';
import type { SettlementScope } from '../commands.js';
import { rowsToBill } from '../compose-statement.js';
import type { DebitTarget } from '../events.js';
import type { BilledRow } from '../facts.js';
import { interestToBill, remainingToPay } from '../fold/daily-interest.js';
import { positionOn } from '../fold/fold-facts.js';
import { openCharges, openFee, openInterest, openOfInstallment, openPrincipal } from '../fold/open-amounts.js';
import { payoffOf } from '../fold/payoff-of.js';
import type { AgreementPosition, Position } from '../position-types.js';
import { accepted, refused, type Result } from '../refusals.js';
import type { Turn } from '../turn.js';

/** What a settlement asks for one agreement, by its parts. Minor units. */
export interface SettlementPart {
  readonly agreementId: string;
  /** How the plan prices an early end; null where what is paid is what a bill asks. */
  readonly strategy: string | null;
  readonly principalMinor: Minor;
  readonly billedFeesMinor: Minor;
  readonly nextFeeMinor: Minor;
  /** Interest by the day that no bill has charged. */
  readonly interestMinor: Minor;
  /** Below zero where charges paid before are given back, so that the whole costs no more than it may. */
  readonly settlementFeeMinor: Minor;
  readonly payoffMinor: Minor;
  /** What the schedule would ask for the same. */
  readonly remainingMinor: Minor;
}

/** What a settlement costs on the turn's day, and what the money is for. */
export interface PricedSettlement {
  readonly parts: readonly SettlementPart[];
  /** Late charges and carry fees of bills. */
  readonly chargesMinor: Minor;
  readonly totalMinor: Minor;
  readonly target: DebitTarget | null;
}

/**
 * Prices a settlement: of one agreement, of what is billed, of what the next bill will take up, or of everything.
 *
 * @see products.md section 8, scopes
 */
export function priceSettlement(
  turn: Turn,
  scope: SettlementScope,
  agreementId: string | null,
): Result<PricedSettlement> {
  const position = positionOn(turn.state.book.position, turn.today, turn.state.terms);
  switch (scope) {
    case 'ONE_PLAN':
      return priceOnePlan(turn, position, agreementId);
    case 'CURRENT_BILL':
      return somethingOf(scope, position.agreements.flatMap(billedPart), chargesOf(position), null);
    case 'NEXT_BILL':
      return priceNextBill(turn, position);
    case 'ALL':
      return priceAll(turn, position);
  }
}

function priceOnePlan(turn: Turn, position: Position, agreementId: string | null): Result<PricedSettlement> {
  const agreement = position.agreements.find((candidate) => candidate.agreementId === agreementId);
  if (agreement === undefined) return refused({ type: 'agreement-unknown' });
  const refusal = refuseUnderWay(turn, agreement);
  if (refusal !== null) return refusal;
  const part = partOf(turn, agreement);
  if (part.payoffMinor === 0) return refused({ type: 'agreement-not-active', status: 'PAID' });
  return somethingOf('ONE_PLAN', [part], ZERO, settling([agreement]));
}

function priceAll(turn: Turn, position: Position): Result<PricedSettlement> {
  const open = position.agreements.filter(
    (agreement) => agreement.status === 'ACTIVE' && agreement.installments.some((row) => openOfInstallment(row) > 0),
  );
  for (const agreement of open) {
    const refusal = refuseUnderWay(turn, agreement);
    if (refusal !== null) return refusal;
  }
  const target = open.length === 0 ? null : settling(open);
  return somethingOf(
    'ALL',
    open.map((agreement) => partOf(turn, agreement)),
    chargesOf(position),
    target,
  );
}

function priceNextBill(turn: Turn, position: Position): Result<PricedSettlement> {
  const billOn = nextBillOn(turn.state);
  const rows = billOn === null ? [] : rowsToBill(position, billOn);
  for (const agreement of position.agreements) {
    const isNamed = rows.some((row) => row.agreementId === agreement.agreementId);
    const refusal = isNamed ? refuseUnderWay(turn, agreement) : null;
    if (refusal !== null) return refusal;
  }
  const parts = position.agreements.flatMap((agreement) => nextPart(agreement, rows));
  return somethingOf('NEXT_BILL', parts, ZERO, { kind: 'INSTALLMENTS', rows });
}

/** An agreement takes one payment of its own at a time, and none after its end. */
export function refuseUnderWay(turn: Turn, agreement: AgreementPosition): ReturnType<typeof refused> | null {
  const { agreementId, status } = agreement;
  if (status !== 'ACTIVE') return refused({ type: 'agreement-not-active', status });
  const isUnderWay = turn.state.pending.some((movement) => {
    if (movement.kind === 'DISBURSEMENT') return movement.agreementId === agreementId;
    return movement.kind === 'DEBIT' && namedBy(movement.target).includes(agreementId);
  });
  return isUnderWay ? refused({ type: 'payment-pending' }) : null;
}

function namedBy(target: DebitTarget | null): readonly string[] {
  if (target === null) return [];
  if (target.kind === 'AGREEMENTS') return target.agreementIds;
  return target.kind === 'PRINCIPAL' ? [target.agreementId] : target.rows.map(({ agreementId }) => agreementId);
}

function somethingOf(
  scope: SettlementScope,
  parts: readonly SettlementPart[],
  chargesMinor: Minor,
  target: DebitTarget | null,
): Result<PricedSettlement> {
  const totalMinor = sumMinor([...parts.map((part) => part.payoffMinor), chargesMinor]);
  if (totalMinor === 0) return refused({ type: 'nothing-to-settle', scope });
  return accepted({ parts, chargesMinor, totalMinor, target });
}

const settling = (agreements: readonly AgreementPosition[]): DebitTarget => ({
  kind: 'AGREEMENTS',
  agreementIds: agreements.map(({ agreementId }) => agreementId),
});

const chargesOf = ({ bills }: Position): Minor => sumMinor(bills.map(openCharges));

function partOf(turn: Turn, agreement: AgreementPosition): SettlementPart {
  const { creditedFeesMinor, totalMinor, ...due } = payoffOf(agreement, turn.today, turn.state.terms);
  return {
    agreementId: agreement.agreementId,
    strategy: due.strategy,
    principalMinor: due.principalMinor,
    billedFeesMinor: due.billedFeesMinor,
    nextFeeMinor: due.nextFeeMinor,
    interestMinor: due.interestMinor,
    settlementFeeMinor: minor(due.settlementFeeMinor - creditedFeesMinor),
    payoffMinor: totalMinor,
    remainingMinor: remainingToPay(agreement),
  };
}

function billedPart(agreement: AgreementPosition): readonly SettlementPart[] {
  const rows = agreement.installments.filter((row) => row.billOn !== null && openOfInstallment(row) > 0);
  if (rows.length === 0) return [];
  const principalMinor = sumMinor(rows.map(openPrincipal));
  const billedFeesMinor = sumMinor(rows.map((row) => minor(openFee(row) + openInterest(row))));
  return [asBilled(agreement, { principalMinor, billedFeesMinor })];
}

function nextPart(agreement: AgreementPosition, billed: readonly BilledRow[]): readonly SettlementPart[] {
  const { agreementId, installments } = agreement;
  const named = billed.filter((row) => row.agreementId === agreementId).map(({ nr }) => nr);
  const rows = installments.filter((row) => named.includes(row.nr));
  if (rows.length === 0) return [];
  const principalMinor = sumMinor(rows.map(openPrincipal));
  const nextFeeMinor = sumMinor(
    rows.map((row, index) => minor(openFee(row) + interestToBill(agreement, row, index === 0) - row.interestPaidMinor)),
  );
  return [asBilled(agreement, { principalMinor, nextFeeMinor })];
}

function asBilled(
  { agreementId }: AgreementPosition,
  asked: Partial<Pick<SettlementPart, 'principalMinor' | 'billedFeesMinor' | 'nextFeeMinor'>>,
): SettlementPart {
  const { principalMinor = ZERO, billedFeesMinor = ZERO, nextFeeMinor = ZERO } = asked;
  const payoffMinor = sumMinor([principalMinor, billedFeesMinor, nextFeeMinor]);
  return {
    agreementId,
    strategy: null,
    principalMinor,
    billedFeesMinor,
    nextFeeMinor,
    interestMinor: ZERO,
    settlementFeeMinor: ZERO,
    payoffMinor,
    remainingMinor: payoffMinor,
  };
}
