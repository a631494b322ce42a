/** Rows of a CSV text with a header, as the named columns' texts. */
export interface CsvTable {
  readonly rows: number;
  /** @throws RangeError for a column that is not in the header */
  readonly text: (column: string) => readonly string[];
  /** @throws RangeError for a column that is not in the header, or holds what is no number */
  readonly number: (column: string) => Float64Array;
}

const FIELD = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;

/**
 * Reads CSV with one record a line; fields with commas stand in double quotes.
 *
 * @throws RangeError naming the line that has another number of fields than the header
 */
export function readCsv(content: string): CsvTable {
  const [header, ...lines] = content.split(/\r?\n/).filter((line) => line !== '');
  const names = fieldsOf(header ?? '');
  const columns = names.map((): string[] => []);
  lines.forEach((line, at) => {
    const fields = fieldsOf(line);
    if (fields.length !== names.length) throw new RangeError(`line ${at + 2}: has ${fields.length} fields`);
    fields.forEach((field, column) => columns[column]?.push(field));
  });
  const text = (column: string) => {
    const found = columns[names.indexOf(column)];
    if (found === undefined) throw new RangeError(`${column}: is no column of the file`);
    return found;
  };
  return {
    rows: lines.length,
    text,
    number: (column) =>
      Float64Array.from(text(column), (field) => {
        const value = Number(field);
        if (field === '' || Number.isNaN(value)) throw new RangeError(`${column}: ${field} is no number`);
        return value;
      }),
  };
}

function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return Array.from(line.matchAll(FIELD), ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
