import { setTimeout as delay } from 'node:timers/promises';

const POLL_EVERY_MS = 50;

/** Polls until the condition holds; false when the time is over first. A condition that throws does not hold yet. */
export async function waitUntil(condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    if (
      await Promise.resolve()
        .then(condition)
        .catch(() => false)
    )
      return true;
    if (performance.now() >= deadline) return false;
    await delay(POLL_EVERY_MS);
  }
}

/** True when GET of the address answers 2xx within the time. */
export async function answersOk(url: string, timeoutMs = 1_000): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
