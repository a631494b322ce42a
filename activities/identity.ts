import { ApplicationFailure } from '@temporalio/common';
import { GatewayRefused, GatewayUnavailable } from '../gateways/errors.js';
import type { IdentityCheck, IdentityGateway } from '../gateways/ports.js';

/** What the identity check needs to know of a person. */
export interface IdentifiedCustomer {
  readonly name: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD` */
  readonly birthOn: string;
  readonly phone: string;
}

export interface IdentityDeps {
  /** Null: unknown, or erased. */
  readonly customers: { find(customerId: string): Promise<IdentifiedCustomer | null> };
  readonly identity: IdentityGateway;
}

export interface CheckIdentity {
  /** `<applicationId>:<seq>:identity`; the same for every attempt. */
  readonly idempotencyKey: string;
  readonly customerId: string;
}

export type IdentityFailureType = 'identity-unavailable' | 'identity-refused' | 'customer-unknown';

export interface IdentityActivities {
  /**
   * Has the customer's name and document checked.
   *
   * @throws ApplicationFailure of IdentityFailureType; only `identity-unavailable` is worth repeating
   */
  readonly checkIdentity: (input: CheckIdentity) => Promise<IdentityCheck>;
}

export function createIdentityActivities({ customers, identity }: IdentityDeps): IdentityActivities {
  return {
    async checkIdentity({ idempotencyKey, customerId }) {
      const customer = await customers.find(customerId);
      if (customer === null) {
        throw failure('customer-unknown', 'The customer is not known: nobody to check.', { repeat: false });
      }
      const { name, documentNumber, birthOn, phone } = customer;
      try {
        return await identity.check({ idempotencyKey, name, documentNumber, birthOn, phone });
      } catch (thrown) {
        throw identityFailure(thrown);
      }
    },
  };
}

function identityFailure(thrown: unknown): ApplicationFailure {
  // The gateways' messages hold codes and field names only, so they may be seen by anyone with access to the server.
  if (thrown instanceof GatewayRefused) return failure('identity-refused', thrown.message, { repeat: false });
  const retryAfterMs = thrown instanceof GatewayUnavailable ? thrown.retryAfterMs : null;
  const message = thrown instanceof Error ? thrown.message : 'The identity gateway failed.';
  return failure('identity-unavailable', message, { repeat: true, retryAfterMs });
}

function failure(
  type: IdentityFailureType,
  message: string,
  how: { readonly repeat: boolean; readonly retryAfterMs?: number | null },
): ApplicationFailure {
  const delay = how.retryAfterMs ?? null;
  return ApplicationFailure.create({
    type,
    message,
    nonRetryable: !how.repeat,
    ...(delay === null ? {} : { nextRetryDelay: delay }),
  });
}
