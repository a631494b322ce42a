import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { StackProblem } from './problem.js';

const HOST = '127.0.0.1';
/** Below the range from which systems take the ports of outgoing connections: what is free here stays free. */
const RANDOM_FIRST = 20_000;
const RANDOM_LAST = 29_999;
const TRIES_MAX = 200;
const NEIGHBOUR_STEP = 100;
const NEIGHBOURS_MAX = 5;

export interface PortWish {
  /** For messages. */
  readonly name: string;
  readonly port: number | 'any';
  /** The variable by which a person chose this port; then taken is an error. */
  readonly fixedBy?: string;
}

async function hold(port: number): Promise<Server | null> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host: HOST, port, exclusive: true }, () => resolve(server));
  });
}

async function release(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

export async function isPortFree(port: number): Promise<boolean> {
  const server = await hold(port);
  if (server === null) return false;
  await release(server);
  return true;
}

function candidates(wish: PortWish): readonly number[] {
  const random = Array.from({ length: TRIES_MAX }, () => randomInt(RANDOM_FIRST, RANDOM_LAST + 1));
  if (wish.port === 'any') return random;
  const wished = wish.port;
  const neighbours = Array.from({ length: NEIGHBOURS_MAX }, (_, i) => wished + (i + 1) * NEIGHBOUR_STEP);
  return [wished, ...neighbours.filter((port) => port <= 65_535), ...random];
}

async function holdWish(wish: PortWish): Promise<{ port: number; server: Server }> {
  if (wish.fixedBy !== undefined && wish.port !== 'any') {
    const server = await hold(wish.port);
    if (server !== null) return { port: wish.port, server };
    throw new StackProblem(
      'port-taken',
      `Port ${wish.port} for the ${wish.name} is taken by another program. Stop that program, set ${wish.fixedBy} to another port, ` +
        'or unset it: then a free port is found.',
    );
  }
  for (const port of candidates(wish)) {
    const server = await hold(port);
    if (server !== null) return { port, server };
  }
  throw new StackProblem('port-taken', `No free port was found for the ${wish.name} on ${HOST}.`);
}

/**
 * Free ports on the loopback address, all different: the wished one, or a free one when it is taken.
 *
 * @throws StackProblem `port-taken` when a port that a person chose is taken
 */
export async function findFreePorts<Name extends string>(
  wishes: Readonly<Record<Name, PortWish>>,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(wishes) as Name[]; // the keys of a record of Name
  const held: Server[] = [];
  const found: Partial<Record<Name, number>> = {};
  try {
    for (const name of names) {
      const { port, server } = await holdWish(wishes[name]);
      held.push(server); // kept until all are found: none is given twice
      found[name] = port;
    }
  } finally {
    await Promise.all(held.map(release));
  }
  return found as Record<Name, number>; // every name was filled above
}
