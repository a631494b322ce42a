import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A home folder for one test, and the environment that points to it. Servers are found as on any machine. */
export class TemporaryHome {
  readonly dir = mkdtempSync(join(tmpdir(), 'whiteslip-stack-'));

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_OPTIONS: '', WHITESLIP_HOME: this.dir, WHITESLIP_MODE: 'sandbox' };
  }

  /** What the fixture programs noted. */
  get stopped(): readonly string[] {
    const path = join(this.dir, 'stopped');
    return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}
