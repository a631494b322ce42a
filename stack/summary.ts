import { withoutPassword } from './external-servers.js';
import type { RunningStack } from './running-stack.js';

/** What a person wants to know once the stack runs. @param seconds how long it took */
export function summaryOf(stack: RunningStack, seconds: number): readonly string[] {
  const { temporal, store } = stack;
  const rows: readonly (readonly [string, string | null])[] = [
    ['API', stack.apiUrl],
    ['API docs', stack.docsUrl],
    ['development key', stack.apiUrl === null || stack.mode === 'production' ? null : stack.developmentKeyPath],
    ['sandbox', stack.sandboxUrl],
    ['worker', stack.workerUrl],
    ['Temporal', `${temporal.address} (server ${temporal.serverVersion}, ${temporal.way})`],
    ['document store', `${withoutPassword(store.mongodbUri)} (${store.way})`],
    ['logs', stack.logsDir],
  ];
  const shown = rows.filter((row): row is readonly [string, string] => row[1] !== null);
  const width = Math.max(...shown.map(([label]) => label.length));
  return [
    `Whiteslip is ready after ${seconds.toFixed(1)} s (${stack.mode} mode).`,
    ...shown.map(([label, text]) => `  ${label.padEnd(width)}  ${text}`),
  ];
}
