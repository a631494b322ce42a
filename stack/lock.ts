import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { stackLockPath } from './paths.js';
import { StackProblem } from './problem.js';
import { identify, isAlive, type ProcessIdentity } from './process-identity.js';

const TRIES_MAX = 5;
const holderSchema = z.object({ pid: z.number().int(), stamp: z.string() });

function holderIn(path: string): ProcessIdentity | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Who holds the home folder, also while it is only starting; null when nobody does. */
export function lockHolder(homeDir: string): ProcessIdentity | null {
  const holder = holderIn(stackLockPath(homeDir));
  return holder !== null && isAlive(holder) ? holder : null;
}

/** A hard link never replaces a file: of two processes one gets it. */
function takes(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Moves a dead holder's lock away; if a living one came in between, it gets its lock back. */
function clearDead(path: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else cleared it
  }
  const moved = holderIn(aside);
  if (moved !== null && isAlive(moved)) takes(aside, path);
  rmSync(aside, { force: true });
}

/** For whoever wants to start one where one runs. */
export function alreadyRunning(homeDir: string, holder: ProcessIdentity): StackProblem {
  return new StackProblem(
    'already-running',
    `A stack runs on ${homeDir} already (process ${holder.pid}). See it with \`npx whiteslip stack status\`, end it with ` +
      '`npx whiteslip stack down`, or set WHITESLIP_HOME to another folder to run a second one.',
  );
}

/**
 * Takes the home folder for this process.
 *
 * @returns gives it back
 * @throws StackProblem `already-running`
 */
export function lockHome(homeDir: string): () => void {
  const path = stackLockPath(homeDir);
  const self = identify(process.pid) ?? { pid: process.pid, stamp: '' };
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(self));
  try {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      if (takes(draft, path)) return () => rmSync(path, { force: true });
      const holder = holderIn(path);
      if (holder !== null && isAlive(holder)) throw alreadyRunning(homeDir, holder);
      clearDead(path, `${draft}.dead`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new StackProblem('already-running', `${path} is fought over by several starts: try again.`);
}
