/** Below this the server has no per-workflow time skipping. */
export const TEMPORAL_SERVER_MIN = '1.32.0';

const SERVER_IN_CLI_OUTPUT = /Server (\d+\.\d+\.\d+)/;

/** The server's version in the output of `temporal --version`; null when it says none. */
export function serverVersionOf(cliOutput: string): string | null {
  return SERVER_IN_CLI_OUTPUT.exec(cliOutput)?.[1] ?? null;
}

/** Compares the leading numbers; what follows them (a pre-release) does not count. */
export function isAtLeast(version: string, least: string): boolean {
  const numbers = (text: string): readonly number[] => {
    const found = /^v?(\d+)\.(\d+)(\.\d+)?/.exec(text)?.[0]; // the last number may be missing
    return found === undefined ? [] : found.replace('v', '').split('.').map(Number);
  };
  const [have, need] = [numbers(version), numbers(least)];
  if (have.length === 0) return false;
  for (const [i, needed] of need.entries()) {
    const had = have[i] ?? 0;
    if (had !== needed) return had > needed;
  }
  return true;
}
