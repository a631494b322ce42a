import type { Connection } from '@temporalio/client';
import { StackProblem, reasonOf } from './problem.js';
import { TEMPORAL_SERVER_MIN, isAtLeast } from './provision/temporal-version.js';
import { SEARCH_ATTRIBUTES } from './search-attributes.js';

const ANSWER_WITHIN_MS = 5_000;

/** Shown to a person: without the password. */
export function withoutPassword(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//***@');
}

function unreachable(address: string, thrown: unknown): StackProblem {
  return new StackProblem(
    'temporal-unreachable',
    `TEMPORAL_ADDRESS is ${address}, but no Temporal server answers there (${reasonOf(thrown)}). Start that server, correct the ` +
      'variable, or unset it: then one is started here.',
  );
}

/**
 * Checks a Temporal server that somebody else runs, and registers the search attributes it lacks.
 *
 * @throws StackProblem `temporal-unreachable`, `temporal-too-old`, or `configuration` for a namespace it does not have
 */
export async function checkTemporal(
  address: string,
  namespace: string,
  report: (line: string) => void,
): Promise<{ readonly serverVersion: string }> {
  const temporal = await import('@temporalio/client'); // heavy, and needed for a server elsewhere only
  const connection = await temporal.Connection.connect({ address, connectTimeout: ANSWER_WITHIN_MS }).catch(
    (thrown: unknown) => {
      throw unreachable(address, thrown);
    },
  );
  try {
    return await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, async () => {
      const { serverVersion } = await connection.workflowService.getSystemInfo({});
      if (!isAtLeast(serverVersion, TEMPORAL_SERVER_MIN))
        throw new StackProblem(
          'temporal-too-old',
          `The Temporal server at ${address} is ${serverVersion}; ${TEMPORAL_SERVER_MIN} or newer is needed. Upgrade it, or unset ` +
            'TEMPORAL_ADDRESS: then one is started here.',
        );
      await connection.workflowService.describeNamespace({ namespace }).catch((thrown: unknown) => {
        throw new StackProblem(
          'configuration',
          `The Temporal server at ${address} has no namespace ${namespace} (${reasonOf(thrown)}): create it with ` +
            `\`temporal operator namespace create -n ${namespace}\`, or set TEMPORAL_NAMESPACE.`,
        );
      });
      await registerSearchAttributes(connection, namespace, report);
      return { serverVersion };
    });
  } finally {
    await connection.close();
  }
}

/** `IndexedValueType` of the server's wire protocol. */
const WIRE_TYPES = { Keyword: 2, Datetime: 6 } as const;

async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
  report: (line: string) => void,
): Promise<void> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in customAttributes));
    if (missing.length === 0) return;
    const searchAttributes = Object.fromEntries(missing.map(([name, type]) => [name, WIRE_TYPES[type]]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (thrown) {
    // A hosted namespace lets nobody do this through the API; its owner does it once, by hand.
    const names = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => `${name}=${type}`);
    report(
      `Temporal: its search attributes could not be checked (${reasonOf(thrown)}); it must have ${names.join(', ')}`,
    );
  }
}

/** @throws StackProblem `mongodb-unreachable` */
export async function checkMongodb(uri: string): Promise<void> {
  const { mongo } = await import('mongoose'); // heavy, and needed for a server elsewhere only
  try {
    const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: ANSWER_WITHIN_MS });
    try {
      await client.connect();
      await client.db('admin').command({ ping: 1 });
    } finally {
      await client.close();
    }
  } catch (thrown) {
    throw new StackProblem(
      'mongodb-unreachable',
      `MONGODB_URI is ${withoutPassword(uri)}, but no MongoDB answers there (${reasonOf(thrown)}). Start that server, correct the ` +
        'variable, or unset it: then a document store is started here.',
    );
  }
}
