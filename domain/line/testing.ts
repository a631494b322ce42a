import { ASIA_SHANGHAI, instantAt } from '../calendar/zone.js';
import { plainDate, type PlainDate } from '../calendar/plain-date.js';
import type { Account } from '../ledger/accounts.js';
import { balanceOf } from '../ledger/ledger.js';
import { USE_DEFAULTS } from '../limits/limit-terms.js';
import { minor } from '../money/minor.js';
import { COST_DEFAULTS } from '../plan/cost-policy.js';
import { LENDER_ALONE } from '../plan/funding-shares.js';
import type { LineTerms, PlanTerms } from '../plan/plan-terms.js';
import { SERVICING_DEFAULTS } from '../plan/servicing-terms.js';
import { REGULAR_SHAPE } from '../schedule/schedule-terms.js';
import { nextItem } from './agenda.js';
import type { LineCommand, PaymentMethod, Settle } from './commands.js';
import { decide, decideOutcome, openLine, runDueItems, type Reply } from './engine.js';
import type { LineEvent } from './events.js';
import type { Refusal } from './refusals.js';
import type { LineState } from './state.js';
import { settlementQuote } from './settlement-quote.js';
import { lineView } from './view.js';
import type { LineView } from './views.js';

/** The default preset's terms, written out: a test of the rules must not move when a preset does. */
export const TERMS: LineTerms = {
  preset: 'test',
  currency: 'CNY',
  zone: ASIA_SHANGHAI,
  lenderId: 'lender_test',
  lenderType: 'MICRO_LENDER',
  billDay: 3,
  dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
  minDuePercent: '0.10',
  minDueCarryThresholdMinor: minor(30_000),
  late: {
    carryDailyRate: '0.0005',
    penaltyDailyRate: '0.00015',
    penaltyMinPerDayMinor: minor(1),
    penaltyBase: 'PRINCIPAL_PLUS_FEE',
    penaltyRounding: 'ON_POSTING',
    lateCapClamp: true,
    annualCap: '0.24',
    rounding: 'HALF_UP',
  },
  dueCutoff: '24:00',
  nonBusinessDayRule: 'NONE',
  holidays: [],
  graceDays: 0,
  toleranceAmountMinor: minor(0),
  minPaymentAllowed: true,
  carryAccrualStart: 'DUE_DATE',
  carryCompounding: 'NONE',
  billDayChange: { isAllowed: true, monthsAfterOpening: 3, monthsBetweenChanges: 6, changesPerYearMax: null },
  waterfall: ['ENFORCEMENT_COST', 'PENALTY', 'FEE', 'INTEREST', 'PRINCIPAL'],
  waterfallTimes: { DEFAULT: ['PAST_DUE', 'DUE', 'IN_ADVANCE'] },
  waterfallAcross: 'OLDEST_BILL_FIRST',
  futureRule: 'CREDIT_UNTIL_DUE',
  principalFirstFromDpd: null,
  aboveMinimum: 'SAME',
  cashBeforePurchase: false,
  overpayment: { kind: 'CREDIT_BALANCE' },
  rounding: 'HALF_UP',
  priceGrade: null,
  holdTtlHours: 168,
  limits: {
    bucketDrawOrder: ['SCENE', 'TEMPORARY', 'BASE'],
    bucketRestoreOrder: 'REVERSE_DRAW',
    releaseOnRepayment: 'SETTLED',
    settlementDelayDays: { TRANSFER: 0, DEBIT: 2, AUTOPAY: 2 },
    refundRestoresLimit: 'AT_VALUE_DATE',
    captureAfterExpiry: 'REFUSE',
    selfCapMinMinor: minor(10_000),
  },
  reminderOffsetsDays: [-3],
  reminderTime: '10:00',
  autopayAttempts: [
    { offsetDays: -1, time: '10:00' },
    { offsetDays: 0, time: '10:00' },
    { offsetDays: 0, time: '20:00' },
  ],
  correctionWindowMonths: 6,
};

