import fc from 'fast-check';
import { signCallback, verifyCallback } from './callback-signature.js';
import { signRequest, verifyRequest } from './request-signature.js';

const SECRET = 'one-secret-of-at-least-32-characters';
const NOW = 1_750_000_000_000;
const TOLERANCE_MS = 300_000;
const BODY = '{"type":"bank.movement"}';

describe('signCallback', () => {
  test('signs id, time and body with HMAC-SHA256', () => {
    // openssl: printf 'msg_<id>.1750000000.<body>' | openssl dgst -sha256 -hmac <secret> -binary | base64
    const headers = signCallback(SECRET, BODY, NOW + 999);
    expect(headers).toEqual({
      'webhook-id': 'msg_3d9bd87c29e7693dadfac693581700bd',
      'webhook-timestamp': '1750000000',
      'webhook-signature': 'v1,tOGbejOpG9Xt0dbczMQYf2yHxfnFXsO7Suqz9PLmrgU=',
    });
  });

  test('gives a retry the same id and another body another one', () => {
    const first = signCallback(SECRET, BODY, NOW)['webhook-id'];
    expect(signCallback(SECRET, BODY, NOW + 60_000)['webhook-id']).toBe(first);
    expect(signCallback(SECRET, `${BODY} `, NOW)['webhook-id']).not.toBe(first);
  });
});

describe('verifyCallback', () => {
  const headers = signCallback(SECRET, BODY, NOW);
  const verify = (changed: Record<string, string | string[] | undefined>, body = BODY, nowMs = NOW) =>
    verifyCallback(SECRET, { ...headers, ...changed }, body, nowMs, TOLERANCE_MS);

  test.each([
    ['just now', 0, 'VALID'],
    ['at the tolerance', TOLERANCE_MS, 'VALID'],
    ['past the tolerance', TOLERANCE_MS + 1, 'STALE'],
    ['from the future, at the tolerance', -TOLERANCE_MS, 'VALID'],
    ['from the future', -TOLERANCE_MS - 1, 'STALE'],
  ] as const)('%s', (_name, ageMs, verdict) => {
    expect(verify({}, BODY, NOW + ageMs)).toBe(verdict);
  });

  test.each([
    ['another body', verify({}, `${BODY} `)],
    ['another id', verify({ 'webhook-id': 'msg_2' })],
    ['another time', verify({ 'webhook-timestamp': '1750000001' })],
    ['no signature', verify({ 'webhook-signature': undefined })],
    ['an empty signature', verify({ 'webhook-signature': 'v1,' })],
    ['another version', verify({ 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') })],
    ['repeated headers', verify({ 'webhook-signature': [headers['webhook-signature']] })],
    ['a time that is none', verify({ 'webhook-timestamp': 'NaN' })],
    ['an old time with a wrong signature', verify({ 'webhook-timestamp': '1' })],
    ['a long id', verify({ 'webhook-id': 'x'.repeat(101) })],
    ['six signatures', verify({ 'webhook-signature': `${'v1,AAAA '.repeat(5)}${headers['webhook-signature']}` })],
  ])('refuses %s', (_name, verdict) => {
    expect(verdict).toBe('BAD_SIGNATURE');
  });

  test('refuses another secret', () => {
    expect(verifyCallback(`${SECRET}.`, headers, BODY, NOW, TOLERANCE_MS)).toBe('BAD_SIGNATURE');
  });

  test('takes one right signature among several, as while a secret is changed', () => {
    const old = signCallback('the-secret-of-before-the-rotation', BODY, NOW)['webhook-signature'];
    expect(verify({ 'webhook-signature': `${old} ${headers['webhook-signature']}` })).toBe('VALID');
  });

  test('takes what was signed, text or bytes, and nothing with a changed byte', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (body, at, flip) => {
          const signed = signCallback(SECRET, body, NOW);
          const bytes = Buffer.from(body);
          const changed = Buffer.from(bytes);
          changed[at % bytes.length]! ^= flip;
          return (
            verifyCallback(SECRET, signed, body, NOW, 0) === 'VALID' &&
            verifyCallback(SECRET, signed, bytes, NOW, 0) === 'VALID' &&
            verifyCallback(SECRET, signed, changed, NOW, 0) === 'BAD_SIGNATURE'
          );
        },
      ),
    );
  });
});

describe('verifyRequest', () => {
  const request = { method: 'POST', path: '/bank/debits', body: BODY };
  const headers = signRequest(SECRET, request, NOW);

  test('takes the request that was signed', () => {
    expect(verifyRequest(SECRET, headers, request, NOW)).toBe('VALID');
  });

  test.each([{ method: 'PUT' }, { path: '/bank/disbursements' }, { body: `${BODY}\n` }])('refuses %j', (changes) => {
    expect(verifyRequest(SECRET, headers, { ...request, ...changes }, NOW)).toBe('BAD_SIGNATURE');
  });
});
