import { addDays } from '../../domain/calendar/plain-date.js';
import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import { openLine, problemOf, startWorld, type OpenedLine, type World } from './world.js';

let world: World;
let line: OpenedLine;

beforeAll(async () => {
  world = await startWorld();
  line = await openLine(world, 1);
}, 240_000);

afterAll(async () => {
  await world.stop();
}, 60_000);

const params = () => ({ lineId: line.lineId });
const call: World['client']['call'] = async (operation, request) => await world.client.call(operation, request);
const read = async () => await call('getCreditLine', { params: params() });

/** One line; each step goes on from the one before. */
describe('the parts of a limit, as a client of the API sees them', () => {
  test('a temporary and a scene limit stand beside the base', async () => {
    const untilOn = addDays(dateAt(ASIA_SHANGHAI, Date.now()), 5);
    await call('grantTemporaryLimit', { params: params(), body: { amountMinor: 10_000, end: { untilOn } } });
    await call('setSceneLimit', { params: params(), body: { scene: 'phone', amountMinor: 20_000 } });
    const { buckets, availableMinor } = await read();
    expect(buckets.map(({ kind, scene, limitMinor }) => [kind, scene, limitMinor])).toEqual([
      ['BASE', null, line.limitMinor],
      ['TEMPORARY', null, 10_000],
      ['SCENE', 'phone', 20_000],
    ]);
    expect(availableMinor).toBe(line.limitMinor + 10_000);
    const agenda = await call('getAgenda', { params: params() });
    expect(agenda.items.map(({ kind }) => kind)).toEqual(['END_TEMPORARY_LIMIT']);
  }, 30_000);

  test('a purchase takes of them in order; its price changes; the last capture releases the rest', async () => {
    const body = { orderId: 'order-1', merchantId: 'mer-1', amountMinor: 35_000, currency: 'CNY', scene: 'phone' };
    const { authorizationId } = await call('authorize', { params: params(), body });
    expect((await read()).buckets.map(({ heldMinor }) => heldMinor)).toEqual([5_000, 10_000, 20_000]);
    const hold = { ...params(), authorizationId };
    await call('adjustAuthorization', { params: hold, body: { amountMinor: 40_000 } });
    expect((await read()).buckets.map(({ heldMinor }) => heldMinor)).toEqual([10_000, 10_000, 20_000]);
    const captured = await call('capture', { params: hold, body: { amountMinor: 33_000, final: true } });
    expect(captured).toMatchObject({ capturedMinor: 33_000, openMinor: 0 });
    expect((await read()).buckets.map(({ usedMinor, heldMinor }) => [usedMinor, heldMinor])).toEqual([
      [3_000, 0],
      [10_000, 0],
      [20_000, 0],
    ]);
  }, 30_000);

  test('a refusal names the rule, the field and the figures', async () => {
    await call('setSelfCap', { params: params(), body: { selfCapMinor: 40_000 } });
    const body = { orderId: 'order-2', merchantId: 'mer-1', amountMinor: 7_001, currency: 'CNY' };
    expect(await problemOf(call('authorize', { params: params(), body }))).toMatchObject({
      status: 422,
      code: 'self-cap-exceeded',
      param: 'amountMinor',
      reasons: [{ facts: { selfCapMinor: 40_000, availableMinor: 7_000 } }],
    });
    await call('setSelfCap', { params: params(), body: { selfCapMinor: null } });
  }, 30_000);

  test('revoked, what used the temporary limit weighs on the base', async () => {
    expect(await call('revokeTemporaryLimit', { params: params(), body: { reason: 'review' } })).toMatchObject({
      excessMinor: 0,
    });
    expect((await read()).buckets.map(({ kind, usedMinor }) => [kind, usedMinor])).toEqual([
      ['BASE', 13_000],
      ['SCENE', 20_000],
    ]);
  }, 30_000);
});
