import { createHash } from 'node:crypto';
import type { ApplyBody } from '../../contracts/applications.js';
import { ASIA_SHANGHAI } from '../../domain/calendar/zone.js';
import { linePreset, PRESET_NAMES } from '../../plans/presets.js';
import type { StartApplication } from '../../workflows/application/messages.js';
import { RecordConflict } from '../../storage/errors.js';
import { lineProblem } from '../credit-lines/problems.js';
import { keyReused } from '../credit-lines/run-command.js';
import { accountRefOf } from '../credit-lines/accounts.js';
import type { ApiDeps, Customers } from '../deps.js';
import type { Handlers } from '../http/handlers.js';
import { firstDifference } from '../keys/first-difference.js';
import { ApiProblem } from '../problems/api-problem.js';

const ID_HEX_CHARACTERS = 24;

/** Ids follow from the API key and the Idempotency-Key: a repeat is the same application, and never a second one. */
export function applicationIdsOf(keyId: string, key: string) {
  const name = createHash('sha256').update(`${keyId}\n${key}`).digest('hex').slice(0, ID_HEX_CHARACTERS);
  const customerId = `cust_${name}`;
  return { applicationId: `app_${name}`, customerId, accountRef: accountRefOf(customerId, key) };
}

/** Takes an application in: the person's data goes to the customers, everything else to the workflow. */
export function applyHandlers(deps: ApiDeps): Pick<Handlers, 'apply'> {
  const { applications, customers, reads, settings } = deps;
  return {
    apply: async ({ body, intent, caller }) => {
      requirePreset(body, settings.lenderId);
      const { applicationId, customerId, accountRef } = applicationIdsOf(caller.keyId, intent.key);
      await storeCustomer(customers, customerId, accountRef, body);
      const input = startOf({ applicationId, customerId }, body, settings);
      const isRepeat = (await applications.start(input)) === 'EXISTS';
      if (isRepeat) requireSame(await applications.startedWith(applicationId), input);
      const status = (isRepeat ? await reads.applications.find(applicationId) : null)?.status ?? 'IDENTITY';
      return { body: { applicationId, customerId, accountRef, status }, replayed: isRepeat };
    },
  };
}

function startOf(
  ids: Pick<StartApplication, 'applicationId' | 'customerId'>,
  { currency, requestedLimitMinor, billDay, preset, declared }: ApplyBody,
  { lenderId, answerTimeoutMs }: ApiDeps['settings'],
): StartApplication {
  const asked = { currency, requestedLimitMinor, billDay, preset, features: declared };
  return { ...ids, ...asked, lenderId, zone: ASIA_SHANGHAI, answerTimeoutMs };
}

/** @throws ApiProblem when the key was used with other wishes; once the server has forgotten them they are not compared */
function requireSame(first: StartApplication | null, second: StartApplication): void {
  const wishes = ({ currency, requestedLimitMinor, billDay, preset, features }: StartApplication) => {
    return { currency, requestedLimitMinor, billDay, preset, declared: { ...features } };
  };
  const param = first === null ? null : firstDifference(wishes(first), wishes(second));
  if (param !== null) throw keyReused(param);
}

function requirePreset({ preset, currency, billDay }: ApplyBody, lenderId: string): void {
  if (!PRESET_NAMES.includes(preset))
    throw new ApiProblem('invalid-field', `Use one of the presets: ${PRESET_NAMES.join(', ')}.`, { param: 'preset' });
  const terms = linePreset(preset, { zone: ASIA_SHANGHAI, billDay, lenderId });
  if (terms.currency !== currency) throw lineProblem({ type: 'wrong-currency', expected: terms.currency });
}

/** Stores the customer once. @throws ApiProblem when the key was used for somebody else */
async function storeCustomer(
  customers: Customers,
  customerId: string,
  accountRef: string,
  { person, accountNumber }: ApplyBody,
): Promise<void> {
  const { email, ...others } = person;
  const given = { ...others, ...(email === undefined ? {} : { email }) };
  try {
    await customers.create({ customerId, person: given, accounts: [{ accountRef, accountNumber }] });
  } catch (thrown) {
    if (!(thrown instanceof RecordConflict)) throw thrown;
    // Accounts may have been added since: only what came with the application is compared.
    const stored = await customers.find(customerId);
    const param = stored === null ? 'person' : firstDifference({ person: { ...stored.person } }, { person: given });
    const account = stored?.accounts.find((candidate) => candidate.accountRef === accountRef);
    if (param !== null) throw keyReused(param);
    if (account?.accountNumber !== accountNumber) throw keyReused('accountNumber');
  }
}
