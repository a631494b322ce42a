import { once } from 'node:events';

export default async function stopTestServers() {
  const child = globalThis.whiteslipTestServers;
  if (!child || child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin.end();
  await ended;
}
