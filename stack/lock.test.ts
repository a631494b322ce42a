import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHolder, lockHome } from './lock.js';
import { identify, isAlive, signalProcess } from './process-identity.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'whiteslip-lock-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('lockHome', () => {
  test('the second one is told how to end the first', () => {
    const unlock = lockHome(home);
    expect(() => lockHome(home)).toThrow(/already \(process \d+\).*stack down/);
    expect(lockHolder(home)?.pid).toBe(process.pid);
    unlock();
    expect(lockHolder(home)).toBeNull();
    lockHome(home)();
    expect(readdirSync(home)).toEqual([]);
  });

  test("a dead holder's lock is taken over", () => {
    writeFileSync(join(home, 'stack.lock'), JSON.stringify({ pid: 2 ** 22 - 1, stamp: 'gone' }));
    const unlock = lockHome(home);
    expect(lockHolder(home)?.pid).toBe(process.pid);
    unlock();
  });

  test('a process that only has the same number as the holder does not count', () => {
    writeFileSync(join(home, 'stack.lock'), JSON.stringify({ pid: process.pid, stamp: 'an earlier one' }));
    lockHome(home)();
  });

  test('a damaged lock does not shut the home for ever', () => {
    writeFileSync(join(home, 'stack.lock'), '{');
    lockHome(home)();
    expect(existsSync(join(home, 'stack.lock'))).toBe(false);
  });
});

describe('process identity', () => {
  test('a process is itself until it ends, and nobody signals its successor', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const identity = identify(child.pid!)!;
    expect(isAlive(identity)).toBe(true);
    expect(signalProcess({ ...identity, stamp: 'another' }, 'SIGKILL')).toBe(false);
    expect(isAlive(identity)).toBe(true);
    const ended = once(child, 'exit');
    expect(signalProcess(identity, 'SIGKILL')).toBe(true);
    await ended;
    expect(isAlive(identity)).toBe(false);
    expect(signalProcess(identity, 'SIGKILL')).toBe(false);
  });
});
