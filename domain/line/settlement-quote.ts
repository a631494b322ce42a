import { addDays } from '../calendar/plain-date.js';
import { instantAt } from '../calendar/zone.js';
import { minor, sumMinor } from '../money/minor.js';
import type { SettlementScope } from './commands.js';
import { priceSettlement } from './decide/price-settlement.js';
import { runDue } from './due-items.js';
import { accepted, type Result } from './refusals.js';
import type { LineState } from './state.js';
import { beginTurn } from './turn.js';
import type { SettlementQuote } from './views.js';

/** What a client may ask the price of. */
export interface QuoteRequest {
  readonly scope: SettlementScope;
  /** Of ONE_PLAN; null otherwise. */
  readonly agreementId: string | null;
}

/**
 * What settles on the day of an instant, by its parts; it holds until that day ends in the line's zone. What falls due
 * until then is taken as done, so that the quote is what `settle` asks for.
 */
export function settlementQuote(state: LineState, request: QuoteRequest, nowMs: number): Result<SettlementQuote> {
  const turn = runDue(beginTurn(state, nowMs));
  const { scope, agreementId } = request;
  const priced = priceSettlement(turn, scope, agreementId);
  if (!priced.ok) return priced;
  const { parts, chargesMinor, totalMinor } = priced.value;
  const remainingMinor = sumMinor([...parts.map((part) => part.remainingMinor), chargesMinor]);
  return accepted({
    scope,
    quotedOn: turn.today,
    validUntilAt: instantAt(state.terms.zone, addDays(turn.today, 1), '00:00'),
    parts,
    chargesMinor,
    payoffMinor: totalMinor,
    remainingMinor,
    savedMinor: minor(remainingMinor - totalMinor),
  });
}
