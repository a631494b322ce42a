import { ALLOCATION } from './examples/allocation.js';
import { ANNUAL_COST } from './examples/annual-cost.js';
import { CALENDAR } from './examples/calendar.js';
import { CORRECTIONS } from './examples/corrections.js';
import { LATE } from './examples/late.js';
import { LEDGER } from './examples/ledger.js';
import { LIMITS } from './examples/limits.js';
import { LOAN_LIFECYCLE } from './examples/loan-lifecycle.js';
import { MONEY } from './examples/money.js';
import { POSITION } from './examples/position.js';
import { REFUNDS } from './examples/refunds.js';
import { SCHEDULES } from './examples/schedules.js';
import { SETTLEMENT } from './examples/settlement.js';
import { STATEMENT } from './examples/statement.js';
import type { PageExamples } from './page.js';

/** What the engine says of the tables of each page of docs/concepts, by the name of the page. */
export const PAGES: Readonly<Record<string, PageExamples>> = {
  allocation: ALLOCATION,
  'annual-cost': ANNUAL_COST,
  calendar: CALENDAR,
  corrections: CORRECTIONS,
  late: LATE,
  ledger: LEDGER,
  limits: LIMITS,
  'loan-lifecycle': LOAN_LIFECYCLE,
  money: MONEY,
  position: POSITION,
  refunds: REFUNDS,
  schedules: SCHEDULES,
  settlement: SETTLEMENT,
  statement: STATEMENT,
};
