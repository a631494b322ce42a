import type { MovementCallback } from '../../gateways/ports.js';
import { signCallback } from '../../gateways/callback-signature.js';
import type { ApiDeps } from '../deps.js';
import { bench, CALLBACK_SECRET } from '../testing/bench.js';
import { NOW_MS } from '../testing/fake-line.js';

const CALLBACK: MovementCallback = {
  type: 'bank.movement',
  reference: 'credit-line/line_1#money:6',
  movement: {
    idempotencyKey: 'line_1:6:DEBIT',
    kind: 'debit',
    status: 'SUCCEEDED',
    amountMinor: 100,
    currency: 'CNY',
    failure: null,
    bankReference: 'b-1',
  },
};

interface Delivery {
  readonly body?: string;
  readonly secret?: string;
  readonly at?: number;
  readonly answer?: 'COMPLETED' | 'NOT_WAITING';
}

async function deliver({
  body = JSON.stringify(CALLBACK),
  secret = CALLBACK_SECRET,
  at = NOW_MS,
  answer = 'COMPLETED',
}: Delivery) {
  const completed: MovementCallback[] = [];
  const completeMovement: ApiDeps['completeMovement'] = async (callback) => {
    completed.push(callback);
    return Promise.resolve(answer);
  };
  const { api } = bench({ completeMovement });
  const request = api
    .post('/v1/callbacks/bank')
    .type('json')
    .set(signCallback(secret, body, at));
  const answered = await request.send(body);
  return { status: answered.status, body: answered.body as unknown, completed };
}

describe('a callback of the bank', () => {
  test('completes the movement that it names', async () => {
    const { status, body, completed } = await deliver({});
    expect([status, body, completed]).toEqual([200, { received: true }, [CALLBACK]]);
  });

  test('that nobody waits for is refused, so that it comes again', async () => {
    const { status, body } = await deliver({ answer: 'NOT_WAITING' });
    expect([status, body]).toMatchObject([409, { code: 'movement-not-waiting' }]);
  });

  test.each([
    ['another secret', { secret: 'another secret of 32 characters!!' }, 401, 'callback-signature-invalid'],
    ['an old signature', { at: NOW_MS - 5 * 60_000 - 1_000 }, 401, 'callback-stale'],
    ['no JSON', { body: 'SUCCEEDED' }, 400, 'malformed-json'],
    ['another body', { body: '{"type":"bank.news"}' }, 400, 'invalid-field'],
    ['a body above 64 kB', { body: ' '.repeat(65_537) }, 413, 'body-too-large'],
  ])('%s', async (_name, delivery, status, code) => {
    const answer = await deliver(delivery);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect(answer.completed).toEqual([]);
  });

  test('whose bytes were changed on the way is refused', async () => {
    const { api } = bench();
    const headers = signCallback(CALLBACK_SECRET, JSON.stringify(CALLBACK), NOW_MS);
    const changed = JSON.stringify(CALLBACK).replace('100', '900');
    const answer = await api.post('/v1/callbacks/bank').type('json').set(headers).send(changed);
    expect([answer.status, answer.body]).toMatchObject([401, { code: 'callback-signature-invalid' }]);
  });
});
