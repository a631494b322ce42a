#!/usr/bin/env node
import { ensure, explain } from './ensure.mjs';

/** Only what takes time is worth a line here. */
const report = (line) => (line.endsWith('as locked') ? undefined : console.error(line));

try {
  ensure(report);
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('../cli/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (thrown) {
  process.exitCode = explain(thrown);
}
