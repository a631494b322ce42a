import { stepReplicaSet } from './replica-set.js';

const HOST = '127.0.0.1:27017';

/** A mongod that answers from a table and remembers what it was asked. */
function server(answers: Record<string, unknown>) {
  const asked: Record<string, unknown>[] = [];
  const run = async (command: Record<string, unknown>): Promise<unknown> => {
    asked.push(command);
    const answer = answers[Object.keys(command)[0]!];
    if (answer instanceof Error) throw answer;
    return await Promise.resolve(answer ?? { ok: 1 });
  };
  return { asked, run };
}

const notYetInitialized = Object.assign(new Error('no replset config has been received'), { code: 94 });

describe('stepReplicaSet', () => {
  test('is done with a server that takes writes, and changes nothing', async () => {
    const { asked, run } = server({ hello: { isWritablePrimary: true } });
    expect(await stepReplicaSet(HOST, run)).toBe(true);
    expect(asked).toEqual([{ hello: 1 }]);
  });

  test('initiates a new one', async () => {
    const { asked, run } = server({ hello: { isWritablePrimary: false }, replSetGetConfig: notYetInitialized });
    expect(await stepReplicaSet(HOST, run)).toBe(false);
    expect(asked.at(-1)).toEqual({ replSetInitiate: { _id: 'whiteslip', members: [{ _id: 0, host: HOST }] } });
  });

  test('gives it its new address after the port changed', async () => {
    const config = { _id: 'whiteslip', version: 3, members: [{ _id: 0, host: '127.0.0.1:27117', votes: 1 }] };
    const { asked, run } = server({ hello: { isWritablePrimary: false }, replSetGetConfig: { config } });
    expect(await stepReplicaSet(HOST, run)).toBe(false);
    expect(asked.at(-1)).toEqual({
      replSetReconfig: { _id: 'whiteslip', version: 4, members: [{ _id: 0, host: HOST, votes: 1 }] },
      force: true,
    });
  });

  test('waits for the election otherwise', async () => {
    const config = { _id: 'whiteslip', version: 3, members: [{ _id: 0, host: HOST }] };
    const { asked, run } = server({ hello: {}, replSetGetConfig: { config } });
    expect(await stepReplicaSet(HOST, run)).toBe(false);
    expect(asked).toHaveLength(2);
  });

  test('passes other failures on', async () => {
    const { run } = server({ hello: {}, replSetGetConfig: Object.assign(new Error('not authorized'), { code: 13 }) });
    await expect(stepReplicaSet(HOST, run)).rejects.toThrow('not authorized');
  });
});
