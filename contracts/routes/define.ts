import { z } from 'zod';
import { dryRunQuery } from '../commands.js';
import { COMMAND_REFUSALS } from '../command-refusals.js';
import type { LineCommandType } from '../../domain/line/commands.js';
import type { ProblemCode } from '../problem.js';
import type { Route } from '../route.js';
import type { Scope } from '../scopes.js';

export const noQuery = z.strictObject({});

const DEFAULTS = {
  write: 'NONE',
  query: noQuery,
  body: null,
  bodyForm: 'JSON',
  status: 200,
  answerType: 'application/json',
  problems: [],
  isSandboxOnly: false,
} as const satisfies Partial<Route>;

type Given = Pick<Route, 'path' | 'tag' | 'summary' | 'scope' | 'answer'> & Partial<Route>;

/** What a spread of the two is; for a generic type the compiler takes their intersection instead. */
type Spread<A, B> = Omit<A, keyof B> & B;

type Reading<R> = Spread<Spread<typeof DEFAULTS, { readonly method: 'get' }>, R>;

/** A reading operation. */
export function reads<const R extends Omit<Given, 'method' | 'write' | 'body'>>(route: R): Reading<R> {
  return { ...DEFAULTS, method: 'get', ...route } as unknown as Reading<R>;
}

type Writing<R> = Spread<Spread<typeof DEFAULTS, { readonly write: 'KEYED' }>, R>;

/** An operation that changes something and is not a command of a line. */
export function writes<const R extends Given & { readonly method: 'post' | 'put' | 'delete' }>(route: R): Writing<R> {
  return { ...DEFAULTS, write: 'KEYED', ...route } as unknown as Writing<R>;
}

interface CommandGiven {
  readonly method: 'post' | 'put' | 'delete';
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly scope: Scope;
  readonly command: LineCommandType;
  readonly body: z.ZodType | null;
  readonly status: 200 | 201 | 202;
  readonly answer: z.ZodType;
  /** What is refused before the line is asked. */
  readonly before?: readonly ProblemCode[];
}

interface Commanding {
  readonly write: 'PREVIEWABLE';
  readonly query: typeof dryRunQuery;
  readonly problems: readonly ProblemCode[];
}

type Command<R> = Spread<Spread<typeof DEFAULTS, R>, Commanding>;

/** A command of a line: needs a key, can be previewed, and is refused as the line refuses it. */
export function commands<const R extends CommandGiven>(route: R): Command<R> {
  const problems = [...new Set<ProblemCode>([...(route.before ?? []), ...COMMAND_REFUSALS[route.command]])];
  return { ...DEFAULTS, ...route, write: 'PREVIEWABLE', query: dryRunQuery, problems } as unknown as Command<R>;
}
