import { existsSync, readdirSync } from 'node:fs';
import { readConfig } from '../../stack/config.js';
import { provisionDocumentStore } from '../../stack/provision/document-store.js';
import { provisionTemporal } from '../../stack/provision/temporal.js';
import { startStack } from '../../stack/supervisor.js';
import { TemporaryHome } from './temporary-home.js';

const TIMEOUT_MS = 180_000;

/** Nothing listens there: whoever asks the network is refused at once. */
const DEAD = 'http://127.0.0.1:9';
const NO_NETWORK = {
  PIP_INDEX_URL: `${DEAD}/simple`,
  PIP_EXTRA_INDEX_URL: '',
  PIP_FIND_LINKS: '',
  PIP_NO_CACHE_DIR: '1',
  PIP_RETRIES: '0',
  HTTP_PROXY: DEAD,
  HTTPS_PROXY: DEAD,
  http_proxy: DEAD,
  https_proxy: DEAD,
};

let home: TemporaryHome;
beforeEach(() => {
  home = new TemporaryHome();
});
afterEach(() => home.remove());

test(
  'what was downloaded once starts without network',
  async () => {
    const lines: string[] = [];
    const context = { config: readConfig(home.env), env: home.env, report: () => undefined };
    await Promise.all([provisionTemporal(context), provisionDocumentStore(context)]);
    const stack = await startStack({
      parts: ['temporal', 'store'],
      keepTemporal: 'in-memory',
      ports: 'any',
      env: { ...home.env, ...NO_NETWORK },
      report: (line) => lines.push(line),
    });
    await stack.stop();
    expect(lines.filter((line) => line.includes('downloading'))).toEqual([]);
  },
  TIMEOUT_MS,
);

test(
  'an empty cache without network is explained, and stays empty',
  async () => {
    const cacheDir = `${home.dir}/cache`;
    const env = { ...home.env, ...NO_NETWORK, WHITESLIP_CACHE: cacheDir };
    const context = { config: readConfig(env), env, report: () => undefined };
    const refused = async () => await Promise.reject(new Error("the SDK's download was refused"));
    const hasOwnTemporal = await provisionTemporal(
      { ...context, config: { ...context.config, cacheDir } },
      refused,
    ).then(
      (binary) => binary.way,
      (thrown: unknown) => thrown,
    );
    if (typeof hasOwnTemporal === 'string') expect(hasOwnTemporal).toBe('temporal on PATH');
    else
      expect(hasOwnTemporal).toMatchObject({
        code: 'no-temporal',
        message: expect.stringMatching(/could not be downloaded by pip.*TEMPORAL_ADDRESS/s) as string,
      });
    if (existsSync(cacheDir)) expect(readdirSync(cacheDir)).toEqual([]);
  },
  TIMEOUT_MS,
);
