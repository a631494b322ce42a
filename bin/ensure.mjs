/**
 * Makes sure that this Node fits and that the dependencies are the locked ones, before anything that needs them.
 * Plain Node, no dependency. Run by npm before start, test, demo and bench; the second time it only compares a hash.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const PROJECT_DIR = fileURLToPath(new URL('..', import.meta.url));
const FREE_BYTES_MIN = 1024 ** 3; // node_modules takes 600 MB, npm's own cache some more
const MEGABYTE = 1024 ** 2;

/** An expected failure: its text says what to do, a stack trace would only hide it. */
export class EnsureProblem extends Error {}

const numbersOf = (version) => version.split('.').map(Number);

/** @param version such as 20.11.0 @param least such as 20.11 */
export function isAtLeast(version, least) {
  const have = numbersOf(version);
  for (const [i, needed] of numbersOf(least).entries()) if (have[i] !== needed) return (have[i] ?? 0) > needed;
  return true;
}

/** @throws EnsureProblem when this Node is older than package.json allows */
export function checkNode(version = process.versions.node, projectDir = PROJECT_DIR) {
  const { engines } = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8'));
  const least = engines.node.replace(/^\D+/, '');
  if (isAtLeast(version, least)) return;
  throw new EnsureProblem(
    `Whiteslip needs Node ${least} or newer; this is Node ${version} (${process.execPath}).\n` +
      'Install a current one from https://nodejs.org, or with a version manager: nvm install 22',
  );
}

const lockHash = (projectDir) =>
  createHash('sha256')
    .update(readFileSync(join(projectDir, 'package-lock.json')))
    .digest('hex');
const stampPath = (projectDir) => join(projectDir, 'node_modules', '.whiteslip-lock');

/** What was installed by hand (`npm ci`) has no stamp yet, but npm's own list of it. Optional packages may be missing. */
function matchesLock(projectDir) {
  const listPath = join(projectDir, 'node_modules', '.package-lock.json');
  if (!existsSync(listPath)) return false;
  const installed = JSON.parse(readFileSync(listPath, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(projectDir, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] === undefined ? optional : installed[path].version === version),
  );
}

/** Whether node_modules is what this very lock file says. */
export function isInstalled(projectDir = PROJECT_DIR) {
  const stamp = stampPath(projectDir);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash(projectDir)) return true;
  return restamp(projectDir);
}

function restamp(projectDir) {
  if (!matchesLock(projectDir)) return false;
  writeFileSync(stampPath(projectDir), lockHash(projectDir));
  return true;
}

function checkSpace(projectDir) {
  const { bavail, bsize } = statfsSync(projectDir);
  if (bavail * bsize >= FREE_BYTES_MIN) return;
  throw new EnsureProblem(
    `Not enough disk space to install the dependencies: ${Math.floor((bavail * bsize) / MEGABYTE)} MB are free, ` +
      `${FREE_BYTES_MIN / MEGABYTE} MB are needed in ${projectDir}. Free some space and start again.`,
  );
}

/** npm as the one that runs us, where one does; else the one on PATH. */
function npmCommand(env) {
  const cli = env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

function install(projectDir, env) {
  const [command, args] = npmCommand(env);
  // Its output goes to the error stream: what we run for may print JSON.
  const result = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund'], {
    cwd: projectDir,
    env,
    stdio: ['ignore', 2, 2],
    shell: command.endsWith('.cmd'),
  });
  if (result.error)
    throw new EnsureProblem(`npm could not be started (${result.error.message}): install it, it comes with Node.`);
  if (result.status !== 0)
    throw new EnsureProblem(
      'npm ci failed; its reason stands above. Without a connection to the npm registry the dependencies cannot be installed the ' +
        'first time. Check `npm config get registry` and your proxy settings, then start again.',
    );
}

/**
 * @param report takes one line
 * @throws EnsureProblem
 */
export function ensure(report, { projectDir = PROJECT_DIR, env = process.env } = {}) {
  checkNode(process.versions.node, projectDir);
  if (isInstalled(projectDir)) return report('dependencies: installed, as locked');
  checkSpace(projectDir);
  const startedAt = performance.now();
  install(projectDir, env);
  writeFileSync(stampPath(projectDir), lockHash(projectDir));
  report(`dependencies: installed in ${Math.round((performance.now() - startedAt) / 1000)} s`);
}

/** Prints a problem as text, anything else as it is. @returns the exit code */
export function explain(thrown) {
  console.error(thrown instanceof EnsureProblem ? `\n${thrown.message}\n` : thrown);
  return 1;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    ensure((line) => console.error(line));
  } catch (thrown) {
    process.exitCode = explain(thrown);
  }
}
