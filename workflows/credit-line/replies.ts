import { hashOf } from '../../domain/ledger/journal.js';
import type { CommandEnvelope } from './messages.js';
import type { RememberedReply } from './state.js';

/** An update id is unique within one run only: after continue-as-new this list tells a repeat from a new command. */
export const REPLIES_MAX = 100;

export type Recalled =
  | { readonly kind: 'NEW' }
  | { readonly kind: 'REPEATED'; readonly first: RememberedReply }
  | { readonly kind: 'KEY_REUSED' };

/** Names what the client asked for: the command's kind and the body as it came. */
export function bodyHashOf({ command, body }: CommandEnvelope): string {
  return hashOf({ type: command.type, body });
}

export function recall(replies: readonly RememberedReply[], envelope: CommandEnvelope): Recalled {
  const first = replies.find((reply) => reply.commandId === envelope.commandId);
  if (first === undefined) return { kind: 'NEW' };
  return first.bodyHash === bodyHashOf(envelope) ? { kind: 'REPEATED', first } : { kind: 'KEY_REUSED' };
}

/** The oldest answer leaves first. */
export function remember(replies: readonly RememberedReply[], reply: RememberedReply): readonly RememberedReply[] {
  return [...replies, reply].slice(-REPLIES_MAX);
}
