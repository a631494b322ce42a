import { ASIA_SHANGHAI, instantAt } from '../../domain/calendar/zone.js';
import { addDays, plainDate } from '../../domain/calendar/plain-date.js';
import { decide, openLine, type Decision } from '../../domain/line/engine.js';
import type { LineCommand } from '../../domain/line/commands.js';
import type { LineState } from '../../domain/line/state.js';
import { linePreset } from '../../plans/presets.js';
import { planNamed } from '../plan-named.js';

const OPENED_ON = plainDate('2025-01-05');
const LIMIT_MINOR = 20_000_000;
const PURCHASE_MINOR = 120_000;
const CURRENCY = 'CNY';

export interface BusyLine {
  readonly state: LineState;
  readonly nowMs: number;
}

export function purchase(orderId: string, planId: string, periods: number): LineCommand {
  return {
    type: 'authorize',
    orderId,
    merchantId: 'merchant_bench',
    amountMinor: PURCHASE_MINOR,
    currency: CURRENCY,
    plan: planNamed(planId),
    periods,
    capture: 'IMMEDIATE',
  };
}

export const payment = (amountMinor: number): LineCommand => ({
  type: 'pay',
  amountMinor,
  currency: CURRENCY,
  method: { kind: 'TRANSFER', reference: 'bench' },
  valueOn: null,
});

/**
 * A line with that many open agreements of 12 installments, two months after its opening: the first bill is cut, and
 * nothing is paid.
 */
export function lineWithAgreements(agreements: number): BusyLine {
  const at = (days: number) => instantAt(ASIA_SHANGHAI, addDays(OPENED_ON, days), '12:00');
  let { state }: Pick<Decision, 'state'> = openLine(
    {
      lineId: 'line_bench',
      customerId: 'cust_bench',
      applicationId: 'app_bench',
      accountRef: null,
      limitMinor: LIMIT_MINOR,
      terms: linePreset('cnPayLaterStatement', { zone: ASIA_SHANGHAI, billDay: 3, lenderId: 'lender_bench' }),
      answerTimeoutMs: 15_000,
    },
    { nowMs: at(0) },
  );
  for (let nr = 1; nr <= agreements; nr += 1)
    state = accept(state, purchase(`order_${nr}`, 'order-flat', 12), at(1)).state;
  const nowMs = at(32);
  return { state: accept(state, payment(PURCHASE_MINOR / 12), nowMs).state, nowMs };
}

/** @throws Error when the line refuses */
export function accept(state: LineState, command: LineCommand, nowMs: number): Decision {
  const decided = decide(state, command, { nowMs });
  if (!decided.ok) throw new Error(`the line refused ${command.type}: ${JSON.stringify(decided.refusal)}`);
  return decided.value;
}
