import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_DIR, readConfig, readServiceConfig } from './config.js';
import { StackProblem } from './problem.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'whiteslip-config-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const read = (env: Record<string, string>) => readConfig({ WHITESLIP_HOME: home, ...env });
const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  WHITESLIP_MODE: 'production',
  TEMPORAL_ADDRESS: 'temporal:7233',
  MONGODB_URI: 'mongodb://mongodb:27017/whiteslip',
  WHITESLIP_CALLBACK_SECRET: 'a secret with more than 32 characters',
  WHITESLIP_DATA_KEY: KEY,
};

function problemOf(run: () => unknown): StackProblem {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof StackProblem) return thrown;
    throw thrown;
  }
  throw new Error('no problem was thrown');
}

describe('readConfig', () => {
  test('has a default for everything in sandbox mode', () => {
    expect(read({})).toMatchObject({
      mode: 'sandbox',
      homeDir: home,
      temporalAddress: null,
      temporalNamespace: 'default',
      mongodbUri: null,
      apiHost: '127.0.0.1',
      apiPort: 8480,
      apiUrl: 'http://127.0.0.1:8480',
      workerPort: 8481,
      sandboxPort: 8490,
      sandboxUrl: 'http://127.0.0.1:8490',
      fixedPorts: [],
      logLevel: 'info',
    });
  });

  test('the default home lies in the project', () => {
    const env = { WHITESLIP_CALLBACK_SECRET: PRODUCTION.WHITESLIP_CALLBACK_SECRET, WHITESLIP_DATA_KEY: KEY };
    expect(readConfig(env).homeDir).toBe(join(PROJECT_DIR, '.whiteslip'));
  });

  test('an empty variable counts as not set', () => {
    expect(read({ TEMPORAL_ADDRESS: '', WHITESLIP_API_PORT: '' })).toMatchObject({
      temporalAddress: null,
      apiPort: 8480,
      fixedPorts: [],
    });
  });

  test('knows which ports a person chose', () => {
    expect(read({ WHITESLIP_API_PORT: '9000' })).toMatchObject({
      apiPort: 9000,
      apiUrl: 'http://127.0.0.1:9000',
      fixedPorts: ['api'],
    });
  });

  test.each([
    ['TEMPORAL_ADDRESS', 'http://localhost:7233', 'host:port'],
    ['TEMPORAL_ADDRESS', 'localhost', 'host:port'],
    ['MONGODB_URI', 'localhost:27017', 'mongodb://'],
    ['WHITESLIP_MODE', 'prod', 'sandbox or production'],
    ['WHITESLIP_API_PORT', '80a', 'port number'],
    ['WHITESLIP_API_PORT', '0', 'port number'],
    ['WHITESLIP_WORKER_PORT', '65536', 'port number'],
    ['WHITESLIP_SANDBOX_URL', 'localhost', 'must be an address'],
    ['WHITESLIP_CALLBACK_SECRET', 'short', '32 characters'],
    ['WHITESLIP_DATA_KEY', Buffer.alloc(31).toString('base64'), '32 bytes'],
    ['WHITESLIP_DATA_KEY', 'not base64 at all, but long enough !!', '32 bytes'],
    ['WHITESLIP_LOG_LEVEL', 'loud', 'one of'],
  ])('%s=%s is refused by name', (name, value, hint) => {
    const problem = problemOf(() => read({ [name]: value }));
    expect(problem.code).toBe('configuration');
    expect(problem.message).toContain(name);
    expect(problem.message).toContain(hint);
  });

  test('65535 and 1 are ports', () => {
    expect(read({ WHITESLIP_API_PORT: '65535', WHITESLIP_WORKER_PORT: '1' })).toMatchObject({
      apiPort: 65535,
      workerPort: 1,
    });
  });

  test('production names everything that is missing, and generates nothing', () => {
    const problem = problemOf(() => read({ WHITESLIP_MODE: 'production' }));
    for (const name of ['TEMPORAL_ADDRESS', 'MONGODB_URI', 'WHITESLIP_CALLBACK_SECRET', 'WHITESLIP_DATA_KEY'])
      expect(problem.message).toContain(`${name} is required`);
    expect(() => statSync(join(home, 'secrets.json'))).toThrow('ENOENT');
  });

  test('production takes what it is given', () => {
    const config = read(PRODUCTION);
    expect(config.mode).toBe('production');
    expect(Buffer.from(config.dataKey).toString('base64')).toBe(KEY);
    expect(() => statSync(join(home, 'secrets.json'))).toThrow('ENOENT');
  });
});

describe("the sandbox's secrets", () => {
  test('are generated once, kept, and readable by the owner alone', () => {
    const first = read({});
    const second = read({});
    expect(first.dataKey).toHaveLength(32);
    expect(second.dataKey).toEqual(first.dataKey);
    expect(second.callbackSecret).toBe(first.callbackSecret);
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('differ between installations', () => {
    const other = mkdtempSync(join(tmpdir(), 'whiteslip-config-'));
    expect(read({ WHITESLIP_HOME: other }).callbackSecret).not.toBe(read({}).callbackSecret);
    rmSync(other, { recursive: true });
  });

  test('one that is given is taken, the other one generated', () => {
    const config = read({ WHITESLIP_DATA_KEY: KEY });
    expect(Buffer.from(config.dataKey).toString('base64')).toBe(KEY);
    expect(config.callbackSecret).toBe(
      (JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as { callbackSecret: string }).callbackSecret,
    );
  });

  test('a damaged file is never replaced by new secrets', () => {
    writeFileSync(join(home, 'secrets.json'), '{"callbackSecret": ');
    expect(problemOf(() => read({})).message).toContain('secrets.json cannot be read');
    expect(readFileSync(join(home, 'secrets.json'), 'utf8')).toBe('{"callbackSecret": ');
  });
});

describe('readServiceConfig', () => {
  test('wants both addresses', () => {
    const problem = problemOf(() =>
      readServiceConfig({ WHITESLIP_HOME: home, MONGODB_URI: 'mongodb://127.0.0.1:27017/x' }),
    );
    expect(problem.message).toContain('TEMPORAL_ADDRESS is not set');
    expect(problem.message).not.toContain('MONGODB_URI');
  });
});
