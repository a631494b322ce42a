import { hostEnvironment } from '../stack/config.js';

/** The process as the commands see it, so that a test can stand in for it. */
export interface Io {
  readonly env: NodeJS.ProcessEnv;
  /** Results alone: with `--json` exactly one document. */
  readonly out: (line: string) => void;
  /** Messages and progress. */
  readonly err: (line: string) => void;
  /** The stream of a progress bar; null where nobody watches. */
  readonly bar: NodeJS.WriteStream | null;
}

export function processIo(): Io {
  const { stdout, stderr } = process;
  // `whiteslip line timeline … | head`: who reads us may stop before the end.
  stdout.on('error', () => undefined);
  return {
    env: hostEnvironment(),
    out: (line) => {
      stdout.write(`${line}\n`);
    },
    err: (line) => {
      stderr.write(`${line}\n`);
    },
    bar: stderr.isTTY ? stderr : null,
  };
}

/** Prints a result: as one JSON document, or as lines for a person. */
export function print(io: Io, isJson: boolean, document: unknown, lines: () => readonly string[]): void {
  if (isJson) io.out(JSON.stringify(document, null, 2));
  else for (const line of lines()) io.out(line);
}
