import { agenda } from './agenda.js';
import type { LineEvent } from './events.js';
import type { TestLine } from './testing.js';

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
