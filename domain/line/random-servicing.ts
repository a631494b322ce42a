import type fastCheck from 'fast-check';
import { addDays } from '../calendar/plain-date.js';
import { SETTLEMENT_SCOPES, type LineCommand } from './commands.js';
import type { Move } from './random-life.js';
import { settlementQuote } from './settlement-quote.js';
import { DEBIT } from './test-commands.js';
import type { TestLine } from './testing.js';

type FastCheck = typeof fastCheck;

/** What is asked for less often: money ahead of its time, other days to pay, days that do not count. */
export type ServicingMove =
  | { readonly kind: 'PREPAY'; readonly pick: number; readonly percent: number; readonly isDebit: boolean }
  | { readonly kind: 'SETTLE_SCOPE'; readonly scope: 'CURRENT_BILL' | 'NEXT_BILL' | 'ALL'; readonly isDebit: boolean }
  | { readonly kind: 'CANCEL_REFUND'; readonly pick: number }
  | { readonly kind: 'BILL_DAY'; readonly billDay: number }
  | { readonly kind: 'PAUSE'; readonly daysAgo: number; readonly days: number }
  | { readonly kind: 'RESUME' };

const chosen = <T>(items: readonly T[], pick: number): T | undefined => items[pick % Math.max(1, items.length)];
const transfer = { kind: 'TRANSFER', reference: 'r' } as const;
const reason = 'chance';
const currency = 'CNY';

/** The command that a move means for a line as it is now; undefined where there is nothing to ask it for. */
export function servicingOf(line: TestLine, move: ServicingMove): LineCommand | undefined {
  const { facts, position } = line.state.book;
  switch (move.kind) {
    case 'PREPAY': {
      const agreement = chosen(position.agreements, move.pick);
      if (agreement === undefined) return undefined;
      const { agreementId, principalMinor } = agreement;
      const amountMinor = Math.max(1, Math.floor((principalMinor * move.percent) / 200));
      return { type: 'prepay', agreementId, amountMinor, currency, method: move.isDebit ? DEBIT : transfer };
    }
    case 'SETTLE_SCOPE': {
      const quote = settlementQuote(line.state, { scope: move.scope, agreementId: null }, line.nowMs);
      if (!quote.ok) return undefined;
      const { scope, payoffMinor, quotedOn } = quote.value;
      const method = move.isDebit ? DEBIT : transfer;
      return { type: 'settle', scope, agreementId: null, payoffMinor, quotedOn, currency, method };
    }
    case 'CANCEL_REFUND': {
      const refundIds = facts.flatMap((fact) => (fact.kind === 'REFUND' ? [fact.refundId] : []));
      const refundId = chosen(refundIds, move.pick);
      return refundId === undefined ? undefined : { type: 'cancelRefund', refundId, reason };
    }
    case 'BILL_DAY':
      return { type: 'changeBillDay', billDay: move.billDay };
    case 'PAUSE': {
      const fromOn = addDays(line.view().asOn, 0 - move.daysAgo);
      return { type: 'pauseDelinquency', fromOn, untilOn: addDays(fromOn, move.days), reason };
    }
    case 'RESUME':
      return { type: 'resumeDelinquency', reason };
  }
}

/** The generator library comes as an argument: only tests depend on it. */
export function servicingMovesOf(fc: FastCheck): readonly fastCheck.WeightedArbitrary<Move>[] {
  const pick = fc.nat(1_000);
  const isDebit = fc.boolean();
  const scope = fc.constantFrom(...SETTLEMENT_SCOPES.filter((each) => each !== 'ONE_PLAN'));
  const percent = fc.constantFrom(1, 10, 33, 50, 99);
  const daysAgo = fc.constantFrom(0, 0, 3, 15);
  const days = fc.constantFrom(1, 10, 45);
  return [
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('PREPAY' as const), pick, percent, isDebit }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('SETTLE_SCOPE' as const), scope, isDebit }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('CANCEL_REFUND' as const), pick }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('BILL_DAY' as const), billDay: fc.constantFrom(1, 10, 28) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('PAUSE' as const), daysAgo, days }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('RESUME' as const) }) },
  ];
}
