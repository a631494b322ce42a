export type GatewayName = 'bank' | 'identity' | 'notifier';

/** No whole answer came within the deadline. The outcome is unknown: send the same key again, or `find` it. */
export class GatewayTimeout extends Error {
  override readonly name = 'GatewayTimeout';
  readonly gateway: GatewayName;

  constructor(gateway: GatewayName, timeoutMs: number) {
    super(`The ${gateway} gateway gave no answer within ${timeoutMs} ms: send the same key again.`);
    this.gateway = gateway;
  }
}

/** Not reachable, connection broken, too busy, or an internal error there. Repeat with the same key. */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
  readonly gateway: GatewayName;
  /** When the gateway asks to come back, or null: it did not say. */
  readonly retryAfterMs: number | null;

  constructor(gateway: GatewayName, reason: string, retryAfterMs: number | null = null) {
    super(`The ${gateway} gateway is not available (${reason}): send the same key again later.`);
    this.gateway = gateway;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The gateway does not accept the request, or answered nonsense (`invalid-answer`). Repeating cannot help; for
 * `invalid-answer` the outcome is unknown and a person has to look.
 *
 * Holds codes and field names only, never a value: failures are readable by anyone with access to the server.
 */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  readonly gateway: GatewayName;
  /** Such as `invalid-request`, `key-reused`, `bad-signature`, `invalid-answer`. */
  readonly code: string;
  /** The field at fault, in dotted form, or null: none in particular. */
  readonly field: string | null;

  constructor(gateway: GatewayName, code: string, field: string | null = null) {
    super(`The ${gateway} gateway refused: ${code}${field === null ? '' : ` (${field})`}.`);
    this.gateway = gateway;
    this.code = code;
    this.field = field;
  }
}
