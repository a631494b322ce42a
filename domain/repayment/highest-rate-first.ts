import { plainDate } from '../calendar/plain-date.js';
import type { Exact } from '../money/decimal.js';
import { minor, ZERO } from '../money/minor.js';
import type { Minor } from '../money/minor.js';
import { rankByRate } from './rank-by-rate.js';
import { allocatePayment, rulesOf } from './waterfall.js';
import type { Claim, WaterfallTerms } from './waterfall.js';

/** A balance with a rate of its own. */
export interface RateBalance {
  readonly amountMinor: Minor;
  /** Part of the amount in dispute, which takes no payment; 0 to the amount. */
  readonly disputedMinor: Minor;
  /** Annual rate; null for a balance that is not yet on the statement, which comes last. */
  readonly annualRate: Exact | null;
}

/** What each balance takes, in the order of the balances, and what is left. */
export interface RateAllocation {
  readonly allocatedMinor: readonly Minor[];
  readonly unallocatedMinor: Minor;
}

const TERMS: WaterfallTerms = {
  rules: rulesOf(['DUE'], ['PRINCIPAL']),
  across: 'COMPONENT_FIRST',
  future: 'CREDIT_UNTIL_DUE',
};
/** Balances of a rate have no due dates among each other. */
const ONE_DAY = plainDate('2000-01-01');
const NR_DIGITS = 8;

/**
 * Applies what is paid above the minimum to the balance with the highest rate first, and so on down; balances of one
 * rate in the order given.
 *
 * @param amountMinor minor units, 0 or more
 * @throws RangeError for a negative amount, or a dispute of more than the balance
 * @see regulation.md US-7; 12 CFR 1026.53(a)
 */
export function allocateHighestRateFirst(balances: readonly RateBalance[], amountMinor: Minor): RateAllocation {
  const rankOf = rankByRate(
    balances.flatMap(({ annualRate }) => annualRate ?? []),
    'HIGHEST',
  );
  return allocateByRank(balances, amountMinor, ({ annualRate }) =>
    annualRate === null ? balances.length : rankOf(annualRate),
  );
}

function allocateByRank(
  balances: readonly RateBalance[],
  amountMinor: Minor,
  rankOf: (balance: RateBalance) => number,
): RateAllocation {
  const idOf = (index: number) => String(index).padStart(NR_DIGITS, '0');
  const claims = balances.map((balance, index): Claim => {
    const { amountMinor: owedMinor, disputedMinor } = balance;
    if (disputedMinor < 0 || disputedMinor > owedMinor)
      throw new RangeError(`disputedMinor ${disputedMinor} is not within 0..${owedMinor}, the balance`);
    return {
      id: idOf(index),
      dueOn: ONE_DAY,
      timing: 'DUE',
      component: 'PRINCIPAL',
      openMinor: minor(owedMinor - disputedMinor),
      priority: rankOf(balance),
    };
  });
  const { allocations, restMinor } = allocatePayment(amountMinor, claims, TERMS);
  const paid = new Map(allocations.map((allocation) => [allocation.id, allocation.amountMinor]));
  return { allocatedMinor: balances.map((_, index) => paid.get(idOf(index)) ?? ZERO), unallocatedMinor: restMinor };
}

/** A promotional balance beside purchases that go on. */
export interface DeferredInterest {
  readonly deferredMinor: Minor;
  /** Purchases of each cycle; those before the first payment are the regular balance. */
  readonly purchasePerCycleMinor: Minor;
  /** What is paid above the minimum in each cycle. */
  readonly paidPerCycleMinor: Minor;
  /** Cycles up to the end of the deferral, the last one included. */
  readonly cycles: number;
}

/** What a cycle's payment goes to. */
export interface DeferredAllocation {
  readonly regularMinor: Minor;
  readonly deferredMinor: Minor;
}

/** Cycles before the end of a deferral in which its balance comes first. */
const CYCLES_DEFERRED_FIRST = 2;

/**
 * The payments above the minimum while interest is deferred on a balance: it counts as one without interest and comes
 * last, but in the last two cycles first.
 *
 * @returns one per cycle
 * @throws RangeError for fewer than one cycle or a negative amount
 * @see 12 CFR 1026.53(b)(1)(i)
 */
export function allocateDeferredInterest(deferral: DeferredInterest): readonly DeferredAllocation[] {
  const { purchasePerCycleMinor, paidPerCycleMinor, cycles } = deferral;
  if (!Number.isInteger(cycles) || cycles < 1) throw new RangeError(`cycles is ${String(cycles)}; give 1 or more`);
  const allocations: DeferredAllocation[] = [];
  let regularMinor = purchasePerCycleMinor;
  let deferredMinor = deferral.deferredMinor;
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const rankOfDeferred = cycle > cycles - CYCLES_DEFERRED_FIRST ? 0 : 2;
    const balances = [regularMinor, deferredMinor].map((amountMinor) => ({
      amountMinor,
      disputedMinor: ZERO,
      annualRate: null,
    }));
    const { allocatedMinor } = allocateByRank(balances, paidPerCycleMinor, (balance) =>
      balance === balances[1] ? rankOfDeferred : 1,
    );
    const [toRegularMinor = ZERO, toDeferredMinor = ZERO] = allocatedMinor;
    allocations.push({ regularMinor: toRegularMinor, deferredMinor: toDeferredMinor });
    regularMinor = minor(regularMinor - toRegularMinor + purchasePerCycleMinor);
    deferredMinor = minor(deferredMinor - toDeferredMinor);
  }
  return allocations;
}
