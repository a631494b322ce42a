import { parseArgs } from 'node:util';

export const PARTS = ['a', 'b', 'c', 'd'] as const;
export type PartName = (typeof PARTS)[number];

export interface Options {
  readonly only: readonly PartName[];
  readonly jsonPath: string;
  /** Line-years in each round of (b). */
  readonly lines: number;
  /** Lines of (b) that live at the same time. */
  readonly atOnce: number;
}

const LINES_DEFAULT = 12;
const AT_ONCE_DEFAULT = 12;

export const USAGE = `Usage: npm run bench -- [options]

  --only a,b,c,d  parts to measure (default all):
                    a  schedules and engine time, without servers
                    b  line-years on the embedded stack, against an empty workflow
                    c  latency of a draw through the API, against a bare workflow update
                    d  memory of an open line, against an empty workflow
  --lines N       line-years in each of three rounds of b (default ${LINES_DEFAULT})
  --at-once N     lines of b that live at the same time (default ${AT_ONCE_DEFAULT})
  --json FILE     where the figures go (default reports/bench.json)`;

/** @throws RangeError that says which option is wrong */
export function readOptions(argv: readonly string[]): Options | 'HELP' {
  const { values } = parse(argv);
  if (values.help === true) return 'HELP';
  const only = (values.only ?? PARTS.join(',')).split(',').map((name) => name.trim());
  const unknown = only.find((name) => !isPart(name));
  if (unknown !== undefined) throw new RangeError(`--only ${unknown}: the parts are ${PARTS.join(', ')}`);
  return {
    only: PARTS.filter((name) => only.includes(name)),
    jsonPath: values.json ?? 'reports/bench.json',
    lines: count('--lines', values.lines, LINES_DEFAULT),
    atOnce: count('--at-once', values['at-once'], AT_ONCE_DEFAULT),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        only: { type: 'string' },
        lines: { type: 'string' },
        'at-once': { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (thrown) {
    throw new RangeError(thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
  }
}

const isPart = (name: string): name is PartName => PARTS.some((part) => part === name);

function count(option: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`${option} ${text ?? ''}: give a whole number of 1 or more`);
}
