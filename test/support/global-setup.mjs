/** Starts the test servers once for the whole run, in a process of its own that ends with this one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('embedded-stack-process.ts', import.meta.url));
const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url));

export default async function startTestServers() {
  if (process.env.WHITESLIP_TEST_TEMPORAL && process.env.WHITESLIP_TEST_MONGODB) return;
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    cwd: PROJECT_DIR,
    env: { ...process.env, NODE_OPTIONS: '' }, // jest's own flags are not for it
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [first] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The test servers could not be started (code ${code}); the reason is printed above.`);
    }),
  ]);
  const { temporalAddress, mongodbUri } = JSON.parse(first);
  process.env.WHITESLIP_TEST_TEMPORAL = temporalAddress;
  process.env.WHITESLIP_TEST_MONGODB = mongodbUri;
  globalThis.whiteslipTestServers = child;
}
