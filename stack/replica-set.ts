import { z } from 'zod';

const NAME = 'whiteslip';
const NOT_YET_INITIALIZED = 94;

type AdminCommand = (command: Record<string, unknown>) => Promise<unknown>;

const helloSchema = z.object({ isWritablePrimary: z.boolean().optional() });
const configurationSchema = z.object({
  config: z.looseObject({ version: z.number(), members: z.array(z.looseObject({ host: z.string() })) }),
});

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null;
}

/**
 * One step on the way to a replica set of one that takes writes: initiates it at first, and gives it its new address when
 * the port changed since.
 *
 * @returns whether it takes writes now; else call again
 */
export async function stepReplicaSet(host: string, run: AdminCommand): Promise<boolean> {
  if (helloSchema.parse(await run({ hello: 1 })).isWritablePrimary === true) return true;
  try {
    const { config } = configurationSchema.parse(await run({ replSetGetConfig: 1 }));
    if (config.members.length === 1 && config.members[0]?.host !== host) {
      const members = [{ ...config.members[0], host }];
      await run({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
    }
  } catch (thrown) {
    if (codeOf(thrown) !== NOT_YET_INITIALIZED) throw thrown;
    await run({ replSetInitiate: { _id: NAME, members: [{ _id: 0, host }] } });
  }
  return false;
}

/** Asks a mongod on this port, and moves it a step on. */
export async function isReplicaSetReady(port: number): Promise<boolean> {
  const { mongo } = await import('mongoose'); // heavy, and needed with a real mongod only
  const host = `127.0.0.1:${port}`;
  const client = new mongo.MongoClient(`mongodb://${host}/?directConnection=true`, { serverSelectionTimeoutMS: 2_000 });
  try {
    await client.connect();
    return await stepReplicaSet(host, async (command) => await client.db('admin').command(command));
  } finally {
    await client.close();
  }
}
