/** Writes api/openapi.json from the contracts; with --check it only says whether the stored copy is up to date. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '../contracts/openapi.js';

const path = fileURLToPath(new URL('openapi.json', import.meta.url));
const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const stored = await readFile(path, 'utf8').catch(() => '');
  if (stored !== text) {
    process.stderr.write(
      'api/openapi.json differs from contracts/: run `npx tsx api/write-openapi.ts` and commit it.\n',
    );
    process.exitCode = 1;
  }
} else {
  await writeFile(path, text);
}
