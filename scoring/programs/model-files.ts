import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashOf } from '../../domain/ledger/journal.js';
import { checkedModelFile, sealModel } from '../model-file.js';
import type { ModelFile } from '../model-file.js';

const MODELS_DIR = fileURLToPath(new URL('../models/trained/', import.meta.url));
const NAME = /^(.+)-(\d+)\.json$/;

/**
 * The newest version of a model that is there, checked against its hash; null: there is none.
 *
 * @throws RangeError for a file whose content was changed
 */
export function newestModel(id: string, dir = MODELS_DIR): ModelFile | null {
  const versions = readdirSync(dir)
    .map((name) => NAME.exec(name))
    .filter((match) => match?.[1] === id)
    .map((match) => Number(match?.[2]));
  if (versions.length === 0) return null;
  const path = join(dir, `${id}-${Math.max(...versions)}.json`);
  return checkedModelFile(JSON.parse(readFileSync(path, 'utf8')) as ModelFile); // written by `keepModel`, and hashed
}

/**
 * Keeps a newly trained model. A version never changes: when the training gave what is there already, that stays as it
 * is, dates included; else this is the next version.
 *
 * @returns where it stands, and whether it was written now
 */
export function keepModel(trained: ModelFile, dir = MODELS_DIR): { readonly file: ModelFile; readonly isNew: boolean } {
  const newest = newestModel(trained.id, dir);
  if (newest !== null && whatWasLearned(newest) === whatWasLearned(trained)) return { file: newest, isNew: false };
  const version = (newest?.version ?? 0) + 1;
  const file = sealModel({ ...trained, version, model: { ...trained.model, version } });
  writeFileSync(join(dir, `${file.id}-${version}.json`), `${JSON.stringify(file)}\n`);
  return { file, isNew: true };
}

/** Names the content of a training apart from its version, its people and its dates. */
function whatWasLearned({ data, parameters, features, metrics, monitoring, model }: ModelFile): string {
  return hashOf({ data, parameters, features, metrics, monitoring, model: { ...model, version: 0 } });
}
