import { temporalArguments } from './temporal-server.js';

const PORTS = { temporal: 7233, temporalHttp: 7243, temporalMetrics: 7253 };
const config = (over: object = {}) => ({
  homeDir: '/home/x',
  mode: 'sandbox' as const,
  temporalNamespace: 'default',
  ...over,
});

/** The values of a flag that may stand several times. */
const valuesOf = (args: readonly string[], flag: string) => args.filter((_, i) => args[i - 1] === flag);

describe('temporalArguments', () => {
  test('starts headless on the loopback address with the measured settings', () => {
    const args = temporalArguments(config(), PORTS, 'on-disk');
    expect(args.slice(0, 3)).toEqual(['server', 'start-dev', '--headless']);
    expect(valuesOf(args, '--ip')).toEqual(['127.0.0.1']);
    expect(valuesOf(args, '--port')).toEqual(['7233']);
    expect(valuesOf(args, '--http-port')).toEqual(['7243']);
    expect(valuesOf(args, '--metrics-port')).toEqual(['7253']);
    expect(valuesOf(args, '--db-filename')).toEqual(['/home/x/temporal.db']);
    expect(valuesOf(args, '--sqlite-pragma')).toEqual(['journal_mode=wal', 'synchronous=1']);
    expect(valuesOf(args, '--search-attribute')).toEqual([
      'LineStatus=Keyword',
      'DelinquencyBucket=Keyword',
      'PlanId=Keyword',
      'WaitingFor=Keyword',
      'LenderId=Keyword',
      'NextItemAt=Datetime',
    ]);
    expect(valuesOf(args, '--dynamic-config-value')).toEqual([
      'history.timerProcessorMaxPollRPS=2000',
      'history.transferProcessorMaxPollRPS=2000',
      'frontend.WorkflowTimeSkippingEnabled=true',
      'history.workflowIdReuseMinimalInterval="0s"',
      'history.timerProcessorMaxTimeShift="5ms"',
    ]);
  });

  test('no clock can be moved in production mode', () => {
    const args = temporalArguments(config({ mode: 'production' }), PORTS, 'on-disk');
    expect(valuesOf(args, '--dynamic-config-value')).toEqual([
      'history.timerProcessorMaxPollRPS=2000',
      'history.transferProcessorMaxPollRPS=2000',
    ]);
  });

  test('in memory there is no file and nothing to tune of it', () => {
    const args = temporalArguments(config(), PORTS, 'in-memory');
    expect(valuesOf(args, '--db-filename')).toEqual([]);
    expect(valuesOf(args, '--sqlite-pragma')).toEqual([]);
  });

  test('another namespace is made at start', () => {
    const args = temporalArguments(config({ temporalNamespace: 'other' }), PORTS, 'in-memory');
    expect(valuesOf(args, '--namespace')).toEqual(['other']);
  });
});