export const PAY_LATER: PlanTerms = {
  planId: 'pay-later',
  version: 1,
  name: 'Pay later',
  program: 'installment@1',
  subProduct: 'PURCHASE',
  currency: 'CNY',
  amortization: 'PAY_LATER',
  prices: [{ periods: 1, feeRatePerPeriod: '0', annualRate: '0' }],
  priceGrid: [],
  promotions: [],
  ...REGULAR_SHAPE,
  rounding: 'HALF_UP',
  residuePlacement: 'LAST',
  installmentAnchor: 'MONTHLY_FROM_PURCHASE',
  minAmountMinor: minor(1),
  maxAmountMinor: minor(20_000_000),
  minInstallmentMinor: minor(1_000),
  ...COST_DEFAULTS,
  ...SERVICING_DEFAULTS,
  fundingShares: LENDER_ALONE,
  use: USE_DEFAULTS,
  late: null,
};

export const FLAT: PlanTerms = {
  ...PAY_LATER,
  planId: 'order-flat',
  subProduct: 'ORDER_INSTALLMENT',
  amortization: 'FLAT_FEE',
  prices: [3, 6, 12, 24].map((periods) => ({ periods, feeRatePerPeriod: '0.0060', annualRate: '0' })),
};

export const STATEMENT: PlanTerms = { ...FLAT, planId: 'statement-flat', subProduct: 'STATEMENT_INSTALLMENT' };

export const CASH: PlanTerms = { ...FLAT, planId: 'cash-flat', subProduct: 'CASH_DRAW' };

/** 0.05 % a day, repaid on any day. */
export const DAILY: PlanTerms = {
  ...CASH,
  planId: 'cash-daily',
  amortization: 'DAILY_SIMPLE',
  use: { ...CASH.use, cashSingleMaxMinor: minor(1_000_000) },
  prices: [1, 3, 12].map((periods) => ({ periods, feeRatePerPeriod: '0', annualRate: '0' })),
  settlementStrategies: ['INTEREST_TO_DATE'],
  partialPrepay: 'REDUCE_PAYMENT',
};

export const on = (text: string): PlainDate => plainDate(text);

export const authorization = (
  orderId: string,
  amountMinor: number,
  plan: PlanTerms = PAY_LATER,
  periods = 1,
): LineCommand & { type: 'authorize' } => ({
  type: 'authorize',
  orderId,
  merchantId: 'm_1',
  amountMinor,
  currency: 'CNY',
  plan,
  periods,
  capture: 'MANUAL',
});

/** Settles one agreement at a payoff that was not dated. */
export const settlement = (agreementId: string, payoffMinor: number, method: PaymentMethod): Settle => ({
  type: 'settle',
  scope: 'ONE_PLAN',
  agreementId,
  payoffMinor,
  quotedOn: null,
  currency: 'CNY',
  method,
});

/** Pays a part of an agreement's principal ahead. */
export const prepayment = (agreementId: string, amountMinor: number): LineCommand => ({
  type: 'prepay',
  agreementId,
  amountMinor,
  currency: 'CNY',
  method: { kind: 'TRANSFER', reference: 'r' },
});

/** An id that a command was answered with. */
export function idOf(reply: Reply, member: string): string {
  const id = reply[member];
  if (typeof id !== 'string') throw new Error(`no ${member} in ${JSON.stringify(reply)}`);
  return id;
}

/** A line driven by hand through its life: the engine, a clock, and every event that it has booked. */
export class TestLine {
  state: LineState;
  nowMs: number;
  readonly events: LineEvent[] = [];

  constructor(openedOn: string, limitMinor = 1_000_000, terms: LineTerms = TERMS, accountRef: string | null = 'acc_t') {
    this.nowMs = instantAt(terms.zone, plainDate(openedOn), '12:00');
    const opened = openLine(
      {
        lineId: 'line_t',
        customerId: 'cust_t',
        applicationId: 'app_t',
        accountRef,
        limitMinor,
        terms,
        answerTimeoutMs: 15_000,
      },
      { nowMs: this.nowMs },
    );
    this.state = opened.state;
    this.events.push(...opened.events);
  }

  /** Moves the clock, waking up for what falls due on the way, as a timer does. @returns types of the events booked */
  advance(toOn: string, time = '12:00'): readonly string[] {
    const targetMs = instantAt(this.state.terms.zone, plainDate(toOn), time);
    const seen = this.events.length;
    for (let wakeMs = this.#nextAt(); wakeMs !== null && wakeMs <= targetMs; wakeMs = this.#nextAt()) {
      this.wakeAt(Math.max(wakeMs, this.nowMs));
    }
    this.nowMs = targetMs;
    return this.events.slice(seen).map((event) => event.type);
  }

