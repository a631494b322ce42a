import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { APPLICATION_FEATURES } from '../catalogue/application-features.js';
import { BEHAVIOR_FEATURES } from '../catalogue/behavior-features.js';
import type { FeatureDefinition } from '../catalogue/feature.js';
import { readCsv } from '../data/csv.js';
import type { CsvTable } from '../data/csv.js';
import { germanTable } from '../data/german.js';
import { taiwanTable } from '../data/taiwan.js';
import type { ModelPurpose } from '../model-file.js';
import type { LabelledTable } from '../table.js';

/** A public data set that models are trained on; it stays where it is and is not part of the project. */
export interface Source {
  readonly id: 'uci-taiwan-default' | 'uci-german-credit';
  readonly purpose: ModelPurpose;
  readonly features: readonly FeatureDefinition[];
  readonly table: (csv: CsvTable) => LabelledTable;
  readonly trainingWindow: { readonly from: string; readonly to: string };
  readonly attribution: string;
}

export interface LoadedSource extends Source {
  readonly csv: CsvTable;
  readonly rows: LabelledTable;
  readonly sha256: string;
}

export const TAIWAN: Source = {
  id: 'uci-taiwan-default',
  purpose: 'BEHAVIOR',
  features: BEHAVIOR_FEATURES,
  table: taiwanTable,
  trainingWindow: { from: '2005-04-01', to: '2005-10-31' },
  attribution: 'UCI Machine Learning Repository, "default of credit card clients", CC BY 4.0',
};

export const GERMAN: Source = {
  id: 'uci-german-credit',
  purpose: 'APPLICATION',
  features: APPLICATION_FEATURES,
  table: germanTable,
  trainingWindow: { from: '1973-01-01', to: '1975-12-31' },
  attribution: 'UCI Machine Learning Repository, Statlog (German Credit Data), CC BY 4.0',
};

const PROJECT_DIR = fileURLToPath(new URL('../../', import.meta.url));

/** Beside the project, where a data folder may be shared by several. */
export const DATA_DIR_DEFAULT = join(PROJECT_DIR, '../shared/data');

/** @returns null when the file is not there */
export function loadSource(source: Source, dir: string): LoadedSource | null {
  const path = join(dir, `${source.id}.csv.gz`);
  if (!existsSync(path)) return null;
  const packed = readFileSync(path);
  const csv = readCsv(gunzipSync(packed).toString('utf8'));
  const rows = source.table(csv);
  const features = source.features.filter(({ name }) => name in rows.columns);
  return { ...source, features, csv, rows, sha256: createHash('sha256').update(packed).digest('hex') };
}

/** What a program says when it has nothing to read. */
export function noDataMessage(dir: string): string {
  const files = [TAIWAN, GERMAN].map(({ id }) => `${id}.csv.gz`).join(' and ');
  return `No data: ${files} are not in ${dir}. Give their folder with --data DIR.\n`;
}
