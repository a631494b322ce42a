import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { z } from 'zod';
import type { NoticeRequest } from '../ports.js';
import { SandboxProblem, keyReused } from './problem.js';
import { RecordFile } from './record-file.js';
import { noticeRequestSchema } from './requests.js';
import { renderNotice } from './templates.js';

const noticeSchema = z.object({
  noticeId: z.string(),
  sentAt: z.int(),
  request: noticeRequestSchema,
  text: z.string(),
});

export type StoredNotice = z.infer<typeof noticeSchema>;

const COMPARED = ['channel', 'to', 'template', 'language', 'parameters'] as const;

/** The sandbox notifier: everything that was sent, to be read back. */
export class Mailbox {
  readonly #file: RecordFile<StoredNotice>;
  readonly #now: () => number;
  readonly #notices: StoredNotice[] = [];
  readonly #byKey = new Map<string, StoredNotice>();

  private constructor(file: RecordFile<StoredNotice>, notices: readonly StoredNotice[], now: () => number) {
    this.#file = file;
    this.#now = now;
    for (const notice of notices) this.#keep(notice);
  }

  static async open(dataDir: string, now: () => number): Promise<Mailbox> {
    const { file, records } = await RecordFile.open(join(dataDir, 'mailbox.jsonl'), noticeSchema);
    return new Mailbox(file, records, now);
  }

  get isWritable(): boolean {
    return this.#file.isWritable;
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  /** @throws SandboxProblem 409 for a key with other content, 422 for a template or parameter that does not fit */
  async send(request: NoticeRequest): Promise<StoredNotice> {
    const known = this.#byKey.get(request.idempotencyKey);
    if (known !== undefined) {
      const field = COMPARED.find((name) => !isDeepStrictEqual(known.request[name], request[name]));
      if (field !== undefined) throw keyReused(field);
      await this.#file.synced();
      return known;
    }
    const notice: StoredNotice = {
      noticeId: `ntc_${createHash('sha256').update(request.idempotencyKey).digest('hex').slice(0, 20)}`,
      sentAt: this.#now(),
      request,
      text: renderedText(request),
    };
    this.#keep(notice);
    await this.#file.append(notice);
    return notice;
  }

  /** Newest first. */
  list(to: string | null, limit: number): readonly StoredNotice[] {
    const found: StoredNotice[] = [];
    for (let i = this.#notices.length - 1; i >= 0 && found.length < limit; i -= 1) {
      const notice = this.#notices[i];
      if (notice !== undefined && (to === null || notice.request.to === to)) found.push(notice);
    }
    return found;
  }

  #keep(notice: StoredNotice): void {
    this.#notices.push(notice);
    this.#byKey.set(notice.request.idempotencyKey, notice);
  }
}

function renderedText(request: NoticeRequest): string {
  const rendering = renderNotice(request.template, request.parameters, request.language);
  if (rendering.ok) return rendering.text;
  if (rendering.type === 'template-unknown')
    throw new SandboxProblem(422, 'template-unknown', 'Use a template of gateways/README.md.', 'template');
  const param = `parameters.${rendering.parameter}`;
  throw new SandboxProblem(
    422,
    'parameter-invalid',
    `The template needs ${param}: add it in the form its name says.`,
    param,
  );
}
