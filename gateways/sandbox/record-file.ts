import { constants } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';

const NEWLINE = 0x0a;

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * An append-only file of JSON Lines. What `append` has resolved for survives the death of the process and of the machine;
 * records that come while the disk is busy share its next flush.
 */
export class RecordFile<Stored> {
  readonly #handle: FileHandle;
  readonly #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #failure: Error | null = null;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /**
   * Opens or creates the file and reads what it holds.
   *
   * @throws Error naming file and line when a line is not one of ours
   */
  static async open<Stored>(
    path: string,
    schema: z.ZodType<Stored>,
  ): Promise<{ readonly file: RecordFile<Stored>; readonly records: readonly Stored[] }> {
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600);
    try {
      const bytes = await handle.readFile();
      // A line without its end was never acknowledged: the process died while it was written.
      const whole = bytes.subarray(0, bytes.lastIndexOf(NEWLINE) + 1);
      if (whole.length < bytes.length) await handle.truncate(whole.length);
      const records = parseLines(whole.toString('utf8'), path, schema);
      await syncFolder(dirname(path)); // else a new file itself can be lost
      return { file: new RecordFile<Stored>(handle), records };
    } catch (thrown) {
      await handle.close();
      throw thrown;
    }
  }

  /** Resolves when the record is on the disk. After one failed write all later ones are refused. */
  async append(record: Stored): Promise<void> {
    await this.#push(`${JSON.stringify(record)}\n`);
  }

  /** Resolves when every record appended before is on the disk. */
  async synced(): Promise<void> {
    if (this.#draining !== null || this.#failure !== null) await this.#push('');
  }

  get isWritable(): boolean {
    return this.#failure === null;
  }

  async close(): Promise<void> {
    this.#failure ??= new Error('The file is closed.');
    await this.#draining;
    await this.#handle.close();
  }

  async #push(text: string): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  async #drain(): Promise<void> {
    let batch = this.#waiting.splice(0);
    while (batch.length > 0) {
      try {
        await this.#handle.appendFile(batch.map(({ text }) => text).join(''));
        await this.#handle.datasync();
        for (const { resolve } of batch) resolve();
      } catch (thrown) {
        // The file may end in half a line now: writing on would make it unreadable.
        this.#failure ??= thrown instanceof Error ? thrown : new Error(String(thrown));
        for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(this.#failure);
      }
      batch = this.#waiting.splice(0);
    }
    this.#draining = null;
  }
}

function parseLines<Stored>(text: string, path: string, schema: z.ZodType<Stored>): readonly Stored[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      try {
        return schema.parse(JSON.parse(line));
      } catch {
        throw new Error(`${path}, line ${index + 1}, is not a record of the sandbox: restore the file or remove it.`);
      }
    });
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
