import type { z } from 'zod';
import type { ProblemCode } from './problem.js';
import type { Scope } from './scopes.js';

/**
 * What a write needs. NONE: it reads, or changes nothing. KEYED: an Idempotency-Key. PREVIEWABLE: the same, and
 * `dryRun=true` answers a preview instead.
 */
export type WriteKind = 'NONE' | 'KEYED' | 'PREVIEWABLE';

/** One operation of the API: what validates it, guards it and documents it. */
export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** Under `/v1`; `{name}` is a parameter. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** null: needs no API key. */
  readonly scope: Scope | null;
  readonly write: WriteKind;
  readonly query: z.ZodObject;
  /** null: the operation takes no body. RAW bodies are verified byte by byte before they are read. */
  readonly body: z.ZodType | null;
  readonly bodyForm: 'JSON' | 'RAW';
  readonly status: 200 | 201 | 202;
  readonly answer: z.ZodType;
  readonly answerType: 'application/json' | 'text/plain';
  /** What this operation can be refused with, besides what every operation can. */
  readonly problems: readonly ProblemCode[];
  /** Exists in sandbox mode alone. */
  readonly isSandboxOnly: boolean;
}

type NamesOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesOf<Rest> : never;

/** The parameters in a path. */
export type ParamsOf<Path extends string> = { readonly [Name in NamesOf<Path>]: string };
