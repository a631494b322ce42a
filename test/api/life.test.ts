import { addDays, addMonths, firstOfMonth, plainDate } from '../../domain/calendar/plain-date.js';
import { dateAt, ASIA_SHANGHAI } from '../../domain/calendar/zone.js';
import { openLine, problemOf, startWorld, until, type OpenedLine, type World } from './world.js';

let world: World;
let line: OpenedLine;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world.stop();
}, 60_000);

const today = () => dateAt(ASIA_SHANGHAI, Date.now());
const params = () => ({ lineId: line.lineId });
const call: World['client']['call'] = async (operation, request) => await world.client.call(operation, request);

/** One line from application to closure; each step goes on from the one before. */
describe('a line, as a client of the API sees it', () => {
  test('is opened by an accepted offer', async () => {
    line = await openLine(world, 1);
    expect(await call('getCreditLine', { params: params() })).toMatchObject({
      status: 'ACTIVE',
      limitMinor: line.limitMinor,
      availableMinor: line.limitMinor,
      billDay: 1,
    });
  }, 60_000);

  test('holds a purchase and turns it into debt', async () => {
    const body = { orderId: 'order-1', merchantId: 'mer-1', amountMinor: 30_000, currency: 'CNY' };
    const held = await call('authorize', { params: params(), body, key: 'buy-1' });
    expect(held).toMatchObject({ status: 'OPEN', agreementId: null });
    expect(await call('getCreditLine', { params: params() })).toMatchObject({ heldMinor: 30_000, usedMinor: 0 });
    const captured = await call('capture', {
      params: { ...params(), authorizationId: held.authorizationId },
      body: { amountMinor: 30_000 },
    });
    expect(captured).toMatchObject({ capturedMinor: 30_000, openMinor: 0 });
    expect(await call('getCreditLine', { params: params() })).toMatchObject({ heldMinor: 0, usedMinor: 30_000 });
  });

  test('answers a repeat as the first time and books nothing twice', async () => {
    const body = {
      orderId: 'order-2',
      merchantId: 'mer-1',
      amountMinor: 120_000,
      currency: 'CNY',
      planId: 'order-flat',
      periods: 12,
      capture: 'IMMEDIATE',
    } as const;
    const first = await call('authorize', { params: params(), body, key: 'buy-2' });
    expect(first).toMatchObject({ status: 'CAPTURED' });
    expect(await call('authorize', { params: params(), body, key: 'buy-2' })).toEqual(first);
    const other = await problemOf(
      call('authorize', { params: params(), body: { ...body, amountMinor: 5_000 }, key: 'buy-2' }),
    );
    expect(other).toMatchObject({ status: 409, code: 'idempotency-key-reused', param: 'amountMinor' });
    expect(await call('getCreditLine', { params: params() })).toMatchObject({ usedMinor: 150_000 });
  });

  test('repeats sent at the same time are one command', async () => {
    const body = { cause: 'CUSTOMER' } as const;
    const sent = await Promise.all([1, 2, 3].map(() => call('freeze', { params: params(), body, key: 'freeze-1' })));
    expect(new Set(sent.map(({ seq }) => seq)).size).toBe(1);
    await call('unfreeze', { params: params(), body, key: 'unfreeze-1' });
  });

  test('previews a draw without doing it, then pays it out by the bank', async () => {
    const body = {
      amountMinor: 200_000,
      currency: 'CNY',
      planId: 'cash-flat',
      periods: 6,
      accountRef: line.accountRef,
    };
    const before = await call('getCreditLine', { params: params() });
    const preview = await world.client.preview('draw', { params: params(), body });
    expect(preview.after.usedMinor - preview.before.usedMinor).toBe(200_000);
    expect(preview.difference.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
    expect(await call('getCreditLine', { params: params() })).toEqual(before);
    const { agreementId } = await call('draw', { params: params(), body });
    await until('the draw is paid out', async () => {
      const { status } = await call('getAgreement', { params: { ...params(), agreementId } });
      return status === 'ACTIVE' ? true : undefined;
    });
  });

  test('refuses what is above the limit, with the figure', async () => {
    const { availableMinor } = await call('getCreditLine', { params: params() });
    const body = { orderId: 'order-3', merchantId: 'mer-1', amountMinor: availableMinor + 1, currency: 'CNY' };
    const problem = await problemOf(call('authorize', { params: params(), body }));
    expect(problem).toMatchObject({ status: 422, code: 'limit-exceeded', reasons: [{ facts: { availableMinor } }] });
  });

  test('is billed on its bill day, and reminds before the due date', async () => {
    const billOn = addMonths(firstOfMonth(today()), 1);
    // The cut is due at the very instant that the clock is moved to.
    await call('advanceLine', { params: params(), body: { to: billOn } });
    expect((await call('listStatements', { params: params() })).items).toHaveLength(1);
    const moved = await call('advanceLine', { params: params(), body: { to: addDays(billOn, 8) } });
    expect(moved.on).toBe(addDays(billOn, 8));
    const { items } = await call('listStatements', { params: params() });
    expect(items).toMatchObject([{ billOn, dueOn: addDays(billOn, 9), spendMinor: 30_000 }]);
    // A twelfth of 1,200.00 and 0.60 % of it; a sixth of 2,000.00 and 0.60 % of it: products.md section 3
    expect(items[0]?.installmentsMinor).toBe(10_000 + 720 + 33_333 + 1_200);
    const statement = await call('getStatement', { params: { ...params(), statementId: items[0]?.statementId ?? '' } });
    expect(statement).toEqual(items[0]);
    const notices = await until('the reminder is sent', async () => {
      const { items: sent } = await call('readMailbox', { query: { template: 'reminder' } });
      return sent.length > 0 ? sent : undefined;
    });
    expect(notices[0]?.text).toContain('Whiteslip');
  }, 60_000);

  test('is paid by transfer in full', async () => {
    const { billedMinor } = await call('getCreditLine', { params: params() });
    expect(billedMinor).toBe(30_000 + 10_720 + 34_533);
    const body = {
      amountMinor: billedMinor,
      currency: 'CNY',
      method: { kind: 'TRANSFER', reference: 'in-1' },
    } as const;
    expect(await call('pay', { params: params(), body })).toMatchObject({ status: 'BOOKED' });
    expect(await call('getCreditLine', { params: params() })).toMatchObject({ billedMinor: 0, overdueMinor: 0 });
  });

  test('sets autopay, which pays the next statement through the bank', async () => {
    await call('setAutopay', { params: params(), body: { accountRef: line.accountRef } });
    const { nextBillOn } = await call('getCreditLine', { params: params() });
    await call('advanceLine', { params: params(), body: { to: addDays(plainDate(nextBillOn ?? ''), 10) } });
    expect(await call('getCreditLine', { params: params() })).toMatchObject({
      statementCount: 2,
      billedMinor: 0,
      overdueMinor: 0,
      delinquencyBucket: 'M0',
    });
    const { items } = await call('getTimeline', { params: params(), query: { limit: '200' } });
    expect(items.map(({ type }) => type)).toContain('debitRequested');
    await call('endAutopay', { params: params() });
  }, 60_000);

  test('takes a refund of a part of a purchase', async () => {
    const { items } = await call('listAgreements', { params: params() });
    const purchase = items.find(({ planId }) => planId === 'order-flat');
    const agreementId = purchase?.agreementId ?? '';
    const body = { agreementId, amountMinor: 20_000, currency: 'CNY' };
    const refunded = await call('refund', { params: params(), body });
    expect(refunded.restoredMinor + refunded.creditedMinor).toBe(20_000);
    const after = await call('getAgreement', { params: { ...params(), agreementId } });
    expect(after.refundedMinor).toBe(20_000);
  });

  test('is settled early at the quoted payoff, and at no other', async () => {
    const { items } = await call('listAgreements', { params: params() });
    for (const { agreementId } of items.filter(({ status }) => status === 'ACTIVE')) {
      const { payoffMinor } = await call('quoteSettlement', {
        params: params(),
        query: { scope: 'ONE_PLAN', agreementId },
      });
      const method = { kind: 'TRANSFER', reference: `settle-${agreementId}` } as const;
      const body = { agreementId, payoffMinor, currency: 'CNY', method };
      const other = await problemOf(
        call('settle', { params: params(), body: { ...body, payoffMinor: payoffMinor - 1 } }),
      );
      expect(other).toMatchObject({ status: 409, code: 'payoff-changed', reasons: [{ facts: { payoffMinor } }] });
      expect(await call('settle', { params: params(), body })).toMatchObject({ status: 'BOOKED', payoffMinor });
    }
    expect(await call('getCreditLine', { params: params() })).toMatchObject({ usedMinor: 0 });
  });

  test('has a timeline whose entries balance and whose seals are one chain', async () => {
    const { seq } = await call('getCreditLine', { params: params() });
    type Page = Awaited<ReturnType<typeof world.client.call<'getTimeline'>>>;
    const seen: Page['items'] = [];
    for (let cursor: string | null = '0'; cursor !== null;) {
      const page: Page = await call('getTimeline', { params: params(), query: { limit: '7', cursor } });
      seen.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(seen.map((item) => item.seq)).toEqual(Array.from({ length: seq }, (_, index) => index + 1));
    seen.forEach((item, index) => {
      expect(item.entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
      if (index > 0) expect(item.previousHash).toBe(seen[index - 1]?.hash);
    });
    expect(JSON.stringify(seen)).not.toContain('王小明');
  });

  test('closes, takes nothing more, and stays readable', async () => {
    await call('close', { params: params(), body: { reason: 'customer-request' }, key: 'close-1' });
    const closed = await until('the line is closed', async () => {
      const view = await call('getCreditLine', { params: params() });
      return view.closedAt !== null && view.pending.length === 0 ? view : undefined;
    });
    expect(closed).toMatchObject({ status: 'CLOSED', usedMinor: 0, creditMinor: 0 });
    const late = await problemOf(call('freeze', { params: params(), body: { cause: 'CUSTOMER' } }));
    expect(late).toMatchObject({ status: 409, code: 'line-not-active' });
    expect(
      await call('close', { params: params(), body: { reason: 'customer-request' }, key: 'close-1' }),
    ).toMatchObject({
      status: 'CLOSED',
    });
    expect(await call('getAgenda', { params: params() })).toMatchObject({ items: [] });
    expect(await call('explain', { params: params() })).toMatchObject({ waitingFor: 'NOTHING' });
  }, 60_000);
});

test('a line that is not there is unknown to every kind of request', async () => {
  const unknown = { lineId: 'line_none' };
  const body = { cause: 'CUSTOMER' } as const;
  const asked = [
    call('getCreditLine', { params: unknown }),
    call('getAgenda', { params: unknown }),
    call('explain', { params: unknown }),
    call('freeze', { params: unknown, body }),
    call('advanceLine', { params: unknown, body: { days: 1 } }),
    world.client.preview('freeze', { params: unknown, body }),
  ];
  for (const problem of await Promise.all(asked.map(problemOf)))
    expect(problem).toMatchObject({ status: 404, code: 'credit-line-unknown' });
});
