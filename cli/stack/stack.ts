import { stackDown, stackReset, stackStatus, stackUp } from '../../stack/commands.js';
import { summaryOf } from '../../stack/summary.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { pairs, table } from '../table.js';

interface Options {
  readonly json?: boolean;
}

const MS_PER_SECOND = 1000;

export async function showUp(io: Io, options: Options & { readonly detach?: boolean }): Promise<void> {
  const { detach = false, json = false } = options;
  const { running, ended } = await stackUp({ env: io.env, report: io.err, detach });
  print(io, json, running, () => [
    ...summaryOf(running, performance.now() / MS_PER_SECOND),
    `Stop it with ${detach ? '' : 'Ctrl-C, or with '}\`npx whiteslip stack down\`.`,
  ]);
  await ended;
}

export async function showStatus(io: Io, { json = false }: Options): Promise<ExitCode> {
  const status = await stackStatus({ env: io.env });
  const { running, health } = status;
  print(io, json, status, () => {
    if (running === null) return [`No stack runs on ${status.homeDir}. Start one with \`npx whiteslip stack up\`.`];
    const rows = running.services.map((service) => ({
      ...service,
      isHealthy: health.some(({ part, isHealthy }) => part === service.name && isHealthy),
    }));
    return [
      ...pairs([
        ['home', status.homeDir],
        ['state', `${running.state}, ${running.mode} mode, since ${running.sinceAt}`],
        ['API', running.apiUrl ?? '-'],
        ['Temporal', `${running.temporal.address} (server ${running.temporal.serverVersion})`],
        ['document store', running.store.way],
      ]),
      '',
      ...table(
        [
          { title: 'PART', text: ({ name }) => name },
          { title: 'STATE', text: ({ state }) => state },
          { title: 'ANSWERS', text: ({ isHealthy }) => (isHealthy ? 'yes' : 'NO') },
          { title: 'PROCESS', text: ({ process: identity }) => String(identity?.pid ?? '-'), align: 'RIGHT' },
          { title: 'RESTARTS', text: ({ restarts }) => String(restarts), align: 'RIGHT' },
          { title: 'LOG', text: ({ logPath }) => logPath },
        ],
        rows,
      ),
    ];
  });
  if (running === null) return EXIT.notRunning;
  return health.every(({ isHealthy }) => isHealthy) ? EXIT.ok : EXIT.failed;
}

export async function showDown(io: Io, { json = false }: Options): Promise<void> {
  const down = await stackDown({ env: io.env, report: io.err });
  print(io, json, down, () => [down.wasRunning ? 'Stopped.' : `No stack ran on ${down.homeDir}.`]);
}

export async function showReset(io: Io, options: Options & { readonly yes?: boolean }): Promise<void> {
  const { json = false, yes = false } = options;
  const reset = await stackReset({ env: io.env, report: io.err, yes });
  print(io, json, reset, () => [
    reset.removed ? `Removed ${reset.homeDir}:` : `Would remove ${reset.homeDir} (add --yes to do it):`,
    ...reset.entries.map((entry) => `  ${entry}`),
  ]);
}
