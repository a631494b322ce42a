import { createHash } from 'node:crypto';
import { RecordConflict } from '../../storage/errors.js';
import type { ApiDeps } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { unknownProblem } from '../http/read-call.js';
import { ApiProblem } from '../problems/api-problem.js';
import { keyReused } from './run-command.js';

const ACCOUNTS_PER_CUSTOMER_MAX = 20;
const REF_HEX_CHARACTERS = 24;

/** An account's name outside the customers' collection: of its customer and key, so that a repeat has the same one. */
export function accountRefOf(customerId: string, key: string): string {
  return `acc_${createHash('sha256').update(`${customerId}\n${key}`).digest('hex').slice(0, REF_HEX_CHARACTERS)}`;
}

/** @throws ApiProblem when the line is not known, or its customer has no such account */
export async function requireAccount(
  { reads, customers }: Pick<ApiDeps, 'reads' | 'customers'>,
  lineId: string,
  accountRef: string,
  param: string,
): Promise<void> {
  const [line, account] = await Promise.all([reads.lines.find(lineId), customers.resolveAccount(accountRef)]);
  if (line === null) throw unknownProblem('lineId');
  if (account?.customerId === line.customerId) return;
  throw new ApiProblem('account-unknown', "Use an accountRef of this line's customer, or add the account first.", {
    param,
  });
}

/** The customer's bank accounts. */
export function accountHandlers({ reads, customers }: ApiDeps): Pick<Handlers, 'addAccount'> {
  return {
    addAccount: async ({ params, body, intent }) => {
      const line = await reads.lines.find(params.lineId);
      const customer = line === null ? null : await customers.find(line.customerId);
      if (customer === null) throw unknownProblem('lineId');
      const { customerId, accounts } = customer;
      const accountRef = accountRefOf(customerId, intent.key);
      const isKnown = accounts.some((account) => account.accountRef === accountRef);
      if (!isKnown && accounts.length >= ACCOUNTS_PER_CUSTOMER_MAX)
        throw new ApiProblem(
          'too-many',
          `A customer has at most ${ACCOUNTS_PER_CUSTOMER_MAX} accounts: use one of them.`,
        );
      try {
        await customers.addAccount(customerId, { accountRef, accountNumber: body.accountNumber });
      } catch (thrown) {
        if (thrown instanceof RecordConflict) throw keyReused('accountNumber');
        throw thrown;
      }
      return { body: { accountRef }, replayed: isKnown };
    },
  };
}
