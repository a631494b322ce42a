import { addDays, type PlainDate } from '../calendar/plain-date.js';
import type { PlanTerms } from '../plan/plan-terms.js';
import type { LineCommand } from './commands.js';
import { correctionOf } from './random-corrections.js';
import { servicingOf, type ServicingMove } from './random-servicing.js';
import type { WaivableComponent } from './facts.js';
import { decide, decideOutcome } from './engine.js';
import { authorization, CASH, DAILY, FLAT, PAY_LATER, settlement, type TestLine } from './testing.js';

type LimitMove =
  | { readonly kind: 'LIMIT'; readonly limitMinor: number }
  /** With days below 0 the temporary limit is revoked. */
  | { readonly kind: 'TEMPORARY'; readonly amountMinor: number; readonly days: number }
  | { readonly kind: 'SCENE'; readonly amountMinor: number }
  | { readonly kind: 'SELF_CAP'; readonly selfCapMinor: number | null };

/** What happens next in a life made by chance. Numbers choose among what the line then has. */
export type Move =
  | { readonly kind: 'WAIT'; readonly days: number }
  | { readonly kind: 'AUTHORIZE'; readonly amountMinor: number; readonly plan: number; readonly isImmediate: boolean }
  | { readonly kind: 'CAPTURE'; readonly pick: number; readonly percent: number }
  | { readonly kind: 'VOID'; readonly pick: number }
  | { readonly kind: 'DRAW'; readonly amountMinor: number }
  | { readonly kind: 'ANSWER'; readonly pick: number; readonly succeeds: boolean }
  | { readonly kind: 'PAY'; readonly percent: number; readonly daysAgo: number; readonly isDebit: boolean }
  | { readonly kind: 'REVERSE'; readonly pick: number }
  | { readonly kind: 'REFUND'; readonly pick: number; readonly percent: number; readonly daysAgo: number }
  | { readonly kind: 'SETTLE'; readonly pick: number; readonly isDebit: boolean }
  | { readonly kind: 'AUTOPAY'; readonly amount: 'STATEMENT' | 'MINIMUM' | null }
  | { readonly kind: 'ADJUST'; readonly pick: number; readonly percent: number }
  | LimitMove
  | ServicingMove
  | { readonly kind: 'FREEZE'; readonly isThaw: boolean }
  | { readonly kind: 'WAIVE'; readonly pick: number; readonly component: WaivableComponent; readonly percent: number }
  | { readonly kind: 'CHARGE_OFF'; readonly pick: number; readonly isWholeLine: boolean }
  | { readonly kind: 'REVERSE_FACT'; readonly pick: number }
  | { readonly kind: 'CORRECT'; readonly pick: number; readonly percent: number; readonly daysAgo: number }
  | { readonly kind: 'RE_AGE'; readonly pick: number; readonly months: number }
  | { readonly kind: 'RE_AMORTIZE'; readonly pick: number; readonly periods: number }
  | { readonly kind: 'CLOSE' };

const LEVEL = {
  ...FLAT,
  planId: 'order-level',
  amortization: 'LEVEL_PAYMENT' as const,
  prices: [{ periods: 6, feeRatePerPeriod: '0', annualRate: '0.18' }],
};
/** Terms of service that differ from the default: paid ahead in part, refunded and charged in other ways. */
const SHORTENED = {
  ...LEVEL,
  planId: 'order-short',
  partialPrepay: 'REDUCE_TERM',
  refundAllocation: 'PRO_RATA',
} as const;
const LOWERED = {
  ...FLAT,
  planId: 'order-low',
  partialPrepay: 'REDUCE_PAYMENT',
  refundAllocation: 'NEXT_FIRST',
  openFeePolicy: 'PRORATE',
  chargedFeePolicy: 'REFUND_PRORATA',
} as const;
const PLANS = [
  [PAY_LATER, 1],
  [FLAT, 3],
  [FLAT, 12],
  [LEVEL, 6],
  [SHORTENED, 6],
  [LOWERED, 6],
] as const;

const chosen = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];

/** The command that a move means for a line as it is now; undefined where there is nothing to pick, or no command. */
export function commandOf(line: TestLine, move: Move, nr: number): LineCommand | undefined {
  const today = line.view().asOn;
  switch (move.kind) {
    case 'WAIT':
    case 'ANSWER':
      return undefined;
    case 'AUTHORIZE': {
      const [plan, periods] = PLANS[move.plan] ?? PLANS[0];
      const capture = move.isImmediate ? 'IMMEDIATE' : 'MANUAL';
      const scene = nr % 3 === 0 ? { scene: 'phone' } : {};
      return { ...authorization(`order ${nr}`, move.amountMinor, plan, periods), capture, ...scene };
    }
    case 'CAPTURE': {
      const hold = chosen(line.state.holds, move.pick);
      if (hold === undefined) return undefined;
      const amountMinor = Math.max(1, Math.floor((hold.openMinor * move.percent) / 100));
      return { type: 'capture', authorizationId: hold.authorizationId, amountMinor, isFinal: nr % 2 === 0 };
    }
    case 'VOID': {
      const hold = chosen(line.state.holds, move.pick);
      return hold && { type: 'voidAuthorization', authorizationId: hold.authorizationId };
    }
    case 'ADJUST': {
      const hold = chosen(line.state.holds, move.pick);
      if (hold === undefined) return undefined;
      const amountMinor = Math.max(1, Math.floor((hold.amountMinor * move.percent) / 100));
      return { type: 'adjustAuthorization', authorizationId: hold.authorizationId, amountMinor };
    }
    case 'DRAW': {
      const plan = move.amountMinor % 2 === 0 ? CASH : DAILY;
      return { type: 'draw', amountMinor: move.amountMinor, currency: 'CNY', plan, periods: 3, accountRef: 'a' };
    }
    case 'AUTOPAY':
      return { type: 'setAutopay', mandate: move.amount && { accountRef: 'a', amount: move.amount } };
    case 'LIMIT':
    case 'TEMPORARY':
    case 'SCENE':
    case 'SELF_CAP':
      return limitCommandOf(move, today);
    case 'FREEZE':
      return { type: move.isThaw ? 'unfreeze' : 'freeze', cause: 'FRAUD_REVIEW' };
    case 'CLOSE':
      return { type: 'close', reason: 'customer' };
    case 'WAIVE':
    case 'CHARGE_OFF':
    case 'REVERSE_FACT':
    case 'CORRECT':
    case 'RE_AGE':
    case 'RE_AMORTIZE':
      return correctionOf(line, move);
    case 'PREPAY':
    case 'SETTLE_SCOPE':
    case 'CANCEL_REFUND':
    case 'BILL_DAY':
    case 'PAUSE':
    case 'RESUME':
      return servicingOf(line, move);
    default:
      return moneyCommandOf(line, move, today);
  }
}

