import type { PlainDate } from '../../calendar/plain-date.js';
import { sumMinor, type Minor } from '../../money/minor.js';
import type { AgreementPosition } from '../position-types.js';

/** Repaid principal of an agreement whose limit is not back yet, since its payment is not final. */
export const clearingOf = ({ reductions }: Pick<AgreementPosition, 'reductions'>, today: PlainDate): Minor =>
  sumMinor(
    reductions.filter(({ finalOn }) => finalOn !== null && finalOn > today).map(({ amountMinor }) => amountMinor),
  );
