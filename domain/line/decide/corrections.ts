import { minor, ZERO } from '../../money/minor.js';
import type { Correct, ReverseFact } from '../commands.js';
import type { Outcome } from '../engine.js';
import type { LineEventBody } from '../events.js';
import { CORRECTABLE_KINDS, REVERSIBLE_KINDS, type Fact } from '../facts.js';
import { accepted, refused, type Result } from '../refusals.js';
import type { LineState } from '../state.js';
import { emit, followDelinquency, newId, type Turn } from '../turn.js';
import { firstOf, refuseClosed, refuseFullOfFacts, refuseValueDate } from './checks.js';
import { openToWaive } from './concessions.js';
import { refundableOf, refundedEvent } from './refunds.js';

type Correctable = Extract<Fact, { kind: (typeof CORRECTABLE_KINDS)[number] }>;

/** Undoes a fact as of the day from which it counted: charges and days past due are what they would have been. */
export function decideReverseFact(turn: Turn, command: ReverseFact): Result<Outcome> {
  const { factSeq, reason } = command;
  const found = factInForce(turn, factSeq);
  if (!found.ok) return found;
  const { kind } = found.value;
  if (!REVERSIBLE_KINDS.some((reversible) => reversible === kind))
    return refused({ type: 'fact-not-reversible', kind });
  const reversed = emit(turn, { type: 'factReversed', factSeq, kind, reason, replacedBy: null });
  return accepted({ turn: followDelinquency(reversed, turn.today), reply: { factSeq, kind } });
}

/** Undoes a fact and books it anew with another value date or amount: two events, one outcome. */
export function decideCorrect(turn: Turn, command: Correct): Result<Outcome> {
  const { factSeq, valueOn, amountMinor, reason } = command;
  const found = factInForce(turn, factSeq);
  if (!found.ok) return found;
  const fact = found.value;
  if (!isCorrectable(fact)) return refused({ type: 'fact-not-reversible', kind: fact.kind });
  if ((valueOn === null || valueOn === fact.valueOn) && (amountMinor === null || amountMinor === fact.amountMinor))
    return refused({ type: 'correction-empty' });
  const refusal = firstOf(
    () => refuseFullOfFacts(turn.state),
    () => refuseValueDate(turn, valueOn),
    () => refuseBeforeAgreement(turn, fact, valueOn),
  );
  if (refusal !== null) return refusal;
  const replacedBy = turn.state.seq + 2;
  const reversed = emit(turn, { type: 'factReversed', factSeq, kind: fact.kind, reason, replacedBy });
  const changed = { ...fact, ...(valueOn === null ? {} : { valueOn }), ...amountOf(amountMinor) };
  const tooMuch = refuseAmount(reversed, changed);
  if (tooMuch !== null) return tooMuch;
  const rebooked = emit(reversed, rebookingOf(reversed, changed, reason));
  return accepted({ turn: followDelinquency(rebooked, turn.today), reply: { factSeq, replacedBy } });
}

const amountOf = (amountMinor: number | null): object =>
  amountMinor === null ? {} : { amountMinor: minor(amountMinor) };

const isCorrectable = (fact: Fact): fact is Correctable => CORRECTABLE_KINDS.some((kind) => kind === fact.kind);

/** The fact that an event booked, while it can still be undone. */
function factInForce(turn: Turn, factSeq: number): Result<Fact> {
  const closed = refuseClosed(turn.state);
  if (closed !== null) return closed;
  const { facts } = turn.state.book;
  const undone = facts.find(({ reversedBy }) => reversedBy === factSeq);
  if (undone !== undefined) return refused({ type: 'fact-is-reversal', factSeq: undone.seq });
  const fact = facts.find(({ seq }) => seq === factSeq);
  if (fact === undefined) return refused({ type: 'fact-unknown' });
  if (fact.reversedBy !== null) return refused({ type: 'fact-already-reversed', reversedBy: fact.reversedBy });
  return refuseValueDate(turn, fact.valueOn) ?? accepted(fact);
}

const formedOnOf = (state: LineState, fact: Fact) =>
  'agreementId' in fact
    ? state.book.position.agreements.find(({ agreementId }) => agreementId === fact.agreementId)?.formedOn
    : undefined;

function refuseBeforeAgreement(
  turn: Turn,
  fact: Fact,
  valueOn: Fact['valueOn'] | null,
): ReturnType<typeof refused> | null {
  const earliestOn = formedOnOf(turn.state, fact);
  if (valueOn === null || earliestOn === undefined || valueOn >= earliestOn) return null;
  return refused({ type: 'value-date-out-of-range', earliestOn, latestOn: turn.today });
}

/** Whether the new amount still fits, now that the old one is undone. */
function refuseAmount(turn: Turn, fact: Correctable): ReturnType<typeof refused> | null {
  if (fact.kind === 'REFUND') {
    const agreement = turn.state.book.position.agreements.find(({ agreementId }) => agreementId === fact.agreementId);
    const refundableMinor = agreement === undefined ? fact.amountMinor : refundableOf(agreement);
    return fact.amountMinor > refundableMinor ? refused({ type: 'refund-above-purchase', refundableMinor }) : null;
  }
  if (fact.kind !== 'WAIVER' || fact.amountMinor === null) return null;
  const openMinor = openToWaive(turn, fact);
  return fact.amountMinor > openMinor ? refused({ type: 'waiver-above-open', openMinor }) : null;
}

function rebookingOf(turn: Turn, fact: Correctable, reason: string): LineEventBody {
  const { valueOn } = fact;
  switch (fact.kind) {
    case 'PAYMENT':
      return {
        type: 'paymentReceived',
        paymentId: newId(turn, 'pay'),
        amountMinor: fact.amountMinor,
        valueOn,
        source: fact.source,
        accountRef: fact.accountRef,
        reference: null,
        requestedSeq: null,
      };
    case 'REFUND': {
      const { agreementId, amountMinor } = fact;
      const agreement = turn.state.book.position.agreements.find((each) => each.agreementId === agreementId);
      if (agreement !== undefined) return refundedEvent(turn, agreement, amountMinor, valueOn);
      const parts = { amountMinor, downPaymentMinor: ZERO, returnedCouponId: null };
      return { type: 'refunded', refundId: newId(turn, 'rfd'), agreementId, ...parts, valueOn };
    }
    case 'WAIVER': {
      const { agreementId, billOn, component, amountMinor } = fact;
      const waiverId = newId(turn, 'wvr');
      return { type: 'waived', waiverId, agreementId, billOn, component, amountMinor, valueOn, reason };
    }
  }
}
