import { seal } from '../../domain/ledger/journal.js';
import { minor } from '../../domain/money/minor.js';
import { plainDate } from '../../domain/calendar/plain-date.js';
import type { LineAnswer } from '../deps.js';
import { ALL_SCOPES, bench, type Bench } from '../testing/bench.js';
import { A_LINE, ACCOUNT_REF, LINE_ID, NOW_MS } from '../testing/fake-line.js';
import { Unavailable } from '../unavailable.js';

const LINE = `/v1/credit-lines/${LINE_ID}`;
const DRAW = { amountMinor: 120_000, currency: 'CNY', planId: 'cash-flat', periods: 12, accountRef: ACCOUNT_REF };

interface Sent {
  readonly key?: string;
  readonly method?: 'post' | 'put' | 'delete';
}

function send(
  { api }: Pick<Bench, 'api'>,
  path: string,
  body: object | null,
  { key = 'key-1', method = 'post' }: Sent = {},
) {
  const request = api[method](`${LINE}${path}`)
    .set('Authorization', `Bearer ${ALL_SCOPES}`)
    .set('Idempotency-Key', key);
  return body === null ? request : request.send(body);
}

describe('each operation sends its command', () => {
  test.each([
    [
      'post',
      '/authorizations',
      { orderId: 'o1', merchantId: 'm1', amountMinor: 100, currency: 'CNY' },
      201,
      { type: 'authorize', orderId: 'o1', periods: 1, capture: 'MANUAL', plan: { planId: 'pay-later', version: 1 } },
    ],
    [
      'post',
      '/authorizations',
      {
        orderId: 'o1',
        merchantId: 'm1',
        amountMinor: 100,
        currency: 'CNY',
        planId: 'order-flat@1',
        periods: 6,
        capture: 'IMMEDIATE',
      },
      201,
      { type: 'authorize', periods: 6, capture: 'IMMEDIATE', plan: { planId: 'order-flat' } },
    ],
    [
      'post',
      '/authorizations/aut_1/capture',
      { amountMinor: 100 },
      201,
      { type: 'capture', authorizationId: 'aut_1', amountMinor: 100 },
    ],
    [
      'post',
      '/authorizations/aut_1/capture',
      { amountMinor: 90, final: true },
      201,
      { type: 'capture', authorizationId: 'aut_1', amountMinor: 90, isFinal: true },
    ],
    [
      'post',
      '/authorizations/aut_1/adjust',
      { amountMinor: 90 },
      200,
      { type: 'adjustAuthorization', authorizationId: 'aut_1', amountMinor: 90 },
    ],
    ['post', '/authorizations/aut_1/void', {}, 200, { type: 'voidAuthorization', authorizationId: 'aut_1' }],
    [
      'post',
      '/draws',
      { ...DRAW, scene: 'phone' },
      201,
      {
        type: 'draw',
        scene: 'phone',
        amountMinor: 120_000,
        periods: 12,
        accountRef: ACCOUNT_REF,
        plan: { planId: 'cash-flat' },
      },
    ],
    [
      'post',
      '/statements/stm_1/convert',
      { planId: 'statement-flat', periods: 6 },
      201,
      {
        type: 'convertStatement',
        statementId: 'stm_1',
        amountMinor: null,
        periods: 6,
        plan: { planId: 'statement-flat' },
      },
    ],
    [
      'post',
      '/statements/stm_1/convert',
      { planId: 'statement-flat@1', periods: 3, amountMinor: 50_000 },
      201,
      { type: 'convertStatement', statementId: 'stm_1', amountMinor: 50_000, periods: 3 },
    ],
    [
      'post',
      '/payments',
      { amountMinor: 5, currency: 'CNY', method: { kind: 'TRANSFER', reference: 'r' } },
      201,
      { type: 'pay', amountMinor: 5, currency: 'CNY', method: { kind: 'TRANSFER', reference: 'r' }, valueOn: null },
    ],
    [
      'post',
      '/payments',
      { amountMinor: 5, currency: 'CNY', method: { kind: 'DEBIT', accountRef: ACCOUNT_REF }, valueOn: '2026-03-09' },
      201,
      { type: 'pay', method: { kind: 'DEBIT', accountRef: ACCOUNT_REF }, valueOn: '2026-03-09' },
    ],
    [
      'post',
      '/payments/pay_1/reverse',
      { reason: 'bounced' },
      201,
      { type: 'reversePayment', paymentId: 'pay_1', reason: 'bounced' },
    ],
    [
      'post',
      '/refunds',
      { agreementId: 'agr_1', amountMinor: 5, currency: 'CNY' },
      201,
      { type: 'refund', agreementId: 'agr_1', amountMinor: 5, currency: 'CNY', valueOn: null },
    ],
    [
      'post',
      '/settlements',
      { agreementId: 'agr_1', payoffMinor: 5, currency: 'CNY', method: { kind: 'TRANSFER', reference: 'r' } },
      201,
      {
        type: 'settle',
        agreementId: 'agr_1',
        payoffMinor: 5,
        currency: 'CNY',
        method: { kind: 'TRANSFER', reference: 'r' },
      },
    ],
    [
      'put',
      '/autopay',
      { accountRef: ACCOUNT_REF },
      200,
      { type: 'setAutopay', mandate: { accountRef: ACCOUNT_REF, amount: 'STATEMENT' } },
    ],
    ['delete', '/autopay', null, 200, { type: 'setAutopay', mandate: null }],
    [
      'post',
      '/limit',
      { limitMinor: 5, reason: 'review' },
      200,
      { type: 'changeLimit', limitMinor: 5, reason: 'review' },
    ],
    [
      'put',
      '/temporary-limit',
      { amountMinor: 5, end: { untilOn: '2026-04-01' } },
      200,
      { type: 'grantTemporaryLimit', amountMinor: 5, end: { untilOn: '2026-04-01' } },
    ],
    [
      'put',
      '/temporary-limit',
      { amountMinor: 5, end: { expiresAt: 7 } },
      200,
      { type: 'grantTemporaryLimit', amountMinor: 5, end: { expiresAt: 7 } },
    ],
    ['post', '/temporary-limit/revoke', { reason: 'review' }, 200, { type: 'revokeTemporaryLimit', reason: 'review' }],
    [
      'put',
      '/scene-limits',
      { scene: 'phone', amountMinor: 0 },
      200,
      { type: 'setSceneLimit', scene: 'phone', amountMinor: 0 },
    ],
    ['put', '/self-cap', { selfCapMinor: null }, 200, { type: 'setSelfCap', selfCapMinor: null }],
    ['post', '/freeze', { cause: 'CUSTOMER' }, 200, { type: 'freeze', cause: 'CUSTOMER' }],
    ['post', '/unfreeze', { cause: 'CUSTOMER' }, 200, { type: 'unfreeze', cause: 'CUSTOMER' }],
    ['post', '/close', { reason: 'customer-request' }, 200, { type: 'close', reason: 'customer-request' }],
  ] as const)('%s %s', async (method, path, body, status, command) => {
    const world = bench();
    const answer = await send(world, path, body, { method });
    expect([answer.status, answer.body]).toMatchObject([status, { seq: 6 }]);
    expect(world.seen.commands).toMatchObject([{ lineId: LINE_ID, commandId: 'key-1', command }]);
  });

  test('resume', async () => {
    expect(await send(bench(), '/resume', {})).toMatchObject({ status: 200, body: { status: 'RUNNING', seq: 6 } });
  });
});

