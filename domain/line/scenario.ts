import type { PlanTerms } from '../plan/plan-terms.js';
import { agenda } from './agenda.js';
import type { LineEvent } from './events.js';
import { FLAT, TERMS, TestLine } from './testing.js';

/** An event as a scenario names it: its type, with the figure or date that tells it from others of its type. */
export function named(event: LineEvent): string {
  switch (event.type) {
    case 'statementCut':
      return `statementCut ${event.valueOn}`;
    case 'reminderIssued':
      return `reminderIssued ${event.dueOn}`;
    case 'debitRequested':
      return `debitRequested ${event.attempt}`;
    case 'delinquencyChanged':
      return `delinquencyChanged ${event.daysPastDue}`;
    default:
      return event.type;
  }
}

/** A moment `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`, what is done then, and exactly what has been booked since the last one. */
export type Step = readonly [at: string, act: ((line: TestLine) => unknown) | null, booked: readonly string[]];

/** Plays a life and expects of each step exactly what it says, and nothing left on the agenda at the end. */
export function live(line: TestLine, steps: readonly Step[]): void {
  liveOn(line, steps);
  expect(agenda(line.state)).toEqual([]);
}

/** Plays a part of a life. @returns what was booked at each step, to compare with what the steps say */
function play(line: TestLine, steps: readonly Step[]): readonly (readonly [string, readonly string[]])[] {
  return steps.map(([at, act]) => {
    const seen = line.events.length;
    const [date = '', time = '12:00'] = at.split(' ');
    line.advance(date, time);
    act?.(line);
    return [at, line.events.slice(seen).map(named)];
  });
}

/** Plays a part of a life and expects of each step exactly what it says. */
export function liveOn(line: TestLine, steps: readonly Step[]): void {
  expect(play(line, steps)).toEqual(steps.map(([at, , booked]) => [at, booked]));
}

/** 1200 in 12 at 0.6 % (100.00 and 7.20), three installments paid. */
export function threePaid(
  plan: PlanTerms = FLAT,
  accountRef: string | null = 'acc_t',
): { readonly line: TestLine; readonly agreementId: string } {
  const line = new TestLine('2025-01-05', 1_000_000, TERMS, accountRef);
  const agreementId = line.buy('o1', 120_000, plan, 12);
  for (const month of ['02', '03', '04']) {
    line.advance(`2025-${month}-12`);
    line.pay(10_720);
  }
  line.advance('2025-04-20');
  return { line, agreementId };
}
