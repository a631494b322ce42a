import { InvalidPage } from '../../storage/errors.js';
import { ApiProblem } from '../problems/api-problem.js';

/** Reads a page. @throws ApiProblem for a cursor that was never given out */
export async function requirePage<Page>(read: () => Promise<Page>): Promise<Page> {
  try {
    return await read();
  } catch (thrown) {
    if (!(thrown instanceof InvalidPage)) throw thrown;
    throw new ApiProblem('invalid-field', thrown.message, { param: thrown.param });
  }
}

/** The members that are given: a filter is absent, never undefined. */
export function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> }; // what is left is defined
}