describe('a key', () => {
  /** The journal as it is after the first draw of a client. */
  function drawn(world: Bench) {
    const [envelope] = world.seen.commands;
    if (envelope === undefined) throw new Error('nothing was sent');
    const frame = { seq: 6, bookedAt: NOW_MS, bookedOn: plainDate('2026-03-10'), entries: [] };
    const cause = {
      commandId: envelope.commandId,
      body: envelope.body,
      reply: { agreementId: 'agr_1', status: 'PENDING', seq: 6 },
    };
    world.journal.push(seal(LINE_ID, { type: 'frozen', cause: 'CUSTOMER', ...frame }, cause, 'x'));
  }

  test('sent again with the same request gets the first answer and does nothing', async () => {
    const world = bench();
    const first = await send(world, '/draws', DRAW);
    drawn(world);
    const second = await send(world, '/draws', { ...DRAW });
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect([first.get('Idempotent-Replayed'), second.get('Idempotent-Replayed')]).toEqual([undefined, 'true']);
    expect(world.seen.commands).toHaveLength(1);
  });

  test('is answered even when what the request named has gone', async () => {
    const world = bench();
    await send(world, '/draws', DRAW);
    drawn(world);
    const { plans } = bench({ plans: { latest: () => [], find: () => null } }).deps;
    const later = bench({ plans, reads: world.deps.reads });
    expect((await send(later, '/draws', DRAW)).status).toBe(201);
  });

  test.each([
    ['another amount', '/draws', { ...DRAW, amountMinor: 120_001 }, 'amountMinor'],
    ['another tenor', '/draws', { ...DRAW, periods: 6 }, 'periods'],
    ['another operation', '/freeze', { cause: 'CUSTOMER' }, 'accountRef'],
  ])('sent with %s is refused and names it', async (_name, path, body, param) => {
    const world = bench();
    await send(world, '/draws', DRAW);
    drawn(world);
    const answer = await send(world, path, body);
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'idempotency-key-reused', param }]);
    expect(world.seen.commands).toHaveLength(1);
  });

  test('that the line alone knows as reused is looked up for the difference', async () => {
    const world = bench();
    await send(world, '/draws', DRAW);
    let lookUps = 0;
    const { journal } = world.deps.reads;
    const late = {
      ...journal,
      findByCommand: async (lineId: string, commandId: string) => {
        lookUps += 1;
        if (lookUps === 2) drawn(world); // stored between the look into the journal and the line's answer
        return journal.findByCommand(lineId, commandId);
      },
    };
    const refused = { kind: 'REFUSED', refusal: { type: 'idempotency-key-reused' } } as const;
    const racing = bench({
      reads: { ...world.deps.reads, journal: late },
      lines: { ...world.deps.lines, execute: async () => Promise.resolve(refused) },
    });
    const answer = await send(racing, '/draws', { ...DRAW, periods: 6 });
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'idempotency-key-reused', param: 'periods' }]);
  });
});

