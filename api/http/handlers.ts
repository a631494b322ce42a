import type { IncomingHttpHeaders } from 'node:http';
import type { z } from 'zod';
import type { PreviewBody } from '../../contracts/commands.js';
import type { ParamsOf, Route } from '../../contracts/route.js';
import type { OperationId, ROUTES } from '../../contracts/routes.js';
import type { Caller } from '../deps.js';

type Routes = typeof ROUTES;

/** How a write is meant: kept under its key, or only tried out. */
export type Keyed = { readonly kind: 'KEYED'; readonly key: string };
export type Intent = Keyed | { readonly kind: 'DRY_RUN' };

type IntentOf<R extends Route> = R['write'] extends 'PREVIEWABLE' ? Intent : R['write'] extends 'KEYED' ? Keyed : null;

/** A body whose bytes are proven before they are read. */
export interface RawBody {
  readonly bytes: Buffer;
  readonly headers: IncomingHttpHeaders;
}

type BodyOf<R extends Route> = R['bodyForm'] extends 'RAW'
  ? RawBody
  : R['body'] extends z.ZodType
    ? z.output<R['body']>
    : null;

/** A request that has passed every check of its route. */
export interface Call<R extends Route> {
  readonly params: ParamsOf<R['path']>;
  readonly query: z.output<R['query']>;
  readonly body: BodyOf<R>;
  readonly intent: IntentOf<R>;
  readonly caller: R['scope'] extends null ? null : Caller;
}

/** `replayed`: the answer is the first one to this key, given again. */
export interface Answer<Body> {
  readonly body: Body;
  readonly status?: number;
  readonly replayed?: boolean;
}

type AnswerOf<R extends Route> = R['write'] extends 'PREVIEWABLE'
  ? z.input<R['answer']> | PreviewBody
  : z.input<R['answer']>;

type DeepReadonly<T> = T extends readonly (infer Member)[]
  ? readonly DeepReadonly<Member>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

export type Handler<R extends Route> = (call: Call<R>) => Promise<Answer<DeepReadonly<AnswerOf<R>>>>;

/** A function for every operation: one that is missing does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Routes[Id]> };
