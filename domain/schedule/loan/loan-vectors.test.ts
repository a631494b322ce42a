import { compareAnswers } from '../../../test/vectors/compare.js';
import { schedules } from '../../../test/vectors/families/schedules.js';
import { readVectorFile } from '../../../test/vectors/read-vectors.js';

/** The vectors of loans in draws that bear interest: whole installment tables, each held to the cent. */
const KINDS = [
  'down_payment_interest',
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
];

const { items } = readVectorFile(new URL('../../../test/vectors/schedules.json', import.meta.url));

test.each(items.filter(({ kind }) => KINDS.includes(kind)).map((vector) => [vector.kind, vector.id, vector] as const))(
  '%s %s',
  (_kind, _id, vector) => {
    const outcome = schedules.run(vector);
    expect(outcome.kind === 'COMPUTED' ? compareAnswers(vector, outcome.answers) : outcome).toEqual([]);
  },
);
