import { meetsGoal, type Figure, type Part } from './figure.js';

const HEAD = ['', 'ours', 'baseline', 'ratio', 'goal'] as const;

/** A part as text for a terminal: one row a figure, then the notes. */
export function tableOf({ title, baseline, figures, notes }: Part): string {
  const rows = [[...HEAD], ...figures.map(rowOf)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  );
  return [title, `baseline: ${baseline}`, ...lines.map((line) => `  ${line.trimEnd()}`), ...notes, ''].join('\n');
}

function rowOf(figure: Figure): string[] {
  const { name, unit, value, baseline, ratio } = figure;
  return [
    name,
    `${readable(value)} ${unit}`.trim(),
    baseline === null ? '' : `${readable(baseline)} ${unit}`.trim(),
    ratio === null ? '' : ratio.toFixed(2),
    goalText(figure),
  ];
}

function goalText(figure: Figure): string {
  const { goal } = figure;
  if (goal === null) return '';
  const sign = goal.kind === 'AT_LEAST' ? '>=' : '<=';
  const meets = meetsGoal(figure);
  return `${sign} ${goal.bound} ${meets === null ? '?' : meets ? 'met' : 'MISSED'}`;
}

/** Three figures are all that such a measurement is worth; whole numbers stay whole. */
export function readable(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toPrecision(3);
}
