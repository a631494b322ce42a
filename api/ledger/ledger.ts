import {
  addPosting,
  balanceSheet,
  incomeStatement,
  isWithin,
  trialBalance,
  type DateBasis,
  type ReportFilter,
} from '../../domain/ledger/reports.js';
import type { Ledger } from '../../domain/ledger/ledger.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import type { Minor } from '../../domain/money/minor.js';
import type { SubProduct } from '../../domain/plan/plan-terms.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';

interface Given {
  readonly by: DateBasis;
  readonly product?: SubProduct | undefined;
  readonly funder?: string | undefined;
  readonly lineId?: string | undefined;
}

/** Reports over the journals of all lines, or of one. */
export function ledgerHandlers({
  reads,
}: Pick<ApiDeps, 'reads'>): Pick<Handlers, 'trialBalance' | 'balanceSheet' | 'incomeStatement'> {
  const balances = async ({ by, lineId }: Given, fromOn: PlainDate | null, toOn: PlainDate | null): Promise<Ledger> => {
    // A value date is never after its booking day, so days by value bound the days of booking from below alone.
    const days = { fromOn, toOn: by === 'BOOKED' ? toOn : null };
    const sums = new Map<string, Minor>();
    for await (const posting of reads.journal.postings(days, lineId))
      if (isWithin(posting, { fromOn, toOn, by })) addPosting(sums, posting);
    return Object.fromEntries(sums);
  };
  return {
    trialBalance: async ({ query }) => ({
      body: trialBalance(await balances(query, null, query.asOf ?? null), filterOf(query)),
    }),
    balanceSheet: async ({ query }) => ({
      body: balanceSheet(await balances(query, null, query.asOf ?? null), filterOf(query)),
    }),
    incomeStatement: async ({ query }) => ({
      body: incomeStatement(await balances(query, query.from ?? null, query.to ?? null), filterOf(query)),
    }),
  };
}

const filterOf = ({ product, funder }: Given): ReportFilter => ({ product: product ?? null, funder: funder ?? null });
