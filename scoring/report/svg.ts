const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 60;
const RIGHT = 20;
const TOP = 40;
const BOTTOM = 50;
const COLORS = ['#1f6feb', '#d1481b', '#2d8a4e', '#8250df', '#6e7781', '#b08800'] as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  readonly name: string;
  readonly points: readonly Point[];
  /** Dots instead of a line. */
  readonly isDotted?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xMax: number;
  readonly yMax: number;
  readonly series: readonly Series[];
  /** Lines from one side to the other, such as the diagonal or a limit. */
  readonly guides?: readonly { readonly from: Point; readonly to: Point; readonly label: string }[];
}

/** A chart of lines and dots, from 0 up on both axes, as SVG text. */
export function lineChart(chart: Chart): string {
  const place = placer(chart.xMax, chart.yMax);
  const guides = (chart.guides ?? []).map(({ from, to, label }) => {
    const [a, b] = [place(from), place(to)];
    return `${line(a, b, 'stroke="#8c959f" stroke-dasharray="5 4"')}${text(b.x - 4, b.y - 5, label, 'end')}`;
  });
  const drawn = chart.series.map(({ points, isDotted = false }, at) => {
    const placed = points.map(place);
    if (isDotted) return placed.map(({ x, y }) => `<circle cx="${px(x)}" cy="${px(y)}" r="4" ${fill(at)}/>`).join('');
    const path = placed.map(({ x, y }) => `${px(x)},${px(y)}`).join(' ');
    return `<polyline points="${path}" fill="none" stroke="${colorOf(at)}" stroke-width="2"/>`;
  });
  return page(chart.title, [...axes(chart), ...guides, ...drawn, ...legend(chart.series.map(({ name }) => name))]);
}

export interface Strip {
  readonly name: string;
  readonly cells: readonly { readonly label: string; readonly value: number }[];
}

const STRIP_HEIGHT = 26;
const STRIP_LEFT = 170;

/** A row of cells for each characteristic, the darker the more points, as SVG text. */
export function stripChart(title: string, strips: readonly Strip[]): string {
  const height = TOP + strips.length * STRIP_HEIGHT + 10;
  const width = 900;
  const values = strips.flatMap(({ cells }) => cells.map(({ value }) => value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const drawn = strips.map(({ name, cells }, row) => {
    const y = TOP + row * STRIP_HEIGHT;
    const cellWidth = (width - STRIP_LEFT - RIGHT) / cells.length;
    const boxes = cells.map(({ label, value }, at) => {
      const x = STRIP_LEFT + at * cellWidth;
      const share = high === low ? 0 : (value - low) / (high - low);
      const box = `<rect x="${px(x)}" y="${y}" width="${px(cellWidth - 2)}" height="${STRIP_HEIGHT - 4}" fill="#1f6feb" fill-opacity="${(0.08 + 0.62 * share).toFixed(2)}"><title>${escaped(label)}: ${value}</title></rect>`;
      return `${box}${text(x + cellWidth / 2, y + 15, String(value), 'middle')}`;
    });
    return `${text(STRIP_LEFT - 8, y + 15, name, 'end')}${boxes.join('')}`;
  });
  return page(title, drawn, width, height);
}

function placer(xMax: number, yMax: number): (point: Point) => Point {
  return ({ x, y }) => ({
    x: LEFT + (x / xMax) * (WIDTH - LEFT - RIGHT),
    y: HEIGHT - BOTTOM - (y / yMax) * (HEIGHT - TOP - BOTTOM),
  });
}

const TICKS = 5;

function axes({ xLabel, yLabel, xMax, yMax }: Chart): string[] {
  const place = placer(xMax, yMax);
  const ticks = Array.from({ length: TICKS + 1 }, (_, at) => at / TICKS).map((share) => {
    const x = place({ x: share * xMax, y: 0 });
    const y = place({ x: 0, y: share * yMax });
    const grid = line(y, { x: WIDTH - RIGHT, y: y.y }, 'stroke="#d0d7de"');
    return `${grid}${text(x.x, x.y + 18, short(share * xMax), 'middle')}${text(y.x - 8, y.y + 4, short(share * yMax), 'end')}`;
  });
  const origin = place({ x: 0, y: 0 });
  return [
    ...ticks,
    line(origin, { x: WIDTH - RIGHT, y: origin.y }, 'stroke="#24292f"'),
    line(origin, { x: origin.x, y: TOP }, 'stroke="#24292f"'),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, xLabel, 'middle'),
    `<text x="16" y="${px((TOP + HEIGHT - BOTTOM) / 2)}" text-anchor="middle" transform="rotate(-90 16 ${px((TOP + HEIGHT - BOTTOM) / 2)})">${escaped(yLabel)}</text>`,
  ];
}

function legend(names: readonly string[]): string[] {
  return names.map((name, at) => {
    const y = HEIGHT - BOTTOM - 14 - (names.length - 1 - at) * 18;
    return `<rect x="${WIDTH - 205}" y="${y - 10}" width="12" height="12" ${fill(at)}/>${text(WIDTH - 188, y, name, 'start')}`;
  });
}

function page(title: string, parts: readonly string[], width = WIDTH, height = HEIGHT): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12" fill="#24292f" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<text x="${width / 2}" y="22" text-anchor="middle" font-size="15">${escaped(title)}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function line(from: Point, to: Point, style: string): string {
  return `<line x1="${px(from.x)}" y1="${px(from.y)}" x2="${px(to.x)}" y2="${px(to.y)}" ${style}/>`;
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

function fill(at: number): string {
  return `fill="${colorOf(at)}"`;
}

function colorOf(at: number): string {
  return COLORS[at % COLORS.length] ?? COLORS[0];
}

function px(value: number): string {
  return value.toFixed(1);
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
