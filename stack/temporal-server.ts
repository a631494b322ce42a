import type { Config } from './config.js';
import { openLog } from './logs.js';
import { temporalDataPath } from './paths.js';
import type { TemporalBinary } from './provision/temporal.js';
import { SEARCH_ATTRIBUTES } from './search-attributes.js';
import type { ServiceSpec } from './service.js';
import { answersOk } from './wait.js';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

export interface TemporalPorts {
  readonly temporal: number;
  readonly temporalHttp: number;
  readonly temporalMetrics: number;
}

/** Measured: at the default of 20 polls a second everything waits; with 2,000 a skipped timer takes 20 to 27 ms. */
const POLL_RATES = ['history.timerProcessorMaxPollRPS=2000', 'history.transferProcessorMaxPollRPS=2000'];

/** The three belong together: without the interval of 0 s the pause before a new run counts as idle and its timers are jumped over. */
const VIRTUAL_TIME = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.workflowIdReuseMinimalInterval="0s"',
  'history.timerProcessorMaxTimeShift="5ms"',
];

/** WAL with synchronous=1 lost nothing in 60 kill -9; a power cut may cost the last moments. */
const DURABLE = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'];

/** The arguments of `temporal`. @param keep `on-disk`, or `in-memory`: faster, gone at its end */
export function temporalArguments(
  config: Pick<Config, 'homeDir' | 'mode' | 'temporalNamespace'>,
  ports: TemporalPorts,
  keep: 'on-disk' | 'in-memory',
): readonly string[] {
  const dynamic = config.mode === 'sandbox' ? [...POLL_RATES, ...VIRTUAL_TIME] : POLL_RATES;
  return [
    ...['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(ports.temporal)],
    ...[
      '--http-port',
      String(ports.temporalHttp),
      '--metrics-port',
      String(ports.temporalMetrics),
      '--log-level',
      'error',
    ],
    ...(keep === 'on-disk' ? ['--db-filename', temporalDataPath(config.homeDir), ...DURABLE] : []),
    ...(config.temporalNamespace === 'default' ? [] : ['--namespace', config.temporalNamespace]),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ...dynamic.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

export function temporalService(
  binary: TemporalBinary,
  config: Config,
  ports: TemporalPorts,
  options: { readonly keep: 'on-disk' | 'in-memory'; readonly env: NodeJS.ProcessEnv },
): ServiceSpec {
  const namespace = encodeURIComponent(config.temporalNamespace);
  return {
    name: 'temporal',
    command: binary.path,
    args: temporalArguments(config, ports, options.keep),
    env: options.env,
    cwd: config.homeDir,
    logPath: openLog(config.homeDir, 'temporal'),
    channel: 'none',
    isReady: async () => await answersOk(`http://127.0.0.1:${ports.temporalHttp}/api/v1/namespaces/${namespace}`),
    readyTimeoutMs: READY_TIMEOUT_MS,
    stopTimeoutMs: STOP_TIMEOUT_MS,
  };
}
