import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import type { IdentityCheck, IdentityRequest } from '../ports.js';
import { documentBehavior } from './magic.js';
import { SandboxProblem, keyReused } from './problem.js';
import { RecordFile } from './record-file.js';

const checkSchema = z.object({
  outcome: z.enum(['PASS', 'FAIL', 'MISMATCH']),
  checkId: z.string(),
  checkedAt: z.int(),
});

const recordSchema = z.discriminatedUnion('type', [
  // Digests tell whether a repeated request is the same; the person's data itself is not kept.
  z.object({
    type: z.literal('checked'),
    key: z.string(),
    digests: z.record(z.string(), z.string()),
    check: checkSchema,
  }),
  z.object({ type: z.literal('tried'), key: z.string() }),
]);

export type IdentityRecord = z.infer<typeof recordSchema>;
type Checked = Extract<IdentityRecord, { type: 'checked' }>;

const PERSONAL_FIELDS = ['name', 'documentNumber', 'birthOn', 'phone'] as const;

/** null: this document's check never answers. */
export type IdentityAnswer = IdentityCheck | null;

/** The sandbox identity check: the outcome follows from the document number, once per key. */
export class IdentityDesk {
  readonly #file: RecordFile<IdentityRecord>;
  readonly #secret: string;
  readonly #now: () => number;
  readonly #checked = new Map<string, Checked>();
  readonly #tries = new Map<string, number>();

  private constructor(
    file: RecordFile<IdentityRecord>,
    records: readonly IdentityRecord[],
    secret: string,
    now: () => number,
  ) {
    this.#file = file;
    this.#secret = secret;
    this.#now = now;
    for (const record of records) this.#apply(record);
  }

  static async open(dataDir: string, secret: string, now: () => number): Promise<IdentityDesk> {
    const { file, records } = await RecordFile.open(join(dataDir, 'identity.jsonl'), recordSchema);
    return new IdentityDesk(file, records, secret, now);
  }

  get isWritable(): boolean {
    return this.#file.isWritable;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** @throws SandboxProblem 409 for a key with other content, 500 where the document number asks for it */
  async check(request: IdentityRequest): Promise<IdentityAnswer> {
    const key = request.idempotencyKey;
    const digests = this.#digests(request);
    const known = this.#checked.get(key);
    if (known !== undefined) {
      const field = PERSONAL_FIELDS.find((name) => known.digests[name] !== digests[name]);
      if (field !== undefined) throw keyReused(field);
      await this.#file.synced();
      return known.check;
    }
    const behavior = documentBehavior(request.documentNumber);
    if (behavior.neverAnswers) return null;
    if ((this.#tries.get(key) ?? 0) < behavior.errorsFirst) {
      await this.#record({ type: 'tried', key });
      throw new SandboxProblem(500, 'internal', 'This document number asks for an error first: send the key again.');
    }
    const checkId = `chk_${createHash('sha256').update(key).digest('hex').slice(0, 20)}`;
    const check = { outcome: behavior.outcome, checkId, checkedAt: this.#now() };
    await this.#record({ type: 'checked', key, digests, check });
    return check;
  }

  #digests(request: IdentityRequest): Record<string, string> {
    const digest = (text: string) => createHmac('sha256', this.#secret).update(text).digest('base64url');
    return Object.fromEntries(PERSONAL_FIELDS.map((name) => [name, digest(`${name}|${request[name]}`)]));
  }

  async #record(record: IdentityRecord): Promise<void> {
    this.#apply(record);
    await this.#file.append(record);
  }

  #apply(record: IdentityRecord): void {
    if (record.type === 'checked') this.#checked.set(record.key, record);
    else this.#tries.set(record.key, (this.#tries.get(record.key) ?? 0) + 1);
  }
}