function limitCommandOf(move: LimitMove, today: PlainDate): LineCommand {
  switch (move.kind) {
    case 'LIMIT':
      return { type: 'changeLimit', limitMinor: move.limitMinor, reason: 'review' };
    case 'TEMPORARY': {
      const { amountMinor, days } = move;
      if (days < 0) return { type: 'revokeTemporaryLimit', reason: 'review' };
      return { type: 'grantTemporaryLimit', amountMinor, end: { untilOn: addDays(today, days) } };
    }
    case 'SCENE':
      return { type: 'setSceneLimit', scene: 'phone', amountMinor: move.amountMinor };
    case 'SELF_CAP':
      return { type: 'setSelfCap', selfCapMinor: move.selfCapMinor };
  }
}

function moneyCommandOf(
  line: TestLine,
  move: Extract<Move, { kind: 'PAY' | 'REVERSE' | 'REFUND' | 'SETTLE' }>,
  today: PlainDate,
): LineCommand | undefined {
  const currency = 'CNY';
  switch (move.kind) {
    case 'PAY': {
      const amountMinor = Math.max(1, Math.floor((line.view().billedMinor * move.percent) / 100));
      if (move.isDebit) return { type: 'pay', amountMinor, currency, method: debit, valueOn: null };
      return { type: 'pay', amountMinor, currency, method: transfer, valueOn: addDays(today, 0 - move.daysAgo) };
    }
    case 'REVERSE': {
      const payments = line.events.filter(({ type }) => type === 'paymentReceived' || type === 'agreementSettled');
      const payment = chosen(payments, move.pick);
      return payment && 'paymentId' in payment
        ? { type: 'reversePayment', paymentId: payment.paymentId, reason: 'returned' }
        : undefined;
    }
    case 'REFUND': {
      const agreement = chosen(line.state.book.position.agreements, move.pick);
      if (agreement === undefined) return undefined;
      const { agreementId, principalMinor } = agreement;
      const amountMinor = Math.max(1, Math.floor((principalMinor * move.percent) / 100));
      return { type: 'refund', agreementId, amountMinor, currency, valueOn: addDays(today, 0 - move.daysAgo) };
    }
    case 'SETTLE': {
      const agreement = chosen(line.state.book.position.agreements, move.pick);
      const payoff = agreement && line.payoff(agreement.agreementId);
      if (agreement === undefined || payoff === undefined) return undefined;
      const method = move.isDebit ? debit : transfer;
      return settlement(agreement.agreementId, payoff, method);
    }
  }
}

const debit = { kind: 'DEBIT', accountRef: 'a' } as const;
const transfer = { kind: 'TRANSFER', reference: 'r' } as const;

/** Makes a move, on other terms of a plan where `planned` gives them. @returns the command that was accepted, if one was */
export function makeMove(
  line: TestLine,
  move: Move,
  nr: number,
  planned: (plan: PlanTerms) => PlanTerms = (plan) => plan,
): LineCommand | undefined {
  if (move.kind === 'WAIT') {
    line.advance(addDays(line.view().asOn, move.days));
    return undefined;
  }
  if (move.kind === 'ANSWER') {
    answer(line, move.pick, move.succeeds);
    return undefined;
  }
  const chosenCommand = commandOf(line, move, nr);
  const command =
    chosenCommand !== undefined && 'plan' in chosenCommand
      ? { ...chosenCommand, plan: planned(chosenCommand.plan) }
      : chosenCommand;
  return command !== undefined && ask(line, command) ? command : undefined;
}

/** Gives the bank's answer to one of the movements that wait for it. */
export function answer(line: TestLine, pick: number, succeeds: boolean): void {
  const movement = chosen(line.state.pending, pick);
  if (movement === undefined) return;
  const outcome = succeeds
    ? ({ kind: 'SUCCEEDED', bankReference: 'b' } as const)
    : ({ kind: 'FAILED', reason: 'NO_FUNDS' } as const);
  const decided = decideOutcome(line.state, movement.seq, outcome, { nowMs: line.nowMs });
  line.state = decided.state;
  line.events.push(...decided.events);
}

/** @returns whether the command was accepted */
export function ask(line: TestLine, command: LineCommand): boolean {
  const decided = decide(line.state, command, { nowMs: line.nowMs });
  if (!decided.ok) return false;
  line.state = decided.value.state;
  line.events.push(...decided.value.events);
  return true;
}
