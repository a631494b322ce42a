import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { LineEvent } from '../line/events.js';
import { canonicalJson, type Json } from './canonical-json.js';

/** The previous hash of a line's first entry. */
export const GENESIS_HASH = '0'.repeat(64);

/** The command that caused an entry, carried by the first entry that it caused. */
export interface EntryCause {
  /** The client's idempotency key, scoped to the line. */
  readonly commandId: string;
  /** What the client sent, so that a repeat with another body can be told and its difference named. */
  readonly body: Json;
  /** What the client was answered. */
  readonly reply: Json;
}

/**
 * One immutable entry of a line's journal. The single writer of the line seals it: `hash` covers the entry and the
 * hash before it, so a change of any stored entry breaks the chain from there on.
 */
export interface JournalEntry {
  readonly lineId: string;
  readonly seq: number;
  readonly event: LineEvent;
  readonly cause: EntryCause | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** SHA-256 of a value's canonical JSON, in hex. */
export const hashOf = (value: unknown): string => hashOfText(canonicalJson(value));

/** SHA-256 of a text in UTF-8, in hex. */
export const hashOfText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** Seals an event behind the entry whose hash is given. */
export function seal(lineId: string, event: LineEvent, cause: EntryCause | null, previousHash: string): JournalEntry {
  const body = { lineId, seq: event.seq, event, cause, previousHash };
  return { ...body, hash: hashOf(body) };
}

/** True when the entry's hash is that of its content. */
export function isSealed(entry: JournalEntry): boolean {
  const { hash, ...body } = entry;
  return hash === hashOf(body);
}
