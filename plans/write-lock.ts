import { readFileSync, writeFileSync } from 'node:fs';
import { PLAN_VERSIONS } from './catalogue.js';
import { withNewVersions, type PlansLock } from './lock.js';

// Adds the versions of the catalogue that have not been launched yet: npx tsx plans/write-lock.ts
const file = new URL('plans.lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8')) as PlansLock;
writeFileSync(file, `${JSON.stringify(withNewVersions(lock, PLAN_VERSIONS), null, 2)}\n`);