describe('dryRun=true', () => {
  const preview = {
    reply: { agreementId: 'agr_6', status: 'PENDING' },
    events: [
      { type: 'frozen', cause: 'CUSTOMER', seq: 6, bookedAt: NOW_MS, bookedOn: plainDate('2026-03-10'), entries: [] },
    ],
    before: A_LINE,
    after: { ...A_LINE, usedMinor: minor(240_000), availableMinor: minor(760_000) },
    difference: [
      { account: 'PRINCIPAL_RECEIVABLE', amountMinor: minor(120_000) },
      { account: 'OUTGOING_CLEARING', amountMinor: minor(-120_000) },
    ],
    components: [{ component: 'PRINCIPAL', beforeMinor: minor(120_000), afterMinor: minor(240_000) }],
    costTable: {
      principalMinor: minor(120_000),
      receivedMinor: minor(120_000),
      components: [{ component: 'FEE', payee: 'LENDER', method: 'FLAT_FEE', rate: '0.0060', totalMinor: minor(2_160) }],
      dueMinor: [minor(40_720), minor(40_720), minor(40_720)],
      totalCostMinor: minor(2_160),
      totalDueMinor: minor(122_160),
      annualCost: '0.107701',
      annualCostMethod: 'NOMINAL_IRR',
      annualCostTiming: 'PERIODIC',
    },
  } as const;

  test('answers what would happen, needs no key and sends nothing', async () => {
    const { deps } = bench();
    const lines = { ...deps.lines, preview: async () => Promise.resolve({ kind: 'DONE' as const, value: preview }) };
    const world = bench({ lines });
    const answer = await world.api
      .post(`${LINE}/draws?dryRun=true`)
      .set('Authorization', `Bearer ${ALL_SCOPES}`)
      .send(DRAW);
    expect([answer.status, answer.body]).toMatchObject([
      200,
      {
        dryRun: true,
        reply: preview.reply,
        difference: preview.difference,
        costTable: preview.costTable,
        before: { usedMinor: 120_000 },
        after: { usedMinor: 240_000 },
      },
    ]);
    expect(world.seen.commands).toEqual([]);
  });

  test('is refused as the command would be', async () => {
    const rooms = { availableMinor: 5, baseMinor: 5, temporaryMinor: 0, sceneMinor: 0 };
    const refusal = { type: 'limit-exceeded', ...rooms } as const;
    const { deps } = bench();
    const lines = { ...deps.lines, preview: async () => Promise.resolve({ kind: 'REFUSED' as const, refusal }) };
    const answer = await send(bench({ lines }), '/draws?dryRun=true', DRAW);
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'limit-exceeded' }]);
  });

  test('dryRun=false is a command', async () => {
    const world = bench();
    expect((await send(world, '/draws?dryRun=false', DRAW)).status).toBe(201);
    expect(world.seen.commands).toHaveLength(1);
  });
});

