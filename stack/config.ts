import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { StackProblem } from './problem.js';
import { sandboxSecrets } from './secrets.js';

/** The project's root folder. */
export const PROJECT_DIR = fileURLToPath(new URL('..', import.meta.url));

/** Every variable that the product reads. Nothing else of the environment counts. */
export const CONFIG_VARIABLES = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'MONGODB_URI',
  'WHITESLIP_HOME',
  'WHITESLIP_CACHE',
  'WHITESLIP_MODE',
  'WHITESLIP_API_HOST',
  'WHITESLIP_API_PORT',
  'WHITESLIP_API_URL',
  'WHITESLIP_WORKER_PORT',
  'WHITESLIP_SANDBOX_HOST',
  'WHITESLIP_SANDBOX_PORT',
  'WHITESLIP_SANDBOX_URL',
  'WHITESLIP_CALLBACK_SECRET',
  'WHITESLIP_DATA_KEY',
  'WHITESLIP_LOG_LEVEL',
] as const;

export type ConfigVariable = (typeof CONFIG_VARIABLES)[number];

/** What production must be given; the sandbox generates the two secrets and the stack starts the two servers. */
export const REQUIRED_IN_PRODUCTION = [
  'TEMPORAL_ADDRESS',
  'MONGODB_URI',
  'WHITESLIP_CALLBACK_SECRET',
  'WHITESLIP_DATA_KEY',
] as const satisfies readonly ConfigVariable[];

const CALLBACK_SECRET_CHARACTERS_MIN = 32;
const DATA_KEY_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

const port = z
  .string()
  .regex(/^\d+$/, 'must be a port number, 1 to 65535')
  .transform(Number)
  .pipe(z.number().int().min(1, 'must be a port number, 1 to 65535').max(65_535, 'must be a port number, 1 to 65535'));

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an address such as http://127.0.0.1:8490' });

const environmentSchema = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+:\d{1,5}$/, 'must be host:port, such as 127.0.0.1:7233 (no http:// in front)')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
  WHITESLIP_HOME: z.string().default(join(PROJECT_DIR, '.whiteslip')),
  WHITESLIP_CACHE: z.string().optional(),
  WHITESLIP_MODE: z.enum(['sandbox', 'production'], 'must be sandbox or production').default('sandbox'),
  WHITESLIP_API_HOST: z.string().default('127.0.0.1'),
  WHITESLIP_API_PORT: port.default(8480),
  WHITESLIP_API_URL: httpUrl.optional(),
  WHITESLIP_WORKER_PORT: port.default(8481),
  WHITESLIP_SANDBOX_HOST: z.string().default('127.0.0.1'),
  WHITESLIP_SANDBOX_PORT: port.default(8490),
  WHITESLIP_SANDBOX_URL: httpUrl.optional(),
  WHITESLIP_CALLBACK_SECRET: z
    .string()
    .min(
      CALLBACK_SECRET_CHARACTERS_MIN,
      `must have at least ${CALLBACK_SECRET_CHARACTERS_MIN} characters (openssl rand -base64 32)`,
    )
    .optional(),
  WHITESLIP_DATA_KEY: z
    .string()
    .refine(
      (text) => BASE64.test(text) && Buffer.from(text, 'base64').length === DATA_KEY_BYTES,
      `must be ${DATA_KEY_BYTES} bytes in base64 (openssl rand -base64 ${DATA_KEY_BYTES})`,
    )
    .optional(),
  WHITESLIP_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
});

type Environment = z.infer<typeof environmentSchema>;

/** Listening ports of our own processes. */
export type PortName = 'api' | 'worker' | 'sandbox';

export interface Config {
  readonly mode: 'sandbox' | 'production';
  /** Data, logs, secrets of this installation. */
  readonly homeDir: string;
  /** Downloaded servers, shared by all installations of this user. */
  readonly cacheDir: string;
  /** host:port, or null: the stack starts its own server. */
  readonly temporalAddress: string | null;
  readonly temporalNamespace: string;
  /** null: the stack starts its own document store. */
  readonly mongodbUri: string | null;
  readonly apiHost: string;
  readonly apiPort: number;
  /** Where others reach the API, without a slash at the end; the sandbox sends its callbacks there. */
  readonly apiUrl: string;
  readonly workerPort: number;
  readonly sandboxHost: string;
  readonly sandboxPort: number;
  /** The sandbox gateways' service, without a slash at the end. */
  readonly sandboxUrl: string;
  /** Ports that a person chose: when one of them is taken, that is an error and no reason to move on. */
  readonly fixedPorts: readonly PortName[];
  /** Signs the gateways' callbacks. */
  readonly callbackSecret: string;
  /** 32 bytes: encrypts customers' data. */
  readonly dataKey: Uint8Array;
  readonly logLevel: Environment['WHITESLIP_LOG_LEVEL'];
}

