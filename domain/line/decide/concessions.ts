import { dueDateOf, nextBillDate } from '../../calendar/billing-calendar.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, sumMinor, ZERO, type Minor } from '../../money/minor.js';
import type { ChargeOff, ReAge, ReAmortize, Waive } from '../commands.js';
import type { Outcome } from '../engine.js';
import type { WaivableComponent } from '../facts.js';
import { positionOn } from '../fold/fold-facts.js';
import { openFee, openInterest, openOfInstallment, openPrincipal, owedOf } from '../fold/open-amounts.js';
import { isStillToCome, restOf } from '../fold/re-amortize.js';
import { monthsToDefer } from '../fold/re-age.js';
import type { AgreementPosition } from '../position-types.js';
import { cutAfter } from '../cycles.js';
import { accepted, refused, type Result } from '../refusals.js';
import type { LineState } from '../state.js';
import { emit, followDelinquency, newId, type Turn } from '../turn.js';
import { firstOf, refuseClosed, refuseFullOfFacts, refuseValueDate } from './checks.js';

/** Longest deferral. @see products.md section 13, `hardshipMaxMonths` */
const HARDSHIP_MONTHS_MAX = 60;
/** Due dates that a refusal names. */
const DUE_DATES_NAMED = 3;

const AGREEMENT_COMPONENTS: readonly WaivableComponent[] = ['PRINCIPAL', 'FEE', 'INTEREST'];

/** Gives up an amount for the customer's sake (goodwill, hardship): of an agreement, or of the late charges of a bill. */
export function decideWaive(turn: Turn, command: Waive): Result<Outcome> {
  const { agreementId, billOn, component, amountMinor, valueOn, reason } = command;
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => refuseTarget(turn.state, command),
    () => refuseValueDate(turn, valueOn),
    () => refuseBeforeAgreement(turn, agreementId, valueOn),
  );
  if (refusal !== null) return refusal;
  const openMinor = openToWaive(turn, command);
  if (openMinor === 0 || (amountMinor ?? 0) > openMinor) return refused({ type: 'waiver-above-open', openMinor });
  const waiverId = newId(turn, 'wvr');
  const waived = emit(turn, {
    type: 'waived',
    waiverId,
    agreementId,
    billOn,
    component,
    amountMinor: amountMinor === null ? null : minor(amountMinor),
    valueOn: valueOn ?? turn.today,
    reason,
  });
  return accepted({
    turn: followDelinquency(waived, turn.today),
    reply: { waiverId, component, waivedMinor: amountMinor ?? openMinor },
  });
}

/** A component belongs to an agreement or to a bill, and the target must be one of the line's. */
function refuseTarget(
  { book }: LineState,
  { agreementId, billOn, component }: Waive,
): ReturnType<typeof refused> | null {
  const isOfAgreement = AGREEMENT_COMPONENTS.includes(component);
  const param = isOfAgreement ? 'agreementId' : 'billOn';
  if ((agreementId === null) === isOfAgreement || (billOn === null) !== isOfAgreement)
    return refused({ type: 'waiver-target-wrong', component, param });
  const { agreements, bills } = book.position;
  if (isOfAgreement)
    return agreements.some((agreement) => agreement.agreementId === agreementId)
      ? null
      : refused({ type: 'agreement-unknown' });
  return bills.some((bill) => bill.billOn === billOn) ? null : refused({ type: 'bill-unknown' });
}

/** What is open today of what a waiver is about. */
export function openToWaive(
  turn: Turn,
  { agreementId, billOn, component }: Pick<Waive, 'agreementId' | 'billOn' | 'component'>,
): Minor {
  const position = positionOn(turn.state.book.position, turn.today, turn.state.terms);
  const bill = position.bills.find((candidate) => candidate.billOn === billOn);
  if (component === 'CARRY') return bill === undefined ? ZERO : minor(bill.carryMinor - bill.carryPaidMinor);
  if (component === 'PENALTY') return bill === undefined ? ZERO : minor(bill.penaltyMinor - bill.penaltyPaidMinor);
  const rows = position.agreements.find((agreement) => agreement.agreementId === agreementId)?.installments ?? [];
  const openOf = { PRINCIPAL: openPrincipal, FEE: openFee, INTEREST: openInterest }[component];
  return sumMinor(rows.map(openOf));
}

function refuseBeforeAgreement(
  turn: Turn,
  agreementId: string | null,
  valueOn: PlainDate | null,
): ReturnType<typeof refused> | null {
  const earliestOn = agreementId === null ? undefined : agreementOf(turn.state, agreementId)?.formedOn;
  if (valueOn === null || earliestOn === undefined || valueOn >= earliestOn) return null;
  return refused({ type: 'value-date-out-of-range', earliestOn, latestOn: turn.today });
}

const agreementOf = (state: LineState, agreementId: string): AgreementPosition | undefined =>
  state.book.position.agreements.find((agreement) => agreement.agreementId === agreementId);

