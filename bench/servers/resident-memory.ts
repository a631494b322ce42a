import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { median } from '../report/statistics.js';

const run = promisify(execFile);
const SAMPLES = 5;
const BETWEEN_SAMPLES_MS = 400;

/** Resident memory of a process, bytes: the median of some samples. */
export async function residentBytes(pid: number): Promise<number> {
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
    samples.push(Number(stdout.trim()) * 1024);
    await pause(BETWEEN_SAMPLES_MS);
  }
  return median(samples);
}
