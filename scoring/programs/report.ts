import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { taiwanUtilizationAndDelay } from '../data/taiwan.js';
import { scoreRowsWith, scoreWith } from '../model-file.js';
import type { ModelFile } from '../model-file.js';
import { modelKey } from '../registry.js';
import { gatesOf } from '../report/gates.js';
import { replayLimits } from '../report/limit-replay.js';
import { reportPage } from '../report/page.js';
import type { ReportedData, Shipped } from '../report/page.js';
import { calibrationPlot, pointsPlot, psiPlot, rocPlot } from '../report/plots.js';
import { driftOf, validateData, validateShuffled } from '../report/validation.js';
import type { ValidatedData } from '../report/validation.js';
import { inputsOfRow } from '../table.js';
import { newestModel } from './model-files.js';
import { DATA_DIR_DEFAULT, GERMAN, loadSource, noDataMessage, TAIWAN } from './sources.js';
import type { LoadedSource } from './sources.js';

const USAGE = `Usage: npm run model:report -- [options]

Validates the scorecards and the boosted trees by cross-validation and checks the model files that ship.
Exits with 1 when a gate is missed or there are no data.

  --json FILE   where the figures go (default reports/models.json)
  --data DIR    folder of the data sets (default ../shared/data beside the project)
  --page DIR    folder of the page and its plots (default docs/models)
`;

const PROJECT_DIR = fileURLToPath(new URL('../../', import.meta.url));
const GERMAN_REPEATS = 5;
const SHUFFLE_SEED = 11;
const COMPARED_ROWS_MAX = 1_000;
const MONTHS_BEFORE = [1, 2, 3, 4, 5] as const;
const PLACES = 6;

const { values: options } = parseArgs({
  options: {
    json: { type: 'string', default: join(PROJECT_DIR, 'reports/models.json') },
    data: { type: 'string', default: DATA_DIR_DEFAULT },
    page: { type: 'string', default: join(PROJECT_DIR, 'docs/models') },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

process.exitCode = options.help ? say(USAGE) : report();

function report(): number {
  const startedAt = performance.now();
  const taiwan = loadSource(TAIWAN, options.data);
  const german = loadSource(GERMAN, options.data);
  if (taiwan === null && german === null) return say(noDataMessage(options.data), 1);
  mkdirSync(options.page, { recursive: true });
  const taiwanData = taiwan === null ? null : validate(taiwan, 1);
  const germanData = german === null ? null : validate(german, GERMAN_REPEATS);
  const shuffled = taiwan === null ? null : validateShuffled(taiwan.rows, taiwan.features, SHUFFLE_SEED);
  const drift = taiwan === null ? [] : driftOfTaiwan(taiwan);
  const limits = taiwan === null || taiwanData === null ? null : replayLimits(taiwan.csv, taiwanData.scorecard.pd);
  const figures = {
    ...(taiwanData === null ? {} : { taiwan: taiwanData.figures }),
    ...(germanData === null ? {} : { german: germanData.figures }),
    ...(shuffled === null ? {} : { shuffled: { auc: shuffled.auc, foldAucs: shuffled.foldAucs } }),
    ...(limits === null ? {} : { limits }),
  };
  const gates = gatesOf(figures);
  const shipped = [
    ...(taiwan === null ? [] : shippedOf(taiwan, ['behavior-scorecard', 'behavior-boosted'])),
    ...(german === null ? [] : shippedOf(german, ['application-scorecard', 'application-boosted'])),
  ];
  const data: ReportedData[] = [];
  if (taiwan !== null && taiwanData !== null) {
    const psi = writePlot('taiwan-psi', 'PSI by month', psiPlot('Taiwan', drift));
    data.push(reported('Taiwan credit card customers', 'taiwan', taiwan, taiwanData, [psi]));
  }
  if (german !== null && germanData !== null) {
    data.push(reported('German applicants for installment loans', 'german', german, germanData, []));
  }
  writeFileSync(
    join(options.page, 'report.md'),
    reportPage({ gates, data, shuffledAuc: shuffled?.auc ?? null, shipped }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  mkdirSync(dirname(options.json), { recursive: true });
  writeFileSync(options.json, `${JSON.stringify({ ...figures, drift, shipped, gates, seconds }, rounded, 2)}\n`);
  for (const { name, value, isMet } of gates) say(`${isMet ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(4)}\n`);
  const places = `Figures: ${options.json}. Page: ${join(options.page, 'report.md')}.`;
  return say(`${places} ${seconds.toFixed(1)} s\n`, gates.every(({ isMet }) => isMet) ? 0 : 1);
}

function validate(source: LoadedSource, repeats: number): ValidatedData {
  const startedAt = performance.now();
  const validated = validateData(source.rows, source.features, repeats);
  say(`${source.id}: ${((performance.now() - startedAt) / 1_000).toFixed(1)} s\n`);
  return validated;
}

function reported(
  title: string,
  name: string,
  { attribution }: LoadedSource,
  validated: ValidatedData,
  more: ReportedData['plots'],
): ReportedData {
  const plots = [
    writePlot(`${name}-roc`, 'ROC', rocPlot(title, validated)),
    writePlot(`${name}-calibration`, 'Calibration by decile', calibrationPlot(title, validated)),
    ...more,
    writePlot(`${name}-points`, 'Points by bin', pointsPlot(title, validated.fitted.card)),
  ];
  return { title, attribution, validated, plots };
}

function writePlot(name: string, title: string, svg: string): ReportedData['plots'][number] {
  const file = `${name}.svg`;
  writeFileSync(join(options.page, file), svg);
  return { file, title };
}

function driftOfTaiwan({ csv }: LoadedSource) {
  return driftOf(
    taiwanUtilizationAndDelay(csv, 0),
    MONTHS_BEFORE.map((ago) => taiwanUtilizationAndDelay(csv, ago)),
  );
}

/** Checks the files that ship: hash, and one by one the same scores as all at once. */
function shippedOf(source: LoadedSource, ids: readonly string[]): Shipped[] {
  return ids
    .map((id) => newestModel(id))
    .filter((file) => file !== null)
    .map((file) => ({
      model: modelKey(file),
      features: file.features.length,
      window: `${file.trainingWindow.from} to ${file.trainingWindow.to}`,
      validUntil: file.validUntil,
      hash: file.hash,
      comparedRows: compareScores(file, source),
    }));
}

/** @throws RangeError when a row has another score online than in the batch */
function compareScores(file: ModelFile, { rows: table }: LoadedSource): number {
  const scores = scoreRowsWith(file, table);
  const compared = Math.min(COMPARED_ROWS_MAX, table.rows);
  for (let row = 0; row < compared; row += 1) {
    const { score } = scoreWith(file, inputsOfRow(table, row));
    if (score !== scores[row]) throw new RangeError(`${modelKey(file)}: row ${row} has another score online`);
  }
  return compared;
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(PLACES)) : value;
}

function say(text: string, exitCode = 0): number {
  process.stdout.write(text);
  return exitCode;
}
