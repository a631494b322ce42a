/** Line coverage of domain/ may not fall below this. */
import { readFileSync } from 'node:fs';

const LINES_PERCENT_MIN = 95;
const { total } = JSON.parse(readFileSync(new URL('../coverage/coverage-summary.json', import.meta.url), 'utf8'));
const { pct } = total.lines;
console.log(`line coverage of domain/: ${pct} % (at least ${LINES_PERCENT_MIN} %)`);
if (pct < LINES_PERCENT_MIN) process.exit(1);
