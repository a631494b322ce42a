import { goodApplication, problemOf, startWorld, untilApplication, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await startWorld();
}, 180_000);

afterAll(async () => {
  await world.stop();
}, 60_000);

const call: World['client']['call'] = async (operation, request) => await world.client.call(operation, request);

/** Above what the engine decides alone (risk-policy-1: referRequestAboveMinor). */
const HIGH_REQUEST_MINOR = 6_000_000;

test('a key used for another application is refused, by the server that remembers the first one', async () => {
  const body = goodApplication(1);
  const first = await call('apply', { body, key: 'apply-1' });
  await untilApplication(world.client, first.applicationId, 'OFFERED');
  expect(await call('apply', { body, key: 'apply-1' })).toMatchObject({ ...first, status: 'OFFERED' });
  const others = [
    ['person.phone', { ...body, person: { ...body.person, phone: '13999999999' } }],
    ['billDay', { ...body, billDay: 7 }],
    ['declared.employmentMonths', { ...body, declared: { ...body.declared, employmentMonths: 1 } }],
  ] as const;
  for (const [param, other] of others)
    expect(await problemOf(call('apply', { body: other, key: 'apply-1' }))).toMatchObject({
      status: 409,
      code: 'idempotency-key-reused',
      param,
    });
});

test('a referral waits for a person, who may grant what the policy allows', async () => {
  const body = { ...goodApplication(2), requestedLimitMinor: HIGH_REQUEST_MINOR };
  const { applicationId } = await call('apply', { body });
  const params = { applicationId };
  const referred = await untilApplication(world.client, applicationId, 'REFERRED');
  expect(referred).toMatchObject({
    waitingFor: { who: 'REVIEWER' },
    decision: { outcome: 'REFER', decidedBy: 'ENGINE' },
  });
  const decision = { outcome: 'APPROVE', reviewer: 'person-7', reason: 'income seen' } as const;
  const tooHigh = call('decideReferral', { params, body: { ...decision, limitMinor: 1_000_000_000 } });
  expect(await problemOf(tooHigh)).toMatchObject({ status: 422, code: 'limit-out-of-range', param: 'limitMinor' });
  const early = call('acceptOffer', { params, body: {} });
  expect(await problemOf(early)).toMatchObject({ status: 409, code: 'application-not-open' });
  await call('decideReferral', { params, body: { ...decision, limitMinor: 100_000 }, key: 'decide-1' });
  const offered = await untilApplication(world.client, applicationId, 'OFFERED');
  expect(offered).toMatchObject({ offer: { limitMinor: 100_000 }, decision: { decidedBy: 'PERSON' } });
  const other = call('acceptOffer', { params, body: { offerLimitMinor: 200_000 } });
  expect(await problemOf(other)).toMatchObject({ status: 409, code: 'offer-changed', param: 'offerLimitMinor' });
});

test('somebody born long before 1970 is declined for the age, not refused as malformed', async () => {
  const { person, ...rest } = goodApplication(9);
  const { applicationId } = await call('apply', { body: { ...rest, person: { ...person, birthOn: '1931-07-09' } } });
  const declined = await untilApplication(world.client, applicationId, 'DECLINED');
  expect(declined.decision?.reasons.map(({ code }) => code)).toContain('above-product-age');
});

test('a withdrawn application takes nothing more', async () => {
  const { applicationId } = await call('apply', { body: goodApplication(3) });
  const params = { applicationId };
  await untilApplication(world.client, applicationId, 'OFFERED');
  const withdrawn = await call('withdrawApplication', { params, body: { reason: 'changed-mind' }, key: 'withdraw-1' });
  expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', lineId: null });
  expect(await problemOf(call('acceptOffer', { params, body: {} }))).toMatchObject({
    status: 409,
    code: 'application-not-open',
  });
});

test('an offer expires with the clock of the application', async () => {
  const { applicationId } = await call('apply', { body: goodApplication(4) });
  const params = { applicationId };
  await untilApplication(world.client, applicationId, 'OFFERED');
  await call('advanceApplication', { params, body: { days: 31 } });
  await untilApplication(world.client, applicationId, 'EXPIRED');
  expect(await problemOf(call('acceptOffer', { params, body: {} }))).toMatchObject({
    status: 409,
    code: 'offer-expired',
  });
  expect(await problemOf(call('advanceApplication', { params, body: { days: 1 } }))).toMatchObject({ status: 409 });
}, 60_000);

test('an application that is not there is unknown to every kind of request', async () => {
  const params = { applicationId: 'app_none' };
  const asked = [
    call('getApplication', { params }),
    call('acceptOffer', { params, body: {} }),
    call('withdrawApplication', { params, body: { reason: 'none' } }),
    call('advanceApplication', { params, body: { days: 1 } }),
  ];
  for (const problem of await Promise.all(asked.map(problemOf)))
    expect(problem).toMatchObject({ status: 404, code: 'application-unknown' });
});
