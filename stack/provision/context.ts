import type { Config } from '../config.js';

export interface ProvisionContext {
  readonly config: Pick<Config, 'cacheDir' | 'homeDir'>;
  readonly env: NodeJS.ProcessEnv;
  /** Takes progress lines. */
  readonly report: (line: string) => void;
}

/** One way of an order: what it brought, or why it brought nothing. */
export type Attempt<T> = { readonly got: T } | { readonly got: null; readonly reason: string };