  /** Moves the clock with nobody at work, then does all that fell due at once. */
  oversleep(toOn: string, time = '12:00'): void {
    this.wakeAt(instantAt(this.state.terms.zone, plainDate(toOn), time));
  }

  /** Does what is due by then, at once. Epoch ms. */
  wakeAt(atMs: number): void {
    this.nowMs = atMs;
    const done = runDueItems(this.state, { nowMs: atMs });
    this.state = done.state;
    this.events.push(...done.events);
  }

  #nextAt(): number | null {
    return nextItem(this.state)?.at ?? null;
  }

  do(command: LineCommand): Reply {
    const decided = decide(this.state, command, { nowMs: this.nowMs });
    if (!decided.ok) throw new Error(`refused: ${JSON.stringify(decided.refusal)}`);
    this.state = decided.value.state;
    this.events.push(...decided.value.events);
    return decided.value.reply;
  }

  /** @returns the reply, or null where it was refused */
  tryDo(command: LineCommand): Reply | null {
    return decide(this.state, command, { nowMs: this.nowMs }).ok ? this.do(command) : null;
  }

  refusal(command: LineCommand): Refusal {
    const decided = decide(this.state, command, { nowMs: this.nowMs });
    if (decided.ok) throw new Error(`accepted: ${JSON.stringify(decided.value.reply)}`);
    return decided.refusal;
  }

  /** The bank answers the oldest pending movement. */
  answer(outcome: 'SUCCEEDED' | 'INSUFFICIENT_FUNDS'): void {
    const movement = this.state.pending[0];
    if (movement === undefined) throw new Error('nothing is pending');
    const decided = decideOutcome(
      this.state,
      movement.seq,
      outcome === 'SUCCEEDED' ? { kind: 'SUCCEEDED', bankReference: 'b' } : { kind: 'FAILED', reason: outcome },
      { nowMs: this.nowMs },
    );
    this.state = decided.state;
    this.events.push(...decided.events);
  }

  buy(orderId: string, amountMinor: number, plan: PlanTerms = PAY_LATER, periods = 1): string {
    const reply = this.do({
      type: 'authorize',
      orderId,
      merchantId: 'm_1',
      amountMinor,
      currency: 'CNY',
      plan,
      periods,
      capture: 'IMMEDIATE',
    });
    return idOf(reply, 'agreementId');
  }

  draw(amountMinor: number, periods = 12, plan: PlanTerms = CASH): string {
    const reply = this.do({ type: 'draw', amountMinor, currency: 'CNY', plan, periods, accountRef: 'acc_t' });
    return idOf(reply, 'agreementId');
  }

  pay(amountMinor: number, valueOn: string | null = null): string {
    const reply = this.do({
      type: 'pay',
      amountMinor,
      currency: 'CNY',
      method: { kind: 'TRANSFER', reference: 'r' },
      valueOn: valueOn === null ? null : plainDate(valueOn),
    });
    return idOf(reply, 'paymentId');
  }

  settle(agreementId: string, payoffMinor: number): string {
    const method = { kind: 'TRANSFER', reference: 'r' } as const;
    return idOf(this.do(settlement(agreementId, payoffMinor, method)), 'paymentId');
  }

  refund(agreementId: string, amountMinor: number, valueOn: string | null = null): Reply {
    const valued = valueOn === null ? null : plainDate(valueOn);
    return this.do({ type: 'refund', agreementId, amountMinor, currency: 'CNY', valueOn: valued });
  }

  authorize(orderId: string, amountMinor: number, plan: PlanTerms = PAY_LATER, periods = 1): string {
    return idOf(this.do(authorization(orderId, amountMinor, plan, periods)), 'authorizationId');
  }

  /** Adds to the limit until the end of a day. */
  grant(amountMinor: number, untilOn = '2025-12-31'): Reply {
    return this.do({ type: 'grantTemporaryLimit', amountMinor, end: { untilOn: plainDate(untilOn) } });
  }

  /** What settles an agreement now, or undefined where it cannot be settled. */
  payoff(agreementId: string): number | undefined {
    const quote = settlementQuote(this.state, { scope: 'ONE_PLAN', agreementId }, this.nowMs);
    return quote.ok ? quote.value.payoffMinor : undefined;
  }

  view(): LineView {
    return lineView(this.state, this.nowMs);
  }

  /** Over all products and funders. */
  balance(account: Account): number {
    return balanceOf(this.state.book.position.ledger, account);
  }
}
