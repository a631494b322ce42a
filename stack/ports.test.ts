import { createServer, type Server } from 'node:net';
import { findFreePorts, isPortFree } from './ports.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(async (server) => await new Promise((resolve) => server.close(resolve))));
});

/** Something that listens, as another program would. */
async function occupied(host: string): Promise<number> {
  const { probe } = await findFreePorts({ probe: { name: 'probe', port: 'any' } });
  await new Promise<void>((resolve) => servers.push(createServer().listen(probe, host, () => resolve())));
  return probe;
}

describe('findFreePorts', () => {
  test('takes the wished port when it is free', async () => {
    const { probe } = await findFreePorts({ probe: { name: 'probe', port: 'any' } });
    expect(await findFreePorts({ api: { name: 'api', port: probe } })).toEqual({ api: probe });
  });

  test.each(['127.0.0.1', '0.0.0.0'])('moves on from a port that is taken on %s', async (host) => {
    const taken = await occupied(host);
    const { api } = await findFreePorts({ api: { name: 'api', port: taken } });
    expect(api).not.toBe(taken);
    expect(await isPortFree(api)).toBe(true);
    expect(await isPortFree(taken)).toBe(false);
  });

  test('gives no port twice', async () => {
    const { probe } = await findFreePorts({ probe: { name: 'probe', port: 'any' } });
    const { a, b, c } = await findFreePorts({
      a: { name: 'a', port: probe },
      b: { name: 'b', port: probe },
      c: { name: 'c', port: 'any' },
    });
    expect(new Set([a, b, c]).size).toBe(3);
  });

  test('a port that a person chose is not moved: the message names port and variable', async () => {
    const taken = await occupied('127.0.0.1');
    const finding = findFreePorts({ api: { name: 'api', port: taken, fixedBy: 'WHITESLIP_API_PORT' } });
    await expect(finding).rejects.toMatchObject({
      code: 'port-taken',
      message: expect.stringMatching(new RegExp(`Port ${taken} for the api is taken.*WHITESLIP_API_PORT`)) as string,
    });
  });

  test('gives free ports back when one cannot be had', async () => {
    const taken = await occupied('127.0.0.1');
    const { probe } = await findFreePorts({ probe: { name: 'probe', port: 'any' } });
    await findFreePorts({
      a: { name: 'a', port: probe },
      b: { name: 'b', port: taken, fixedBy: 'WHITESLIP_API_PORT' },
    }).catch(() => null);
    expect(await isPortFree(probe)).toBe(true);
  });
});
