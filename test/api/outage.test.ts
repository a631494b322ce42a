import { Client, Connection } from '@temporalio/client';
import { refuseTimeSkipping } from '../../api/temporal/refuse-time-skipping.js';
import { openLine, startWorld, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world.stop();
}, 60_000);

test('without a worker the outcome is not known; the same key finds it once there is one', async () => {
  const { lineId } = await openLine(world, 1);
  const url = `${world.apiUrl}/v1/credit-lines/${lineId}/freeze`;
  const headers = {
    authorization: `Bearer ${world.apiKey}`,
    'content-type': 'application/json',
    'idempotency-key': 'freeze-1',
  };
  const body = JSON.stringify({ cause: 'CUSTOMER' });
  await world.withoutWorker(async () => {
    const answer = await fetch(url, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([503, { code: 'unavailable' }]);
    expect(answer.headers.get('retry-after')).toBe('2');
  });
  const params = { lineId };
  const answer = await world.client.call('freeze', { params, body: { cause: 'CUSTOMER' }, key: 'freeze-1' });
  expect(answer).toMatchObject({ status: 'FROZEN' });
  const { items } = await world.client.call('getTimeline', { params });
  expect(items.filter(({ type }) => type === 'frozen')).toHaveLength(1);
}, 120_000);

test('production refuses a server whose clocks can be moved', async () => {
  const connection = await Connection.connect({ address: world.temporalAddress });
  await expect(refuseTimeSkipping(new Client({ connection }))).rejects.toThrow('clocks');
  await connection.close();
});
