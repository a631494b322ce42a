import type { AnswerOf } from '../api-client.js';
import type { Action } from './script-of-customer.js';

/** What of a line bounds a customer's wishes. */
export type Bounds = Pick<
  AnswerOf<'getCreditLine'>,
  'status' | 'availableMinor' | 'billedMinor' | 'minDueOpenMinor' | 'overdueMinor' | 'daysPastDue'
>;

type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

const DRAW_STEP_MINOR = 10_000;
const PURCHASE_MINOR_MIN = 100;
const INSTALLMENTS_MINOR_MIN = 10_000;
/** A plan takes no installment below 10.00; the principal alone keeps clear of it. */
const INSTALLMENT_MINOR_MIN = 1_000;
const SHORTER: readonly number[] = [12, 6, 3];

/** From this day past due on a line takes no new use. @see products.md section 5, `usageLadder` */
const NO_NEW_USE_FROM_DPD = 8;

const takesNewUse = ({ status, daysPastDue }: Bounds): boolean =>
  status === 'ACTIVE' && daysPastDue < NO_NEW_USE_FROM_DPD;

/** A draw in whole hundreds within what is available, with a tenor that it can carry; null: it cannot be drawn. */
export function drawWithin(
  { amountMinor, periods }: ActionOf<'DRAW'>,
  bounds: Bounds,
): { readonly amountMinor: number; readonly periods: number } | null {
  if (!takesNewUse(bounds)) return null;
  const wishedMinor = Math.min(Math.max(amountMinor, DRAW_STEP_MINOR), bounds.availableMinor);
  const drawnMinor = wishedMinor - (wishedMinor % DRAW_STEP_MINOR);
  if (drawnMinor === 0) return null;
  const fits = SHORTER.find((tenor) => tenor <= periods && drawnMinor >= tenor * INSTALLMENT_MINOR_MIN);
  return { amountMinor: drawnMinor, periods: fits ?? 3 };
}

/** A purchase within what is available; in installments only where the plan takes the amount. */
export function purchaseWithin(
  { amountMinor, installments }: ActionOf<'PURCHASE'>,
  bounds: Bounds,
): { readonly amountMinor: number; readonly installments: ActionOf<'PURCHASE'>['installments'] } | null {
  if (!takesNewUse(bounds)) return null;
  const boughtMinor = Math.min(amountMinor, bounds.availableMinor);
  if (boughtMinor < PURCHASE_MINOR_MIN) return null;
  return { amountMinor: boughtMinor, installments: boughtMinor < INSTALLMENTS_MINOR_MIN ? null : installments };
}

/** A payment: never less than what must be paid by now, never more than what is billed; null: nothing to pay. */
export function paymentWithin({ how, amountMinor }: ActionOf<'PAY'>, bounds: Bounds): number | null {
  const { billedMinor, minDueOpenMinor, overdueMinor } = bounds;
  const wishedMinor = how === 'ALL' ? billedMinor : Math.max(amountMinor, minDueOpenMinor, overdueMinor);
  const paidMinor = Math.min(wishedMinor, billedMinor);
  return paidMinor === 0 ? null : paidMinor;
}
