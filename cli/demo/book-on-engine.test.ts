import { addDays, plainDate, type PlainDate } from '../../domain/calendar/plain-date.js';
import { instantAt } from '../../domain/calendar/zone.js';
import { lineView } from '../../domain/line/view.js';
import { nextItem } from '../../domain/line/agenda.js';
import { TERMS, TestLine } from '../../domain/line/testing.js';
import { PLAN_VERSIONS } from '../../plans/catalogue.js';
import { drawWithin, paymentWithin, purchaseWithin } from './amounts.js';
import type { CustomerRow } from './customer-row.js';
import { habitOf, scriptOf, type Action } from './script-of-customer.js';
import { syntheticCustomers } from './synthetic.js';

/*
 * Scripts lived on the bare engine, without a server: that the statuses of a row come out as the buckets that they mean,
 * and that no customer ever asks for what is refused.
 */

const START = plainDate('2029-01-05');
const LIMIT_MINOR = 300_000;
const EMPTY = '0051';

function planNamed(planId: string) {
  const plan = PLAN_VERSIONS.find((candidate) => candidate.planId === planId);
  if (plan === undefined) throw new Error(planId);
  return plan;
}

function act(line: TestLine, id: string, action: Action): void {
  const view = lineView(line.state, line.nowMs);
  const currency = 'CNY';
  if (action.kind === 'DRAW') {
    const within = drawWithin(action, view);
    if (within === null) return;
    line.do({ type: 'draw', ...within, currency, plan: planNamed(action.planId), accountRef: 'acc_t' });
    line.answer('SUCCEEDED');
  } else if (action.kind === 'PURCHASE') {
    const within = purchaseWithin(action, view);
    if (within === null) return;
    const { planId, periods } = within.installments ?? { planId: 'pay-later', periods: 1 };
    const order = { orderId: id, merchantId: 'm', amountMinor: within.amountMinor, currency, periods };
    line.do({ type: 'authorize', ...order, plan: planNamed(planId), capture: 'IMMEDIATE' });
  } else {
    const amountMinor = paymentWithin(action, view);
    if (amountMinor !== null) line.pay(amountMinor);
  }
}

/** A day of the line, with the bank's answers to its debits. */
function liveDay(line: TestLine, on: PlainDate, outcome: 'SUCCEEDED' | 'INSUFFICIENT_FUNDS'): void {
  for (const time of ['00:00', '10:00', '20:00']) {
    line.advance(on, time);
    if (line.state.pending.length > 0) line.answer(outcome);
  }
}

/** @returns the line, and the bucket at the end of each month's time to pay */
function live(row: CustomerRow, months: number, seed = 1) {
  const { accountCode } = habitOf(row, seed);
  const outcome = accountCode === EMPTY ? 'INSUFFICIENT_FUNDS' : 'SUCCEEDED';
  const script = scriptOf(row, { seed, months, limitMinor: LIMIT_MINOR, startOn: START });
  const line = new TestLine(START, LIMIT_MINOR, { ...TERMS, billDay: 1 });
  if (script.autopay !== null)
    line.do({ type: 'setAutopay', mandate: { accountRef: 'acc_t', amount: script.autopay } });
  const buckets: string[] = [];
  for (let on = START; on <= script.endOn; on = addDays(on, 1)) {
    const steps = script.steps.filter((candidate) => candidate.on === on);
    // As the demo does: what the customer does comes at the start of a day.
    if (steps.length > 0 || on.endsWith('-20')) line.advance(on, '00:00');
    for (const step of steps) act(line, step.id, step.action);
    if ((nextItem(line.state)?.at ?? Infinity) < instantAt(TERMS.zone, addDays(on, 1), '00:00'))
      liveDay(line, on, outcome);
    if (on.endsWith('-20') && on > addDays(START, 20)) buckets.push(lineView(line.state, line.nowMs).delinquencyBucket);
  }
  return { line, buckets };
}

const ROW = {
  limit: 20_000,
  ageYears: 30,
  bills: [10_000, 11_000, 11_000, 8_000, 9_000, 9_000],
  payments: [500, 1_000, 2_000, 3_000, 500, 600],
};

/** Several customers, so that both habits and all accounts are among them. */
const ids = ['1', '2', '3', '4', '5'];

describe('what a row means comes out', () => {
  test.each([
    ['on time with the minimum', [0, 0, 0, 0, 0, 0], ['M0', 'M0', 'M0', 'M0', 'M0', 'M0']],
    ['paid in full', [-1, -1, -1, -1, -1, -1], ['M0', 'M0', 'M0', 'M0', 'M0', 'M0']],
    ['unused but for its draw', [-2, -2, -2, -2, -2, -2], ['M0', 'M0', 'M0', 'M0', 'M0', 'M0']],
    ['some days late, and cured within the month', [0, 1, 0, 1, 0, 0], ['M0', 'M0', 'M0', 'M0', 'M0', 'M0']],
    ['a month skipped, and cured in the next', [0, 2, 0, 0, 2, 0], ['M0', 'M1', 'M0', 'M0', 'M1', 'M0']],
    ['never paid', [2, 3, 4, 5, 6, 7], ['M1', 'M2', 'M3', 'M4+', 'M4+', 'M4+']],
  ])('%s', (_name, statuses, expected) => {
    for (const id of ids)
      expect({ id, buckets: live({ ...ROW, id, statuses }, 6).buckets }).toEqual({ id, buckets: expected });
  });

  test('nobody asks for what is refused, and the books balance', () => {
    for (const row of syntheticCustomers(21, 30)) {
      const { line } = live(row, 8, 3);
      const total = Object.values(line.state.book.position.ledger).reduce((sum, amountMinor) => sum + amountMinor, 0);
      expect(total).toBe(0);
      expect(line.events.filter(({ type }) => type === 'drawn')).toHaveLength(1);
    }
  });

  test('figures are those of the row and seed alone', () => {
    const figures = () => syntheticCustomers(4, 10).map((row) => live(row, 4).line.events);
    expect(figures()).toEqual(figures());
  });
});
