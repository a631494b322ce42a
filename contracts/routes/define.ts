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

/** A reading operation. */
export function reads<const R extends Omit<Given, 'method' | 'write' | 'body'>>(route: R) {
  return { ...DEFAULTS, method: 'get', ...route } as const;
}

/** An operation that changes something and is not a command of a line. */
export function writes<const R extends Given & { readonly method: 'post' | 'put' | 'delete' }>(route: R) {
  return { ...DEFAULTS, write: 'KEYED', ...route } as const;
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

/** A command of a line: needs a key, can be previewed, and is refused as the line refuses it. */
export function commands<const R extends CommandGiven>(route: R) {
  const { command, before = [], ...rest } = route;
  return {
    ...DEFAULTS,
    ...(rest as Omit<R, 'command' | 'before'>),
    write: 'PREVIEWABLE',
    query: dryRunQuery,
    problems: [...new Set<ProblemCode>([...before, ...COMMAND_REFUSALS[command]])],
  } as const;
}
