/** What the shell learns. */
export const EXIT = { ok: 0, failed: 1, usage: 2, notRunning: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** An expected failure: print `message` alone, which ends with what to do next. */
export class CliProblem extends Error {
  override readonly name = 'CliProblem';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}
