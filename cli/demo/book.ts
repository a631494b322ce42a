import type { PlainDate } from '../../domain/calendar/plain-date.js';

/** What all customers of a book share. */
export interface BookTerms {
  readonly seed: number;
  readonly months: number;
  /** Names this run: the same customers, run again, are other customers of the engine. */
  readonly run: string;
  readonly todayOn: PlainDate;
  readonly startOn: PlainDate;
}
