import { setTimeout as delay } from 'node:timers/promises';
import { ApiProblem, type AnswerOf, type ApiClient } from '../api-client.js';
import { dateText } from '../table.js';

/** Something is in flight that the clock waits for: a bank's answer, or a worker that is being started again. */
const STUCK_PAUSE_MS = 1_000;
const STUCK_DEADLINE_MS = 180_000;

export interface ClockGoal {
  readonly lineId: string;
  /** Of the line. */
  readonly zone: string;
  /** The start of this day. */
  readonly to: string;
}

/**
 * Moves a line's clock to the start of a day. A target is safe to send again where a distance is not: a try whose
 * answer was lost has moved the clock, and the next one finds it there.
 *
 * @returns null when the clock was there already
 * @throws ApiProblem when it cannot get there
 */
export async function advanceTo(client: ApiClient, goal: ClockGoal): Promise<AnswerOf<'advanceLine'> | null> {
  const startedAt = performance.now();
  for (;;) {
    const tried = await tryAdvance(client, goal);
    if (!(tried instanceof ApiProblem)) return tried;
    if (performance.now() - startedAt > STUCK_DEADLINE_MS) throw tried;
    await delay(STUCK_PAUSE_MS);
  }
}

/** @returns the problem when the clock waits for something in flight: worth another try */
async function tryAdvance(
  client: ApiClient,
  { lineId, zone, to }: ClockGoal,
): Promise<AnswerOf<'advanceLine'> | null | ApiProblem> {
  const params = { lineId };
  try {
    return await client.call('advanceLine', { params, body: { to } });
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    if (thrown.problem.code === 'clock-stuck') return thrown;
    if (thrown.problem.code !== 'target-out-of-range') throw thrown;
    const { clockAt } = await client.call('getAgenda', { params });
    if (dateText(clockAt, zone) >= to) return null;
    throw thrown;
  }
}
