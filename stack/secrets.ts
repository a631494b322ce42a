import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StackProblem, reasonOf } from './problem.js';

const SECRET_BYTES = 32;
const FILE_OF_OWNER_ONLY = 0o600;

const secretsSchema = z.object({ callbackSecret: z.string().min(1), dataKey: z.string().min(1) });

/** Both values are base64 of 32 random bytes. */
export type SandboxSecrets = z.infer<typeof secretsSchema>;

function secretsPath(homeDir: string): string {
  return join(homeDir, 'secrets.json');
}

function read(homeDir: string): SandboxSecrets | null {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(secretsPath(homeDir), 'utf8')));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new StackProblem(
      'configuration',
      `${secretsPath(homeDir)} cannot be read (${reasonOf(thrown)}). It holds the key of the stored customers' data: ` +
        'restore it, or remove the whole folder with `whiteslip stack reset`.',
    );
  }
}

function generate(): SandboxSecrets {
  const secret = () => randomBytes(SECRET_BYTES).toString('base64');
  return { callbackSecret: secret(), dataKey: secret() };
}

/**
 * The sandbox's secrets, made at the first call and kept, so that stored customers' data stays readable.
 *
 * Two processes may come here at once: the file appears whole or not at all (a hard link never replaces a file), and
 * who comes second reads what the first one wrote.
 */
export function sandboxSecrets(homeDir: string): SandboxSecrets {
  const known = read(homeDir);
  if (known !== null) return known;
  const draft = `${secretsPath(homeDir)}.${process.pid}`;
  try {
    mkdirSync(homeDir, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(generate(), null, 2)}\n`, { mode: FILE_OF_OWNER_ONLY });
    linkSync(draft, secretsPath(homeDir));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new StackProblem(
        'not-writable',
        `${homeDir} is not writable (${reasonOf(thrown)}): set WHITESLIP_HOME to a folder that is.`,
      );
  } finally {
    rmSync(draft, { force: true });
  }
  const written = read(homeDir);
  if (written === null)
    throw new StackProblem('not-writable', `${secretsPath(homeDir)} vanished while it was written: start again.`);
  return written;
}
