import {
  allHandlersFinished,
  condition,
  defineUpdate,
  makeContinueAsNewFunc,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';

/** A queue that serves activities alone. */
export const EMPTY_REMOTE_QUEUE = 'bench-empty-remote';

/** What a month of the empty year has to do; all of it does nothing. */
export interface EmptyMonth {
  /** Timers that fire. */
  readonly wakes: number;
  /** Timers that are canceled and started again before they fire. */
  readonly rearms: number;
  /** Beside those of the updates. */
  readonly activities: number;
  /** On a queue of their own, as a line's calls to the bank are. */
  readonly remotes: number;
  readonly locals: number;
  readonly continuesAsNew: boolean;
}

export type EmptyUpdates = 'BARE' | 'WITH_ACTIVITY' | 'WITH_LOCAL_ACTIVITY';

export interface EmptyYear {
  readonly months: readonly EmptyMonth[];
  readonly monthMs: number;
  /** What an update waits for, as a command of a line waits for its flush. */
  readonly updates: EmptyUpdates;
  /** Epoch ms; null in the first run. */
  readonly startedAt: number | null;
  readonly nextMonth: number;
}

export interface EmptyActivities {
  nothing(): Promise<void>;
}

const { nothing } = proxyActivities<EmptyActivities>({ startToCloseTimeout: '10s' });
const remote = proxyActivities<EmptyActivities>({ startToCloseTimeout: '10s', taskQueue: EMPTY_REMOTE_QUEUE });
const local = proxyLocalActivities<EmptyActivities>({ startToCloseTimeout: '2s', localRetryThreshold: '5s' });

export const emptyUpdate = defineUpdate<number>('empty');

/**
 * The baseline of a line-year: as many timers, activities, updates and continue-as-news as a line's, in the same order of
 * things, with nothing decided, stored or carried over. It stays open after its months, as a line does.
 */
export async function emptyYear(year: EmptyYear): Promise<void> {
  const { months, monthMs, updates } = year;
  const startedAt = year.startedAt ?? Date.now();
  let isTimerMoved = false;
  let rearmsLeft = 0;
  let working = 0;
  let answered = 0;

  function rearm(): void {
    if (rearmsLeft === 0) return;
    rearmsLeft -= 1;
    isTimerMoved = true;
  }

  async function sleepUntil(at: number): Promise<void> {
    while (await condition(() => isTimerMoved, Math.max(1, at - Date.now()))) isTimerMoved = false;
  }

  async function work({ activities, remotes, locals, wakes }: EmptyMonth, wake: number): Promise<void> {
    working += 1;
    for (let left = share(activities, wakes, wake); left > 0; left -= 1) await nothing();
    for (let left = share(remotes, wakes, wake); left > 0; left -= 1) await remote.nothing();
    for (let left = share(locals, wakes, wake); left > 0; left -= 1) await local.nothing();
    rearm();
    working -= 1;
  }

  setHandler(emptyUpdate, async () => {
    if (updates === 'WITH_ACTIVITY') await nothing();
    if (updates === 'WITH_LOCAL_ACTIVITY') await local.nothing();
    rearm();
    answered += 1;
    return answered;
  });

  for (const [index, month] of months.entries()) {
    if (index < year.nextMonth) continue;
    rearmsLeft += month.rearms;
    for (let wake = 0; wake < month.wakes; wake += 1) {
      await sleepUntil(startedAt + (index + (wake + 1) / (month.wakes + 1)) * monthMs);
      void work(month, wake);
    }
    if (!month.continuesAsNew) continue;
    await condition(() => working === 0 && allHandlersFinished());
    await makeContinueAsNewFunc<typeof emptyYear>()({ ...year, startedAt, nextMonth: index + 1 });
  }
  await condition(() => false);
}

/** The part of a whole number that falls to one of several, so that all parts sum to it. */
function share(total: number, parts: number, index: number): number {
  return Math.floor((total * (index + 1)) / parts) - Math.floor((total * index) / parts);
}
