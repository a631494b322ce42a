import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PATH that holds nothing but what a test puts there, and a cache and a home folder that are empty. */
export class FakeMachine {
  readonly dir = mkdtempSync(join(tmpdir(), 'whiteslip-machine-'));
  readonly lines: string[] = [];

  constructor() {
    mkdirSync(join(this.dir, 'bin'));
    for (const tool of ['sh', 'mkdir', 'chmod', 'cat']) symlinkSync(`/bin/${tool}`, join(this.dir, 'bin', tool));
  }

  /** A program that is a shell script. */
  program(name: string, script: string): this {
    const path = join(this.dir, 'bin', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return this;
  }

  /** A Python that says it is this one, and whose `-m pip` is a shell script; its last argument but two is the target folder. */
  python(
    about: Partial<Record<'minor' | 'machine' | 'libc' | 'platform', unknown>> & { readonly pip: string | null },
  ): this {
    const { pip, ...rest } = about;
    const probe = {
      major: 3,
      minor: 11,
      implementation: 'CPython',
      platform: 'linux',
      machine: 'x86_64',
      libc: 'glibc',
      ...rest,
      hasPip: pip !== null,
    };
    return this.program(
      'python3',
      `if [ "$1" = -c ]; then echo '${JSON.stringify(probe)}'; exit 0; fi
while [ "$1" != --target ]; do shift; done
TARGET=$2
${pip ?? 'exit 1'}`,
    );
  }

  get context() {
    return {
      config: { cacheDir: join(this.dir, 'cache'), homeDir: join(this.dir, 'home') },
      env: { PATH: join(this.dir, 'bin') },
      report: (line: string) => void this.lines.push(line),
    };
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
