import { z } from 'zod';
import { answerSchema } from './commands.js';
import { dateSchema, instantSchema } from './dates.js';
import { reasonSchema, sceneSchema } from './ids.js';
import { AMOUNT_MINOR_MAX } from '../domain/money/amount-bounds.js';
import { amountMinorSchema, balanceMinorSchema } from './money.js';
import { orNull } from './or-null.js';

/** Until an instant, or until a civil day in the line's zone has ended. */
const endSchema = z
  .union([z.strictObject({ expiresAt: instantSchema }), z.strictObject({ untilOn: dateSchema })])
  .meta({ id: 'TemporaryLimitEnd' });

export const temporaryLimitBodySchema = z
  .strictObject({ amountMinor: amountMinorSchema, end: endSchema })
  .meta({ id: 'GrantTemporaryLimit' });

export const temporaryLimitAnswerSchema = answerSchema('TemporaryLimitAnswer', {
  grantId: z.string(),
  amountMinor: balanceMinorSchema,
  expiresAt: instantSchema,
});

export const revokeTemporaryBodySchema = z.strictObject({ reason: reasonSchema }).meta({ id: 'RevokeTemporaryLimit' });

export const revokeTemporaryAnswerSchema = answerSchema('RevokeTemporaryAnswer', {
  grantId: z.string(),
  excessMinor: balanceMinorSchema.meta({ description: 'Owed above the base limit now: due with the next bill.' }),
});

export const sceneLimitBodySchema = z
  .strictObject({ scene: sceneSchema, amountMinor: z.int().min(0).max(AMOUNT_MINOR_MAX) })
  .meta({ id: 'SetSceneLimit' });

export const sceneLimitAnswerSchema = answerSchema('SceneLimitAnswer', {
  scene: z.string(),
  amountMinor: balanceMinorSchema,
});

export const selfCapBodySchema = z.strictObject({ selfCapMinor: orNull(amountMinorSchema) }).meta({ id: 'SetSelfCap' });

export const selfCapAnswerSchema = answerSchema('SelfCapAnswer', { selfCapMinor: orNull(balanceMinorSchema) });