/** A process that needs both servers. */
export interface ServiceConfig extends Config {
  readonly temporalAddress: string;
  readonly mongodbUri: string;
}

function invalid(problems: readonly string[]): StackProblem {
  return new StackProblem(
    'configuration',
    ['The configuration is not valid:', ...problems.map((text) => `  ${text}`)].join('\n'),
  );
}

function parse(env: NodeJS.ProcessEnv): Environment {
  // An empty variable counts as not set: that is what `VAR= command` and compose files leave behind.
  const given = Object.fromEntries(CONFIG_VARIABLES.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  if (parsed.data.WHITESLIP_MODE === 'production') {
    const missing = REQUIRED_IN_PRODUCTION.filter((name) => parsed.data[name] === undefined);
    if (missing.length > 0)
      throw invalid(missing.map((name) => `${name} is required when WHITESLIP_MODE is production`));
  }
  return parsed.data;
}

function secretsOf(settings: Environment, homeDir: string): { callbackSecret: string; dataKey: string } {
  const { WHITESLIP_CALLBACK_SECRET: callbackSecret, WHITESLIP_DATA_KEY: dataKey } = settings;
  if (callbackSecret !== undefined && dataKey !== undefined) return { callbackSecret, dataKey };
  const generated = sandboxSecrets(homeDir); // production was refused above: it never gets here
  return { callbackSecret: callbackSecret ?? generated.callbackSecret, dataKey: dataKey ?? generated.dataKey };
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/**
 * Reads and checks the whole configuration; the only reader of the environment.
 *
 * In sandbox mode missing secrets are generated once and kept in `secrets.json` of the home folder.
 *
 * @throws StackProblem `configuration`, naming every variable that is wrong or missing
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const settings = parse(env);
  const homeDir = resolve(settings.WHITESLIP_HOME);
  const { callbackSecret, dataKey } = secretsOf(settings, homeDir);
  const isGiven = (name: ConfigVariable) => env[name] !== undefined && env[name] !== '';
  const fixed: readonly (readonly [PortName, ConfigVariable])[] = [
    ['api', 'WHITESLIP_API_PORT'],
    ['worker', 'WHITESLIP_WORKER_PORT'],
    ['sandbox', 'WHITESLIP_SANDBOX_PORT'],
  ];
  return {
    mode: settings.WHITESLIP_MODE,
    homeDir,
    cacheDir: resolve(settings.WHITESLIP_CACHE ?? join(homedir(), '.cache', 'whiteslip')),
    temporalAddress: settings.TEMPORAL_ADDRESS ?? null,
    temporalNamespace: settings.TEMPORAL_NAMESPACE,
    mongodbUri: settings.MONGODB_URI ?? null,
    apiHost: settings.WHITESLIP_API_HOST,
    apiPort: settings.WHITESLIP_API_PORT,
    apiUrl: withoutSlash(settings.WHITESLIP_API_URL ?? `http://127.0.0.1:${settings.WHITESLIP_API_PORT}`),
    workerPort: settings.WHITESLIP_WORKER_PORT,
    sandboxHost: settings.WHITESLIP_SANDBOX_HOST,
    sandboxPort: settings.WHITESLIP_SANDBOX_PORT,
    sandboxUrl: withoutSlash(settings.WHITESLIP_SANDBOX_URL ?? `http://127.0.0.1:${settings.WHITESLIP_SANDBOX_PORT}`),
    fixedPorts: fixed.filter(([, name]) => isGiven(name)).map(([name]) => name),
    callbackSecret,
    dataKey: Buffer.from(dataKey, 'base64'),
    logLevel: settings.WHITESLIP_LOG_LEVEL,
  };
}

/**
 * The configuration of a process that needs both servers (api, worker).
 *
 * @throws StackProblem `configuration` when an address is missing
 */
export function readServiceConfig(env: NodeJS.ProcessEnv = process.env): ServiceConfig {
  const config = readConfig(env);
  const { temporalAddress, mongodbUri } = config;
  if (temporalAddress !== null && mongodbUri !== null) return { ...config, temporalAddress, mongodbUri };
  const missing = [
    ...(temporalAddress === null ? ['TEMPORAL_ADDRESS'] : []),
    ...(mongodbUri === null ? ['MONGODB_URI'] : []),
  ];
  throw invalid(
    missing.map((name) => `${name} is not set: \`npm start\` starts the servers and passes their addresses`),
  );
}

/** The environment that servers and tools are started with: PATH and the like. Not for settings. */
export function hostEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env };
}

/** Whether npm runs this process (`npm start`): then it ends with npm, also when npm is killed. */
export function isRunByNpm(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['npm_lifecycle_event'] !== undefined;
}
