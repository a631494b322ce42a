import { z } from 'zod';

const ID_CHARACTERS_MAX = 100;
const REFERENCE_CHARACTERS_MAX = 64;
export const REASON_CHARACTERS_MAX = 200;
export const IDEMPOTENCY_KEY_CHARACTERS_MAX = 200;

/** An id that the engine made: a prefix that says what it is, and no other meaning. */
export const idSchema = z
  .string()
  .max(ID_CHARACTERS_MAX)
  .regex(/^[a-z]{2,8}_[A-Za-z0-9_.:-]+$/, 'must be an id that this API gave out')
  .meta({ id: 'Id', description: 'An id that this API gave out; opaque.', example: 'line_5f0c8a' });

/** An id of the client's own system, such as an order. Never personal data. */
export const referenceSchema = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces')
  .max(REFERENCE_CHARACTERS_MAX)
  .meta({ id: 'Reference', description: "An id of the client's own system; no personal data.", example: 'order-1001' });

/** What a part of a limit is for alone, in the client's own words, such as `phone`. */
export const sceneSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]*$/, 'must be lower-case letters, digits, - and _')
  .max(REFERENCE_CHARACTERS_MAX)
  .meta({ id: 'Scene', description: 'What the goods are, such as phone; a limit of its own may be for them.' });

/** A reason code or short remark kept in the journal for ever: no personal data. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(REASON_CHARACTERS_MAX)
  .meta({ id: 'Reason', description: 'Kept in the journal; no personal data.', example: 'customer-request' });

/** Names a command: the same key with the same request is carried out once, however often it is sent. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be visible ASCII characters without spaces')
  .max(IDEMPOTENCY_KEY_CHARACTERS_MAX);
