import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The row of a table as it is checked: what its first cell says, then what its last cells say. */
export type CheckedRow = readonly [label: string, ...figures: string[]];

/** The tables of a page that the engine fills in, by the name that the page gives them. */
export type PageExamples = Readonly<Record<string, () => readonly CheckedRow[]>>;

export interface Page {
  /** Cells of the rows below the heading, by table. */
  readonly tables: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** All text outside code. */
  readonly prose: string;
  /** Targets of its links inside the repository, relative to the page. */
  readonly links: readonly string[];
}

const MARK = /^<!-- checked: ([a-z0-9-]+) -->$/;

/** Reads a page of Markdown. A table is checked where `<!-- checked: NAME -->` stands on a line of its own before it. */
export function readPage(path: string): Page {
  const text = readFileSync(ROOT + path, 'utf8');
  const lines = text.split('\n');
  const tables = new Map<string, readonly (readonly string[])[]>();
  lines.forEach((line, index) => {
    const name = MARK.exec(line)?.[1];
    if (name === undefined) return;
    if (tables.has(name)) throw new Error(`${path} has two tables "${name}"; name each once`);
    tables.set(name, tableAfter(lines.slice(index + 1)));
  });
  const prose = text.replaceAll(/```[^]*?```/g, '').replaceAll(/`[^`]*`/g, '');
  const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, target = '']) => target);
  return { tables, prose, links: links.filter((target) => !target.includes(':')) };
}

/** What a row shows of what is checked, as the example gives it: the first cell, and as many of the last as there are. */
export function shownOf(cells: readonly string[], expected: CheckedRow): readonly string[] {
  return [cells[0] ?? '', ...cells.slice(1).slice(1 - expected.length)];
}

/** Numbers with two decimals or more: `1,006.50`. A page writes what is given, such as 1,000 or 0.6 %, with fewer. */
export const figuresIn = (text: string): readonly string[] => text.match(/\d[\d,]*\.\d{2,}/g) ?? [];

function tableAfter(lines: readonly string[]): readonly (readonly string[])[] {
  const from = lines.findIndex((line) => line !== '');
  const rows = lines.slice(from);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  // Heading and rule come first.
  return rows.slice(2, end < 0 ? undefined : end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