/** Writes off what is outstanding as lost. The line takes no new spend from then on; what comes in is a recovery. */
export function decideChargeOff(turn: Turn, command: ChargeOff): Result<Outcome> {
  const { agreementId, valueOn, reason } = command;
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => (agreementId === null ? null : refuseUnlessActive(turn.state, agreementId)),
    () => refuseValueDate(turn, valueOn),
    () => refuseBeforeAgreement(turn, agreementId, valueOn),
    () => (agreementId === null && owedOf(turn.state.book.position) === 0 ? refused({ type: 'nothing-open' }) : null),
  );
  if (refusal !== null) return refusal;
  const before = losses(turn.state);
  const written = emit(turn, { type: 'chargedOff', agreementId, valueOn: valueOn ?? turn.today, reason });
  const writtenOffMinor = losses(written.state) - before;
  const followed = followDelinquency(written, turn.today);
  const isFrozen = followed.state.freezeCauses.includes('OVERDUE');
  return accepted({
    turn: isFrozen ? followed : emit(followed, { type: 'frozen', cause: 'OVERDUE' }),
    reply: { writtenOffMinor },
  });
}

const losses = ({ book }: LineState): number =>
  book.position.chargesWrittenOffMinor +
  sumMinor(book.position.agreements.map((agreement) => agreement.writtenOffMinor));

function refuseUnlessActive(state: LineState, agreementId: string): ReturnType<typeof refused> | null {
  const agreement = agreementOf(state, agreementId);
  if (agreement === undefined) return refused({ type: 'agreement-unknown' });
  if (agreement.status !== 'ACTIVE') return refused({ type: 'agreement-not-active', status: agreement.status });
  const isOpen = agreement.installments.some((row) => openOfInstallment(row) > 0);
  return isOpen ? null : refused({ type: 'agreement-not-active', status: 'PAID' });
}

/** Defers an agreement: its oldest open installment falls due on a later due date of the line, the others follow. */
export function decideReAge(turn: Turn, command: ReAge): Result<Outcome> {
  const { agreementId, newDueOn } = command;
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => refuseUnlessActive(turn.state, agreementId),
  );
  if (refusal !== null) return refusal;
  const offered = dueDatesOffered(turn.state, agreementId);
  const chosen = offered.find(({ dueOn }) => dueOn === newDueOn);
  if (chosen === undefined) {
    const dueOns = offered.slice(0, DUE_DATES_NAMED).map(({ dueOn }) => dueOn);
    return refused({ type: 'due-date-not-offered', dueOns });
  }
  const deferred = emit(turn, { type: 'reAged', agreementId, ...chosen, valueOn: turn.today });
  return accepted({ turn: followDelinquency(deferred, turn.today), reply: { agreementId, ...chosen } });
}

/** The bills not yet cut to which an agreement can be deferred. */
function dueDatesOffered(
  state: LineState,
  agreementId: string,
): readonly { readonly billOn: PlainDate; readonly dueOn: PlainDate }[] {
  const { dueRule } = state.terms;
  const { billDay } = state;
  const open = agreementOf(state, agreementId)?.installments.filter((row) => openOfInstallment(row) > 0) ?? [];
  const offered: { readonly billOn: PlainDate; readonly dueOn: PlainDate }[] = [];
  let billOn = cutAfter(state, state.lastBillOn);
  for (let cuts = 0; cuts < HARDSHIP_MONTHS_MAX; cuts += 1) {
    if (monthsToDefer(open, billOn, billDay) > 0) offered.push({ billOn, dueOn: dueDateOf(billOn, dueRule) });
    billOn = nextBillDate(billOn, billDay);
  }
  return offered;
}

/** Spreads what is still to be billed of an agreement over another number of periods. */
export function decideReAmortize(turn: Turn, command: ReAmortize): Result<Outcome> {
  const { agreementId, periods } = command;
  const agreement = agreementOf(turn.state, agreementId);
  const refusal = firstOf(
    () => refuseClosed(turn.state),
    () => refuseFullOfFacts(turn.state),
    () => refuseUnlessActive(turn.state, agreementId),
  );
  if (refusal !== null) return refusal;
  const open = agreement?.installments.filter(isStillToCome) ?? [];
  if (agreement === undefined || open.length === 0) return refused({ type: 'nothing-open' });
  const { minInstallmentMinor } = agreement.plan;
  const rows = restOf(agreement, open, periods);
  const isTooSmall = rows.some((row) => row.principalMinor + row.interestMinor + row.feeMinor < minInstallmentMinor);
  if (periods > 1 && isTooSmall) return refused({ type: 'installment-too-small', minInstallmentMinor });
  const spread = emit(turn, { type: 'reAmortized', agreementId, periods, valueOn: turn.today });
  return accepted({ turn: spread, reply: { agreementId, periods } });
}
