import { StackProblem } from '../problem.js';
import { runCommand } from './command.js';
import type { Python } from './python.js';

const INSTALL_TIMEOUT_MS = 10 * 60 * 1000;
const REPORTED_LINES = 3;

/** pip says the same thing several times: the last error lines carry it. */
function lastErrors(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => line.startsWith('ERROR:'));
  return (errors.length > 0 ? errors : lines.filter((line) => line !== '')).slice(-REPORTED_LINES).join(' ');
}

function refusal(what: string, stderr: string): StackProblem {
  const detail = lastErrors(stderr);
  if (stderr.includes('DO NOT MATCH THE HASHES'))
    return new StackProblem(
      'download-refused',
      `The download of ${what} does not have the pinned hash and was thrown away. Try again; if it stays so, the package index ` +
        `in use is not to be trusted (pip config list). pip said: ${detail}`,
    );
  if (stderr.includes('No space left on device'))
    return new StackProblem(
      'disk-full',
      `The disk got full while ${what} was downloaded. Free some space and start again.`,
    );
  return new StackProblem(
    'download-refused',
    `${what} could not be downloaded by pip. Check the internet connection and the package index (pip config list), then start again. pip said: ${detail}`,
  );
}

/**
 * Installs exactly what the lock file names into a folder: wheels only, hashes checked, nothing built, no virtual environment.
 *
 * @throws StackProblem `download-refused` or `disk-full`
 */
export async function installLocked(
  python: Python,
  install: { readonly what: string; readonly lockPath: string; readonly targetDir: string },
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const args = [
    '-m',
    'pip',
    'install',
    '-q',
    '--no-input',
    '--disable-pip-version-check',
    '--no-deps',
    '--only-binary=:all:',
  ];
  const result = await runCommand(
    python.command,
    [...args, '--require-hashes', '--target', install.targetDir, '-r', install.lockPath],
    {
      // A person's own pip settings must not turn this into a user or virtual environment installation.
      env: { ...env, PIP_USER: '0', PIP_REQUIRE_VIRTUALENV: '0', PIP_ROOT_USER_ACTION: 'ignore' },
      timeoutMs: INSTALL_TIMEOUT_MS,
    },
  );
  if (result?.exitCode !== 0) throw refusal(install.what, result?.stderr ?? `${python.command} vanished`);
}
