import { readFileSync } from 'node:fs';
import { readConfig } from '../stack/config.js';
import { developmentKeyPath } from '../stack/paths.js';
import { readRunningStack, type RunningStack } from '../stack/running-stack.js';
import { apiClient, type ApiClient } from './api-client.js';
import { CliProblem, EXIT } from './exit-codes.js';
import type { Io } from './io.js';

/** A person waits for the answer. */
const INTERACTIVE_DEADLINE_MS = 15_000;

const nothingRuns = (homeDir: string): CliProblem =>
  new CliProblem(
    EXIT.notRunning,
    `No stack runs on ${homeDir}. Start one with \`npm start\` or \`npx whiteslip stack up --detach\`, ` +
      'or name an API elsewhere with --api.',
  );

/**
 * The stack that runs on this home folder and can serve.
 *
 * @throws CliProblem when there is none
 */
export function runningStack(io: Io): RunningStack {
  const { homeDir } = readConfig(io.env);
  const running = readRunningStack(homeDir);
  if (running === null) throw nothingRuns(homeDir);
  if (running.state === 'ready') return running;
  throw new CliProblem(EXIT.notRunning, `The stack on ${homeDir} is ${running.state}: wait a moment and try again.`);
}

/** The key of the environment, else the one that the API made at its first start. */
function apiKeyOf(io: Io): string {
  const given = io.env['WHITESLIP_API_KEY'];
  if (given !== undefined && given !== '') return given;
  const path = developmentKeyPath(readConfig(io.env).homeDir);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new CliProblem(
      EXIT.notRunning,
      `There is no API key: set WHITESLIP_API_KEY, or start the stack, which writes one to ${path}.`,
    );
  }
}

export interface ApiChoice {
  /** Address of an API; default: that of the running stack. */
  readonly api?: string | undefined;
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
}

/** A client of the API that was named, or of the running stack's. */
export function connectApi(io: Io, { api, deadlineMs = INTERACTIVE_DEADLINE_MS, signal }: ApiChoice): ApiClient {
  const apiUrl = api ?? runningStack(io).apiUrl;
  if (apiUrl === null) throw new CliProblem(EXIT.notRunning, 'The running stack has no API: start it whole.');
  if (!URL.canParse(apiUrl))
    throw new CliProblem(EXIT.usage, `--api ${apiUrl} is not an address: write it as http://127.0.0.1:8480`);
  return apiClient({ apiUrl: apiUrl.replace(/\/+$/, ''), apiKey: apiKeyOf(io), deadlineMs, ...(signal && { signal }) });
}