describe('a line without an open workflow', () => {
  const unknown: LineAnswer<never> = { kind: 'UNKNOWN' };
  const gone = async () => Promise.resolve(unknown);

  test('that has a projection is closed', async () => {
    const { deps } = bench();
    const lines = { ...deps.lines, execute: gone, preview: gone, quoteSettlement: gone, resume: gone };
    const world = bench({ lines });
    for (const path of ['/draws', '/draws?dryRun=true'])
      expect(await send(world, path, DRAW)).toMatchObject({ status: 409, body: { code: 'line-not-active' } });
    expect(await send(world, '/resume', {})).toMatchObject({ status: 409, body: { code: 'line-not-active' } });
  });

  test('still shows an empty agenda and its last events', async () => {
    const { deps } = bench();
    const world = bench({ lines: { ...deps.lines, position: gone, explain: gone } });
    const get = (path: string) => world.api.get(`${LINE}${path}`).set('Authorization', `Bearer ${ALL_SCOPES}`);
    expect(await get('/agenda')).toMatchObject({ status: 200, body: { items: [] } });
    expect(await get('/explain')).toMatchObject({
      status: 200,
      body: { waitingFor: 'NOTHING', events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }, { seq: 5 }] },
    });
  });
});

test('an outcome that is not known is 503, to be sent again with the same key', async () => {
  const { deps } = bench();
  const execute = async (): Promise<never> => Promise.reject(new Unavailable('temporal', 'deadline'));
  const answer = await send(bench({ lines: { ...deps.lines, execute } }), '/draws', DRAW);
  expect([answer.status, answer.body]).toMatchObject([503, { code: 'unavailable' }]);
  expect(answer.get('Retry-After')).toBe('2');
  expect((answer.body as { detail: string }).detail).toContain('same Idempotency-Key');
});

test('a fault of ours says nothing about itself', async () => {
  const { deps } = bench();
  const execute = async (): Promise<never> => Promise.reject(new Error('secret inside'));
  const world = bench({ lines: { ...deps.lines, execute } });
  const answer = await send(world, '/draws', DRAW);
  expect([answer.status, answer.body]).toMatchObject([500, { code: 'internal' }]);
  expect(answer.text).not.toContain('secret');
  expect(world.seen.logged.join('')).toContain('secret inside');
});
