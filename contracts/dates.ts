import { z } from 'zod';
import { isPlainDate, YEAR_MAX, YEAR_MIN } from '../domain/calendar/plain-date.js';

/** A real civil day `YYYY-MM-DD`, in the line's zone. */
export const dateSchema = z
  .string()
  .refine(isPlainDate, `must be a real day of ${YEAR_MIN} to ${YEAR_MAX} as YYYY-MM-DD`)
  .meta({ id: 'PlainDate', type: 'string', format: 'date', description: 'Civil day in the zone of the line.' });

/** An instant in milliseconds since 1970-01-01T00:00:00Z, of the line's own clock. */
export const instantSchema = z
  .int()
  .min(0)
  .meta({ id: 'Instant', description: 'Milliseconds since 1970-01-01T00:00:00Z.', example: 1_767_225_600_000 });
