import { ALL_SCOPES, bench, type Bench } from '../testing/bench.js';
import { LINE_ID } from '../testing/fake-line.js';

const add = ({ api }: Bench, accountNumber: string, key: string) =>
  api
    .post(`/v1/credit-lines/${LINE_ID}/accounts`)
    .set('Authorization', `Bearer ${ALL_SCOPES}`)
    .set('Idempotency-Key', key)
    .send({ accountNumber });

describe('an account', () => {
  test('is named by a reference that can be used at once, and never answered', async () => {
    const world = bench();
    const answer = await add(world, '6200000000000020000', 'key-1');
    expect(answer.status).toBe(201);
    expect(answer.text).not.toContain('6200000000000020000');
    const { accountRef } = answer.body as { accountRef: string };
    const autopay = await world.api
      .put(`/v1/credit-lines/${LINE_ID}/autopay`)
      .set('Authorization', `Bearer ${ALL_SCOPES}`)
      .set('Idempotency-Key', 'key-2')
      .send({ accountRef });
    expect(autopay.status).toBe(200);
  });

  test('sent again is the same account, and another number under its key is refused', async () => {
    const world = bench();
    const first = await add(world, '6200000000000020000', 'key-1');
    const second = await add(world, '6200000000000020000', 'key-1');
    expect([second.status, second.body, second.get('Idempotent-Replayed')]).toEqual([201, first.body, 'true']);
    expect(await add(world, '6200000000000030000', 'key-1')).toMatchObject({
      status: 409,
      body: { code: 'idempotency-key-reused', param: 'accountNumber' },
    });
  });

  test('number 21 is one too many', async () => {
    const world = bench(); // the customer of the fakes has one
    for (let nr = 2; nr <= 20; nr += 1)
      expect([nr, (await add(world, `62000000000000${nr}0000`, `key-${nr}`)).status]).toEqual([nr, 201]);
    expect(await add(world, '6200000000000990000', 'key-21')).toMatchObject({
      status: 409,
      body: { code: 'too-many' },
    });
  });
});
