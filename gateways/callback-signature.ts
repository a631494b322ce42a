import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const VERSION = 'v1';
const ID_HEX_CHARACTERS = 32;
const ID_CHARACTERS_MAX = 100;
/** A sender that rotates its secret signs with both; more than a few is an attempt to keep us busy. */
const SIGNATURES_MAX = 5;
const SECONDS = /^\d{1,12}$/;

// A type and not an interface, so that it can be passed where any record of headers is expected.
export type CallbackHeaders = {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
};

/** As node:http delivers them: names in lower case. */
export type ReceivedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export type CallbackVerdict = 'VALID' | 'BAD_SIGNATURE' | 'STALE';

function signatureOf(secret: string, id: string, timestamp: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest();
}

/**
 * The headers that prove a body's sender and age, in the style of Standard Webhooks.
 *
 * The id follows from the body: a retry or a duplicate has the id of the first sending, so a receiver can tell.
 *
 * @param secret shared by both sides; its UTF-8 bytes are the HMAC-SHA256 key
 * @param timestampMs time of this sending; the header holds whole seconds
 */
export function signCallback(secret: string, body: string, timestampMs: number): CallbackHeaders {
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, ID_HEX_CHARACTERS)}`;
  const timestamp = String(Math.floor(timestampMs / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `${VERSION},${signatureOf(secret, id, timestamp, body).toString('base64')}`,
  };
}

function single(headers: ReceivedHeaders, name: keyof CallbackHeaders): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/**
 * Checks a received body. Everything missing, repeated or malformed is BAD_SIGNATURE; STALE is said only to who holds
 * the secret.
 *
 * @param body exactly the bytes received, before any parsing
 * @param toleranceMs how far the sender's time may lie from `nowMs`, before or after (whole seconds count)
 */
export function verifyCallback(
  secret: string,
  headers: ReceivedHeaders,
  body: string | Uint8Array,
  nowMs: number,
  toleranceMs: number,
): CallbackVerdict {
  const id = single(headers, 'webhook-id');
  const timestamp = single(headers, 'webhook-timestamp');
  if (id === '' || id.length > ID_CHARACTERS_MAX || !SECONDS.test(timestamp)) return 'BAD_SIGNATURE';
  const expected = signatureOf(secret, id, timestamp, body);
  const isOurs = (candidate: string) => {
    if (!candidate.startsWith(`${VERSION},`)) return false;
    const given = Buffer.from(candidate.slice(VERSION.length + 1), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  const candidates = single(headers, 'webhook-signature').split(' ', SIGNATURES_MAX);
  if (!candidates.some(isOurs)) return 'BAD_SIGNATURE';
  return Math.abs(nowMs - Number(timestamp) * 1000) > toleranceMs ? 'STALE' : 'VALID';
}
