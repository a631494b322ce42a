import { z } from 'zod';
import type { IdentityCheck, IdentityGateway } from '../ports.js';
import { callGateway, endpoint, type ClientOptions } from './call.js';

const checkSchema = z.object({
  outcome: z.enum(['PASS', 'FAIL', 'MISMATCH']),
  checkId: z.string().min(1).max(200),
  checkedAt: z.int().nonnegative(),
}) satisfies z.ZodType<IdentityCheck>;

/** The identity checker over HTTP. */
export function identityClient(baseUrl: string, secret: string, options: ClientOptions = {}): IdentityGateway {
  const identity = endpoint('identity', baseUrl, secret, options);
  return {
    check: (request) => callGateway(identity, { method: 'POST', path: '/identity/checks', body: request }, checkSchema),
  };
}
