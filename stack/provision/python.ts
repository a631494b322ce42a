import { z } from 'zod';
import { runCommand } from './command.js';

/** What a `python3` on this machine is. */
export interface Python {
  readonly command: string;
  readonly major: number;
  readonly minor: number;
  readonly implementation: string;
  /** linux, darwin, win32 */
  readonly platform: string;
  readonly machine: string;
  /** glibc, or empty on other C libraries and systems. */
  readonly libc: string;
  readonly hasPip: boolean;
}

/** The plain name first; then the versions for which every wheel exists. */
const COMMANDS = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'] as const;
const PROBE_TIMEOUT_MS = 15_000;

const PROBE = `
import importlib.util, json, platform, sys
print(json.dumps({
  "major": sys.version_info[0], "minor": sys.version_info[1], "implementation": platform.python_implementation(),
  "platform": sys.platform, "machine": platform.machine(), "libc": platform.libc_ver()[0],
  "hasPip": importlib.util.find_spec("pip") is not None,
}))`;

const probeSchema = z.object({
  major: z.number(),
  minor: z.number(),
  implementation: z.string(),
  platform: z.string(),
  machine: z.string(),
  libc: z.string(),
  hasPip: z.boolean(),
});

async function probe(command: string, env: NodeJS.ProcessEnv): Promise<Python | null> {
  const result = await runCommand(command, ['-c', PROBE], { env, timeoutMs: PROBE_TIMEOUT_MS });
  if (result?.exitCode !== 0) return null; // none of that name, or Python 2
  try {
    return { command, ...probeSchema.parse(JSON.parse(result.stdout)) };
  } catch {
    return null;
  }
}

export function describePython(python: Python): string {
  const system = [python.platform, python.machine, python.libc].filter((part) => part !== '').join(' ');
  return `${python.implementation} ${python.major}.${python.minor} on ${system}`;
}

export const NO_PYTHON =
  'there is no python3 on PATH (Debian and Ubuntu: apt install python3 python3-pip; macOS: brew install python)';

/** Why pip cannot be used with that Python; null when it can. */
export function pipObstacle(python: Python): string | null {
  if (python.hasPip) return null;
  return `${python.command} has no pip (Debian and Ubuntu: apt install python3-pip; Fedora: dnf install python3-pip; elsewhere: ${python.command} -m ensurepip)`;
}

/**
 * The first Python that fits, in the order of preference.
 *
 * @param obstacle why a Python does not fit, or null
 * @returns the Python, or why there is none: of the first one found, since that is the one a person means
 */
export async function findPython(
  env: NodeJS.ProcessEnv,
  obstacle: (python: Python) => string | null,
): Promise<{ readonly python: Python } | { readonly python: null; readonly reason: string }> {
  let reason: string | null = null;
  for (const command of COMMANDS) {
    const python = await probe(command, env);
    if (python === null) continue;
    const unfit = obstacle(python);
    if (unfit === null) return { python };
    reason ??= unfit;
  }
  return { python: null, reason: reason ?? NO_PYTHON };
}
