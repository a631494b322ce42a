import type { ApiClient } from '../api-client.js';
import { advanceTo } from '../line/advance-to.js';
import { drawWithin, paymentWithin, purchaseWithin, type Bounds } from './amounts.js';
import type { BookTerms } from './book.js';
import { DEMO_ZONE } from './calendar.js';
import type { CustomerRow } from './customer-row.js';
import { figuresOfLine, type LineFigures } from './figures-of-line.js';
import { openCustomer, type OpenedLine } from './open-customer.js';
import { scriptOf, type Action, type Step } from './script-of-customer.js';

const CURRENCY = 'CNY';

/** What became of a customer; `line` is null for who got none. */
export interface CustomerResult {
  readonly lineId: string | null;
  readonly figures: LineFigures | null;
}

/**
 * Lives one customer's months through the API, as a client would: each command has a key of its own, so that whatever
 * is repeated happens once.
 *
 * @param onStep told the day that the customer has come to
 */
export async function liveCustomer(
  client: ApiClient,
  row: CustomerRow,
  terms: BookTerms,
  onStep: (on: string) => void,
): Promise<CustomerResult> {
  const keyOf = (step: string) => `demo-${terms.seed}-${terms.run}-${row.id}-${step}`;
  const line = await openCustomer(client, row, terms, keyOf);
  if (line === null) return { lineId: null, figures: null };
  const { lineId, accountRef, limitMinor } = line;
  const script = scriptOf(row, { ...terms, limitMinor });
  // A line that owes nothing sleeps: however far away the start is, this is one skip.
  await advanceTo(client, { lineId, zone: DEMO_ZONE, to: terms.startOn });
  if (script.autopay !== null) {
    const body = { accountRef, amount: script.autopay };
    await client.call('setAutopay', { params: { lineId }, body, key: keyOf('autopay') });
  }
  for (const step of script.steps) {
    onStep(step.on);
    await advanceTo(client, { lineId, zone: DEMO_ZONE, to: step.on });
    await takeStep(client, line, step, keyOf(step.id));
  }
  await advanceTo(client, { lineId, zone: DEMO_ZONE, to: script.endOn });
  onStep(script.endOn);
  return { lineId, figures: await figuresOfLine(client, lineId, row.id) };
}

type ActionOf<Kind extends Action['kind']> = Extract<Action, { kind: Kind }>;

async function takeStep(client: ApiClient, line: OpenedLine, { id, action }: Step, key: string): Promise<void> {
  switch (action.kind) {
    case 'DRAW':
      await draw(client, line, action, key);
      return;
    case 'PURCHASE':
      await buy(client, line, { ...action, orderId: `order-${id}` }, key);
      return;
    case 'PAY':
      await pay(client, line, { ...action, reference: `transfer-${id}` }, key);
      return;
  }
}

async function boundsOf(client: ApiClient, { lineId }: OpenedLine): Promise<Bounds> {
  return await client.call('getCreditLine', { params: { lineId } });
}

async function draw(client: ApiClient, line: OpenedLine, action: ActionOf<'DRAW'>, key: string): Promise<void> {
  const within = drawWithin(action, await boundsOf(client, line));
  if (within === null) return;
  const { lineId, accountRef } = line;
  const body = { ...within, currency: CURRENCY, planId: action.planId, accountRef };
  await client.call('draw', { params: { lineId }, body, key });
}

async function buy(
  client: ApiClient,
  line: OpenedLine,
  action: ActionOf<'PURCHASE'> & { readonly orderId: string },
  key: string,
): Promise<void> {
  const within = purchaseWithin(action, await boundsOf(client, line));
  if (within === null) return;
  const { lineId } = line;
  const { amountMinor, installments } = within;
  const order = { orderId: action.orderId, merchantId: 'demo-shop', amountMinor, currency: CURRENCY };
  const capture = action.capture === 'AT_ONCE' ? ('IMMEDIATE' as const) : ('MANUAL' as const);
  const body = { ...order, capture, ...installments };
  const { authorizationId } = await client.call('authorize', { params: { lineId }, body, key });
  if (capture === 'IMMEDIATE') return;
  const params = { lineId, authorizationId };
  const shippedMinor = Math.ceil((amountMinor * 9) / 10);
  await client.call('capture', { params, body: { amountMinor: shippedMinor }, key: `${key}-capture` });
}

/** Pays what is owed on the very day: charges have grown since the line's last event, and a preview tells them. */
async function pay(
  client: ApiClient,
  line: OpenedLine,
  action: ActionOf<'PAY'> & { readonly reference: string },
  key: string,
): Promise<void> {
  const { lineId, accountRef } = line;
  const params = { lineId };
  const method =
    action.method === 'DEBIT'
      ? ({ kind: 'DEBIT', accountRef } as const)
      : ({ kind: 'TRANSFER', reference: action.reference } as const);
  const bounds = await boundsOf(client, line);
  const { before } = await client.preview('pay', { params, body: { amountMinor: 1, currency: CURRENCY, method } });
  const amountMinor = paymentWithin(action, { ...bounds, ...before });
  if (amountMinor === null) return;
  await client.call('pay', { params, body: { amountMinor, currency: CURRENCY, method }, key });
}
