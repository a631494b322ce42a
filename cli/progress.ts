import { SingleBar } from 'cli-progress';
import type { Io } from './io.js';

export interface Progress {
  readonly add: (count: number) => void;
  readonly stop: () => void;
}

/** Where no bar can be drawn, a line as often as this. */
const LINE_EVERY_MS = 5_000;

/** A bar on a terminal, a line now and then elsewhere; on the error stream, since the output belongs to the result. */
export function progressOf(io: Io, what: string, total: number): Progress {
  return io.bar === null ? lines(io, what, total) : bar(io.bar, what, total);
}

function bar(stream: NodeJS.WriteStream, what: string, total: number): Progress {
  const single = new SingleBar({
    format: `${what} [{bar}] {value}/{total}  {duration_formatted}`,
    stream,
    hideCursor: true,
    clearOnComplete: true,
  });
  single.start(total, 0);
  return { add: (count) => single.increment(count), stop: () => single.stop() };
}

function lines(io: Io, what: string, total: number): Progress {
  let done = 0;
  const timer = setInterval(() => io.err(`${what} ${done} of ${total}`), LINE_EVERY_MS);
  timer.unref();
  return {
    add: (count) => {
      done += count;
    },
    stop: () => clearInterval(timer),
  };
}
