import { z } from 'zod';
import { MAILBOX_ITEMS_MAX } from '../../contracts/sandbox.js';
import type { Sandbox } from '../deps.js';
import { Unavailable } from '../unavailable.js';

const TIMEOUT_MS = 5_000;

const mailboxSchema = z.object({
  notices: z.array(
    z.object({
      noticeId: z.string(),
      channel: z.enum(['SMS', 'EMAIL', 'PUSH']),
      to: z.string(),
      template: z.string(),
      language: z.enum(['zh', 'en']),
      text: z.string(),
      sentAt: z.int(),
    }),
  ),
});

/** Reads back what the sandbox notifier has sent, newest first. */
export function sandboxMailbox(sandboxUrl: string): Sandbox['mailbox'] {
  return async ({ to, template, limit }) => {
    const url = new URL(`${sandboxUrl}/mailbox`);
    if (to !== null) url.searchParams.set('to', to);
    // The notifier filters by address alone: all it has are asked for when the template decides.
    url.searchParams.set('limit', String(template === null ? limit : MAILBOX_ITEMS_MAX));
    const notices = await read(url);
    return notices.filter((notice) => template === null || notice.template === template).slice(0, limit);
  };
}

async function read(url: URL): Promise<z.infer<typeof mailboxSchema>['notices']> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Unavailable('sandbox', `status ${answer.status}`);
    return mailboxSchema.parse(await answer.json()).notices;
  } catch (thrown) {
    if (thrown instanceof Unavailable || thrown instanceof z.ZodError) throw thrown;
    throw new Unavailable('sandbox', 'no answer');
  }
}
