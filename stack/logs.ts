import { mkdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { logPath } from './paths.js';

const LOG_BYTES_MAX = 10 * 1024 * 1024;

/** The path of a process's log, its folder made and the file emptied when it grew too big. */
export function openLog(homeDir: string, name: string): string {
  const path = logPath(homeDir, name);
  mkdirSync(dirname(path), { recursive: true });
  const seen = statSync(path, { throwIfNoEntry: false });
  if (seen !== undefined && seen.size > LOG_BYTES_MAX) truncateSync(path);
  return path;
}

/** The last lines of a log; none when there is no such file. */
export function tailOf(path: string, lines: number): readonly string[] {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines);
  } catch {
    return [];
  }
}
