import type { Request } from 'express';
import type { Scope } from '../../contracts/scopes.js';
import type { Caller } from '../deps.js';
import type { KnownKeys } from '../keys/known-keys.js';
import { ApiProblem } from '../problems/api-problem.js';

const BEARER = /^Bearer +(\S+)$/i;

/** The API key that a request carries, unproven; null: none. */
export function presentedKey(req: Request): string | null {
  return BEARER.exec(req.get('Authorization') ?? '')?.[1] ?? null;
}

/** @throws ApiProblem when the request has no key, a wrong one, or one without the scope */
export async function authenticate(req: Request, scope: Scope, keys: KnownKeys): Promise<Caller> {
  const presented = presentedKey(req);
  if (presented === null)
    throw new ApiProblem('api-key-missing', 'Send your API key as `Authorization: Bearer ws_…`.', {
      param: 'Authorization',
    });
  const record = await keys.find(presented);
  if (record === null)
    throw new ApiProblem('api-key-invalid', 'Check the key, or ask for a new one.', { param: 'Authorization' });
  if (!record.scopes.includes(scope))
    throw new ApiProblem('scope-missing', `Use a key with the scope ${scope}.`, {
      reasons: [{ rule: 'scope', param: null, detail: `needs ${scope}`, facts: { has: [...record.scopes] } }],
    });
  return record;
}
