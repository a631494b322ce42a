import { compareAnswers } from '../../../test/vectors/compare.js';
import { schedules } from '../../../test/vectors/families/schedules.js';
import { vectorsOf } from '../../../test/vectors/read-vectors.js';

/** The vectors of loans in draws: whole installment tables, each held to the cent. */
const KINDS = [
  'down_payment_interest',
  'down_payment_zero_interest',
  'equal_principal',
  'flat_interest',
  'full_term_tranche',
  'grace',
  'level_payment',
  'level_payment_cumulative',
  'level_payment_explicit_periods',
  'overdue_interest',
  'payoff_interest',
  'several_tranches',
  'tranche_after_overdue',
  'zero_interest',
];

describe.each(KINDS)('%s', (kind) => {
  test.each(vectorsOf('schedules.json', kind).map((vector) => [vector.id, vector] as const))('%s', (_id, vector) => {
    const outcome = schedules.run(vector);
    expect(outcome.kind === 'COMPUTED' ? compareAnswers(vector, outcome.answers) : outcome).toEqual([]);
  });
});
