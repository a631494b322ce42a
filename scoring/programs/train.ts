import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { plainDate } from '../../domain/calendar/plain-date.js';
import { modelKey } from '../registry.js';
import { trainModel } from '../training/train-model.js';
import { keepModel } from './model-files.js';
import { DATA_DIR_DEFAULT, GERMAN, loadSource, noDataMessage, TAIWAN } from './sources.js';
import type { LoadedSource } from './sources.js';

const USAGE = `Usage: npm run model:train -- [options]

Trains the scorecards and the boosted trees on the data sets that are there and writes the model files.

  --data DIR       folder of the data sets (default ../shared/data beside the project)
  --on DATE        civil date of the training (default today)
  --owner NAME     who answers for the models (default credit-risk)
  --trainer NAME   who trains them; somebody else has to approve them (default model-training)
`;

const ORDERS = [
  { source: TAIWAN, kind: 'SCORECARD', id: 'behavior-scorecard' },
  { source: TAIWAN, kind: 'BOOSTED_TREES', id: 'behavior-boosted' },
  { source: GERMAN, kind: 'SCORECARD', id: 'application-scorecard' },
  { source: GERMAN, kind: 'BOOSTED_TREES', id: 'application-boosted' },
] as const;

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: DATA_DIR_DEFAULT },
    on: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    owner: { type: 'string', default: 'credit-risk' },
    trainer: { type: 'string', default: 'model-training' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

process.exitCode = options.help ? say(USAGE) : train();

function train(): number {
  const trainedOn = plainDate(options.on);
  const sources = [TAIWAN, GERMAN].map((source) => loadSource(source, options.data));
  const loaded = sources.filter((source) => source !== null);
  if (loaded.length === 0) return say(noDataMessage(options.data), 1);
  mkdirSync(new URL('../models/trained/', import.meta.url), { recursive: true });
  for (const { source, kind, id } of ORDERS) {
    const own = loaded.find((each) => each.id === source.id);
    if (own === undefined) say(`${id}: skipped, ${source.id}.csv.gz is not there\n`);
    else trainOne(own, kind, id, trainedOn);
  }
  return 0;
}

function trainOne(source: LoadedSource, kind: (typeof ORDERS)[number]['kind'], id: string, trainedOn: string): void {
  const startedAt = performance.now();
  const { purpose, trainingWindow, features, sha256, attribution, rows } = source;
  const data = { id: source.id, sha256, attribution };
  const people = { owner: options.owner, trainedBy: options.trainer };
  const trained = trainModel(
    { id, version: 1, kind, purpose, ...people, trainedOn, trainingWindow, data, features },
    rows,
  );
  const { file, isNew } = keepModel(trained);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const { auc, ks } = file.metrics;
  say(`${modelKey(file)}: ${isNew ? 'written' : 'unchanged'}, AUC ${auc}, KS ${ks}, ${seconds} s\n`);
}

function say(text: string, exitCode = 0): number {
  process.stdout.write(text);
  return exitCode;
}
