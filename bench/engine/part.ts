import type { Part } from '../report/figure.js';
import { measureDecisions } from './decisions.js';
import { measureLateFact } from './late-facts.js';
import { measureSchedules } from './schedules.js';

/** (a) What the engine alone takes, without servers. */
export function measureEngine(): readonly Part[] {
  return [
    {
      title: '(a) schedules per second',
      baseline: 'the same arithmetic in a plain loop',
      figures: measureSchedules(),
      notes: [],
    },
    {
      title: '(a) engine time of one step, 50 open agreements of 12 installments',
      baseline: 'the same step on a line with one agreement',
      figures: measureDecisions(),
      notes: [],
    },
    {
      title: '(a) a fact that becomes known late',
      baseline: 'the same days and payments in a plain loop',
      figures: measureLateFact(),
      notes: [],
    },
  ];
}
