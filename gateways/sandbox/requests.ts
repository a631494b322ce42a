import { z } from 'zod';
import { AMOUNT_MINOR_MAX, IDEMPOTENCY_KEY_CHARACTERS_MAX } from '../limits.js';
import type { IdentityRequest, MovementRequest, NoticeRequest } from '../ports.js';

const TEXT_CHARACTERS_MAX = 200;
const URL_CHARACTERS_MAX = 2_048;
/** Room for an encoded token. */
const REFERENCE_CHARACTERS_MAX = 4_096;
const PARAMETERS_MAX = 50;

/** Printable and without spaces; begins with a letter or digit, since it becomes a part of a path. */
const idempotencyKey = z
  .string()
  .max(IDEMPOTENCY_KEY_CHARACTERS_MAX)
  .regex(/^[A-Za-z0-9][\x21-\x7e]*$/);
const text = z.string().min(1).max(TEXT_CHARACTERS_MAX);

export const movementRequestSchema = z.strictObject({
  idempotencyKey,
  amountMinor: z.int().min(1).max(AMOUNT_MINOR_MAX),
  currency: z.string().regex(/^[A-Z]{3}$/),
  accountNumber: z.string().regex(/^\d{1,34}$/),
  purpose: text,
  callback: z.strictObject({
    url: z.url({ protocol: /^https?$/ }).max(URL_CHARACTERS_MAX),
    reference: z.string().max(REFERENCE_CHARACTERS_MAX),
  }),
}) satisfies z.ZodType<MovementRequest>;

export const identityRequestSchema = z.strictObject({
  idempotencyKey,
  name: text,
  documentNumber: z.string().min(4).max(40),
  birthOn: z.iso.date(),
  phone: z.string().min(3).max(40),
}) satisfies z.ZodType<IdentityRequest>;

export const noticeRequestSchema = z.strictObject({
  idempotencyKey,
  channel: z.enum(['SMS', 'EMAIL', 'PUSH']),
  to: text,
  template: text,
  parameters: z
    .record(z.string().max(64), z.union([z.string().max(TEXT_CHARACTERS_MAX), z.number()]))
    .refine((parameters) => Object.keys(parameters).length <= PARAMETERS_MAX),
  language: z.enum(['zh', 'en']),
}) satisfies z.ZodType<NoticeRequest>;
