import type { Response } from 'express';

/** A caller without a deadline of its own is cut off after this. */
const HOLD_MS_MAX = 120_000;

/** Says nothing on this connection until the caller gives up. */
export async function holdUntilCallerLeaves(res: Response): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => res.destroy(), HOLD_MS_MAX);
    res.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
