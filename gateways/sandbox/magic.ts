import type { MovementFailure, MovementKind } from '../ports.js';

/** How long a movement takes and how its news travel. */
export type Delivery =
  'CALLBACK' | 'SYNCHRONOUS' | 'ANSWER_NEVER_COMES' | 'CALLBACK_TWICE' | 'CALLBACK_LATE' | 'CALLBACK_FIRST';

export interface AccountBehavior {
  readonly delivery: Delivery;
  readonly failure: MovementFailure | null;
  /** The failure strikes only the first debit of each (account, purpose). */
  readonly failsOnlyFirst: boolean;
  /** Requests of one key that get status 500 before one is taken. */
  readonly errorsFirst: number;
}

const SUCCESS: AccountBehavior = { delivery: 'CALLBACK', failure: null, failsOnlyFirst: false, errorsFirst: 0 };

/** The last four digits of a sandbox account number; the numbers follow ISO 8583 and HTTP where these have one. */
const ACCOUNT_CODES: Readonly<Record<string, AccountBehavior>> = {
  '0051': { ...SUCCESS, failure: 'INSUFFICIENT_FUNDS' },
  '0061': { ...SUCCESS, failure: 'LIMIT_EXCEEDED' },
  '0062': { ...SUCCESS, failure: 'ACCOUNT_CLOSED' },
  '0151': { ...SUCCESS, failure: 'INSUFFICIENT_FUNDS', failsOnlyFirst: true },
  '0200': { ...SUCCESS, delivery: 'SYNCHRONOUS' },
  '0404': { ...SUCCESS, failure: 'ACCOUNT_UNKNOWN' },
  '0408': { ...SUCCESS, delivery: 'ANSWER_NEVER_COMES' },
  '0409': { ...SUCCESS, delivery: 'CALLBACK_TWICE' },
  '0410': { ...SUCCESS, delivery: 'CALLBACK_LATE' },
  '0411': { ...SUCCESS, delivery: 'CALLBACK_FIRST' },
  '0500': { ...SUCCESS, errorsFirst: 2 },
};

/** Only this family is magic: any other account number that happens to end like one is an ordinary account. */
const SANDBOX_ACCOUNT = /^6200000\d{8}(\d{4})$/;

/** What the sandbox bank does with movements of an account. */
export function accountBehavior(accountNumber: string, kind: MovementKind): AccountBehavior {
  const code = SANDBOX_ACCOUNT.exec(accountNumber)?.[1];
  const behavior = (code === undefined ? undefined : ACCOUNT_CODES[code]) ?? SUCCESS;
  // Money can be paid to an empty account: a customer may get a draw and then fail to repay it.
  if (behavior.failure === 'INSUFFICIENT_FUNDS' && kind !== 'debit') return SUCCESS;
  return behavior;
}

export interface IdentityBehavior {
  readonly outcome: 'PASS' | 'FAIL' | 'MISMATCH';
  readonly neverAnswers: boolean;
  readonly errorsFirst: number;
}

const PASS: IdentityBehavior = { outcome: 'PASS', neverAnswers: false, errorsFirst: 0 };

const DOCUMENT_CODES: Readonly<Record<string, IdentityBehavior>> = {
  '0001': { ...PASS, outcome: 'FAIL' },
  '0002': { ...PASS, outcome: 'MISMATCH' },
  '0003': { ...PASS, neverAnswers: true },
  '0004': { ...PASS, errorsFirst: 2 },
};

/** What the sandbox identity check does with a document, by the last four characters of its number. */
export function documentBehavior(documentNumber: string): IdentityBehavior {
  return DOCUMENT_CODES[documentNumber.slice(-4)] ?? PASS;
}

const CUSTOMERS_MAX = 10 ** 8;

function customerDigits(customer: number): string {
  if (!Number.isInteger(customer) || customer < 0 || customer >= CUSTOMERS_MAX)
    throw new RangeError(`customer: ${String(customer)}`);
  return String(customer).padStart(8, '0');
}

/**
 * A sandbox account number of its own for each customer. Counting in the last digits instead would give the 51st
 * customer an empty account.
 *
 * @param customer 0 to 99,999,999
 * @param code four digits of the table in the gateways' README; `0000` is an account where all goes well
 * @throws RangeError for `customer` out of range
 */
export function sandboxAccountNumber(customer: number, code = '0000'): string {
  return `6200000${customerDigits(customer)}${code}`;
}

/** A document number of its own for each customer; `code` as in the README's table. */
export function sandboxDocumentNumber(customer: number, code = '0000'): string {
  return `110101${customerDigits(customer)}${code}`;
}
