import { parseArgs } from 'node:util';
import { reportLines, reportOf, runVectors } from './conformance.js';
import { messageOf, readVectorFile } from './read-vectors.js';

const USAGE = 'Usage: npm run vectors -- FILE... [--json]';
const EXIT = { allPassed: 0, someFailed: 1, wrongUsage: 2 } as const;

/** `npm run vectors -- FILE...`: runs files of conformance vectors through the engine's own rules. */
function main(argv: readonly string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    if (positionals.length === 0) throw new Error(`No file is named. ${USAGE}`);
    // All files are read before any is run, so that a wrong name does not cost the wait for the others.
    const files = positionals.map((path) => readVectorFile(path));
    const report = reportOf(files.flatMap(runVectors));
    const lines = values.json ? [JSON.stringify(report, null, 2)] : reportLines(report);
    process.stdout.write(`${lines.join('\n')}\n`);
    return report.failed > 0 ? EXIT.someFailed : EXIT.allPassed;
  } catch (thrown) {
    process.stderr.write(`${messageOf(thrown)}\n`);
    return EXIT.wrongUsage;
  }
}

process.exitCode = main(process.argv.slice(2));
