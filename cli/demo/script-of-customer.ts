import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { dayOfBook } from './calendar.js';
import { chanceOf, type Chance } from './chance.js';
import { MONTHS_OF_ROW, type CustomerRow } from './customer-row.js';

/** What a customer does. Amounts are wishes in minor units: what is available, billed or due on the day bounds them. */
export type Action =
  | { readonly kind: 'DRAW'; readonly amountMinor: number; readonly planId: string; readonly periods: number }
  | {
      readonly kind: 'PURCHASE';
      readonly amountMinor: number;
      /** In installments, where the amount allows it; null: with the next bill. */
      readonly installments: { readonly planId: string; readonly periods: number } | null;
      /** IN_PART: held in full, captured to nine tenths; the rest expires. */
      readonly capture: 'AT_ONCE' | 'IN_PART';
    }
  | {
      readonly kind: 'PAY';
      /** ALL: everything billed. AT_LEAST_MINIMUM: the amount, and never less than what is due. */
      readonly how: 'ALL' | 'AT_LEAST_MINIMUM';
      readonly amountMinor: number;
      readonly method: 'TRANSFER' | 'DEBIT';
    };

export interface Step {
  /** Unique in the script; part of the idempotency keys. */
  readonly id: string;
  readonly on: PlainDate;
  readonly action: Action;
}

export interface CustomerScript {
  /** The mandate that the customer gives with the line; null pays by hand. */
  readonly autopay: 'STATEMENT' | 'MINIMUM' | null;
  /** Ascending by day. */
  readonly steps: readonly Step[];
  /** The day on which the last bill has been paid, or not. */
  readonly endOn: PlainDate;
}

/** How a customer pays: known before the line is, since the account goes into the application. */
export interface PaymentHabit {
  readonly paysByAutopay: boolean;
  /** Behavior of the account, by the sandbox bank's table. */
  readonly accountCode: string;
}

export interface ScriptTerms {
  readonly seed: number;
  readonly months: number;
  readonly limitMinor: number;
  readonly startOn: PlainDate;
}

const AUTOPAY_SHARE = 0.5;
const EMPTY_ACCOUNT = '0051';
const FIRST_DEBIT_FAILS = '0151';
/** Plain success most of the time; twice, at once, and before the answer now and then. */
const GOOD_ACCOUNTS = ['0000', '0000', '0000', '0409', '0200', '0411'] as const;

const DRAW_PLANS = ['cash-flat', 'cash-level'] as const;
const DRAW_PERIODS = [3, 6, 12] as const;
const DRAW_PERCENT = { min: 20, max: 50 } as const;
const ORDER_PLANS = ['order-flat', 'order-free'] as const;
const ORDER_PERIODS = 3;
const PURCHASE_MINOR_MIN = 100;

/**
 * Days of the month. Bills are cut on the 1st and due on the 10th; new use comes after the payments, and not on the day on
 * which a missed bill freezes the line (8 days past due): whoever shops at that very midnight may come just before it.
 */
const DAY = {
  onTime: { min: 4, max: 8 },
  late: { min: 12, max: 16 },
  draw: 17,
  purchase: { min: 19, max: 24 },
  /** The rest of a hold expires seven days later: in the same month, so never in the moment of the cut. */
  heldPurchaseMax: 21,
  end: 20,
} as const;

const isLate = (status: number): boolean => status >= 1;
/** The row's month for the n-th month of the book: the oldest first, and from the seventh on again. */
const monthOfRow = (month: number): number => (month - 1) % MONTHS_OF_ROW;

/** Who is late in some month and has autopay has nothing on the account, and pays by hand when the money comes. */
export function habitOf(row: CustomerRow, seed: number): PaymentHabit {
  const chance = chanceOf(seed, row.id);
  const paysByAutopay = chance.share('autopay') < AUTOPAY_SHARE;
  if (!paysByAutopay) return { paysByAutopay, accountCode: chance.oneOf('account', GOOD_ACCOUNTS) };
  if (row.statuses.some(isLate)) return { paysByAutopay, accountCode: EMPTY_ACCOUNT };
  return { paysByAutopay, accountCode: chance.oneOf('account', [...GOOD_ACCOUNTS, FIRST_DEBIT_FAILS]) };
}

/**
 * What a customer does in the months of the book, as in the months of the row: spends what the bills grew by, draws
 * cash once, and pays each bill as its repayment status says.
 *
 * @param terms `limitMinor` is what was granted here: amounts are scaled so that the utilization is the row's
 * @see risk.md section 1, "Replay as events"
 */
export function scriptOf(row: CustomerRow, terms: ScriptTerms): CustomerScript {
  const chance = chanceOf(terms.seed, row.id);
  const habit = habitOf(row, terms.seed);
  const steps = Array.from({ length: terms.months }, (_, i) => i + 1).flatMap((month) => [
    ...drawOf(row, terms, month, chance),
    ...purchasesOf(row, terms, month, chance),
    ...paymentOf(row, terms, month, habit),
  ]);
  return {
    autopay: habit.paysByAutopay ? mandateOf(row) : null,
    steps: steps.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1)),
    endOn: dayOfBook(terms.startOn, terms.months + 1, DAY.end),
  };
}

