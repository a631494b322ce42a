import { median } from './report/statistics.js';

/** Long enough that the clock's grain and a single pause of the collector do not count. */
const ROUND_MS = 150;
const ROUNDS = 7;

/**
 * Times several pieces of work in turn, so that a slow moment of the machine hits all alike.
 *
 * @returns for each piece its calls per second: the median of several rounds
 */
export function callsPerSecond(pieces: readonly (() => unknown)[]): readonly number[] {
  const counts = pieces.map(callsForOneRound);
  const rounds = pieces.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1)
    pieces.forEach((work, index) => rounds[index]!.push(timeCalls(work, counts[index]!)));
  return rounds.map(median);
}

/** Warms up and finds how many calls fill a round. */
function callsForOneRound(work: () => unknown): number {
  for (let calls = 1; ; calls *= 2) {
    const perSecond = timeCalls(work, calls);
    if (calls / perSecond > ROUND_MS / 2_000) return Math.max(1, Math.round((perSecond * ROUND_MS) / 1_000));
  }
}

function timeCalls(work: () => unknown, calls: number): number {
  globalThis.gc?.();
  let made = 0; // the compiler must not drop work whose result nobody looks at
  const startedAt = performance.now();
  for (let call = 0; call < calls; call += 1) if (work() !== undefined) made += 1;
  const seconds = (performance.now() - startedAt) / 1_000;
  if (made !== calls) throw new Error('a piece of work returned nothing: measure something that has a result');
  return calls / seconds;
}