function mandateOf({ statuses }: CustomerRow): 'STATEMENT' | 'MINIMUM' {
  const minimums = statuses.filter((status) => status === 0).length;
  return minimums > statuses.length / 2 ? 'MINIMUM' : 'STATEMENT';
}

const stepId = (month: number, what: string): string => `m${String(month).padStart(2, '0')}-${what}`;

/** An amount of the row as a share of the row's limit, of the limit granted here. Rounded down, exactly. */
export function scaled(amount: number, row: CustomerRow, limitMinor: number): number {
  if (amount <= 0) return 0;
  return Number((BigInt(amount) * BigInt(limitMinor)) / BigInt(row.limit));
}

function drawOf(row: CustomerRow, { limitMinor, startOn, months }: ScriptTerms, month: number, chance: Chance): Step[] {
  // Whoever pays the first bill late is frozen in the second month.
  const drawMonth = months === 1 || isLate(row.statuses[0] ?? 0) ? 1 : chance.between('draw month', 1, 2);
  if (month !== drawMonth) return [];
  const percent = chance.between('draw percent', DRAW_PERCENT.min, DRAW_PERCENT.max);
  return [
    {
      id: stepId(month, 'draw'),
      on: dayOfBook(startOn, month, DAY.draw),
      action: {
        kind: 'DRAW',
        amountMinor: Math.floor((limitMinor * percent) / 100),
        planId: chance.oneOf('draw plan', DRAW_PLANS),
        periods: chance.oneOf('draw periods', DRAW_PERIODS),
      },
    },
  ];
}

/** What was spent in a month: what the bill grew by, and what was paid off meanwhile. */
function spentIn(row: CustomerRow, month: number): number {
  const at = monthOfRow(month);
  const bill = row.bills[at] ?? 0;
  if (month === 1) return bill; // the balance that the customer came with is bought in the first month
  const before = row.bills[monthOfRow(month - 1)] ?? 0;
  return bill - before + (row.payments[at] ?? 0);
}

function purchasesOf(row: CustomerRow, terms: ScriptTerms, month: number, chance: Chance): Step[] {
  if ((row.statuses[monthOfRow(month)] ?? 0) === -2) return [];
  const totalMinor = scaled(spentIn(row, month), row, terms.limitMinor);
  const isSplit = chance.share(`split ${month}`) < 0.3;
  const firstMinor = isSplit ? Math.floor((totalMinor * 6) / 10) : totalMinor;
  const parts = [firstMinor, totalMinor - firstMinor].filter((partMinor) => partMinor >= PURCHASE_MINOR_MIN);
  return parts.map((amountMinor, nr) => {
    const capture = chance.share(`capture ${month} ${nr}`) < 0.15 ? 'IN_PART' : 'AT_ONCE';
    const latest = capture === 'IN_PART' ? DAY.heldPurchaseMax : DAY.purchase.max;
    return {
      id: stepId(month, `buy-${nr + 1}`),
      on: dayOfBook(terms.startOn, month, chance.between(`day ${month} ${nr}`, DAY.purchase.min, latest)),
      action: {
        kind: 'PURCHASE',
        amountMinor,
        installments:
          chance.share(`plan ${month} ${nr}`) < 0.25
            ? { planId: chance.oneOf(`plan id ${month} ${nr}`, ORDER_PLANS), periods: ORDER_PERIODS }
            : null,
        capture,
      },
    };
  });
}

/** How the bill of a month is paid, in the month after it. */
function paymentOf(row: CustomerRow, terms: ScriptTerms, month: number, habit: PaymentHabit): Step[] {
  const status = row.statuses[monthOfRow(month)] ?? 0;
  if (status >= 2) return [];
  const hasMoneyOnAccount = habit.accountCode !== EMPTY_ACCOUNT;
  if (habit.paysByAutopay && hasMoneyOnAccount) return [];
  const chance = chanceOf(terms.seed, row.id);
  const { min, max } = isLate(status) ? DAY.late : DAY.onTime;
  const paid = row.payments[monthOfRow(month + 1)] ?? 0;
  return [
    {
      id: stepId(month, 'pay'),
      on: dayOfBook(terms.startOn, month + 1, chance.between(`pay day ${month}`, min, max)),
      action: {
        kind: 'PAY',
        how: status < 0 ? 'ALL' : 'AT_LEAST_MINIMUM',
        amountMinor: scaled(paid, row, terms.limitMinor),
        method: hasMoneyOnAccount && chance.share('pays by debit') < 0.33 ? 'DEBIT' : 'TRANSFER',
      },
    },
  ];
}
