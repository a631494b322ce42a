import { compareAnswers } from './compare.js';
import type { Mismatch } from './compare.js';
import { FAMILIES } from './families.js';
import { messageOf } from './read-vectors.js';
import type { Vector, VectorFile } from './read-vectors.js';

/** What became of one vector. */
export type VectorResult = { readonly id: string; readonly family: string; readonly kind: string } & (
  | { readonly status: 'PASSED' }
  | { readonly status: 'FAILED'; readonly mismatches: readonly Mismatch[] }
  | { readonly status: 'SKIPPED'; readonly reason: string }
);

/** Runs every vector of a file through its family, in order. */
export function runVectors(file: VectorFile): readonly VectorResult[] {
  return file.items.map((item) => runVector(file.family, item));
}

function runVector(familyName: string, item: Vector): VectorResult {
  const head = { id: item.id, family: familyName, kind: item.kind };
  const family = Object.hasOwn(FAMILIES, familyName) ? FAMILIES[familyName] : undefined;
  if (family === undefined) {
    return { ...head, status: 'SKIPPED', reason: `the family is not one of ${Object.keys(FAMILIES).join(', ')}` };
  }
  try {
    const outcome = family.run(item);
    if (outcome.kind === 'SKIPPED') return { ...head, status: 'SKIPPED', reason: outcome.reason };
    const mismatches = compareAnswers(item, outcome.answers);
    return mismatches.length === 0 ? { ...head, status: 'PASSED' } : { ...head, status: 'FAILED', mismatches };
  } catch (thrown) {
    const name = thrown instanceof Error ? thrown.name : 'Error';
    const got = `${name}: ${messageOf(thrown)}`;
    return { ...head, status: 'FAILED', mismatches: [{ field: '(run)', expected: 'an answer', got }] };
  }
}

/** How many vectors of a family went which way. */
export interface FamilyCount {
  readonly family: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Vectors of one kind that were skipped for one reason. */
export interface SkippedGroup {
  readonly family: string;
  readonly kind: string;
  readonly reason: string;
  readonly ids: readonly string[];
}

/** Results as a person or a program reads them. */
export interface ConformanceReport {
  readonly failures: readonly (VectorResult & { readonly status: 'FAILED' })[];
  readonly skipped: readonly SkippedGroup[];
  readonly families: readonly FamilyCount[];
  readonly passed: number;
  readonly failed: number;
}

export function reportOf(results: readonly VectorResult[]): ConformanceReport {
  const names = [...new Set(results.map((result) => result.family))];
  const families = names.map((family) => ({ family, ...counted(results.filter((one) => one.family === family)) }));
  const { passed, failed } = counted(results);
  return {
    failures: results.filter((result) => result.status === 'FAILED'),
    skipped: skippedGroups(results),
    families,
    passed,
    failed,
  };
}

function counted(results: readonly VectorResult[]): Omit<FamilyCount, 'family'> {
  const count = (status: VectorResult['status']) => results.filter((result) => result.status === status).length;
  return { passed: count('PASSED'), failed: count('FAILED'), skipped: count('SKIPPED') };
}

function skippedGroups(results: readonly VectorResult[]): readonly SkippedGroup[] {
  const groups = new Map<string, { family: string; kind: string; reason: string; ids: string[] }>();
  for (const result of results) {
    if (result.status !== 'SKIPPED') continue;
    const { id, family, kind, reason } = result;
    const key = JSON.stringify([family, kind, reason]);
    const group = groups.get(key) ?? { family, kind, reason, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The lines of a report; the last one counts everything. */
export function reportLines(report: ConformanceReport): readonly string[] {
  return [
    ...report.failures.flatMap(({ family, kind, id, mismatches }) => [
      `FAILED ${family} ${kind} ${id}`,
      ...mismatches.map(({ field, expected, got }) => `  ${field}: expected ${expected}, got ${got}`),
    ]),
    ...report.skipped.flatMap(({ family, kind, reason, ids }) => [
      `SKIPPED ${family} ${kind}, ${ids.length}: ${reason}`,
      ...ids.map((id) => `  ${id}`),
    ]),
    ...report.families.map(
      ({ family, passed, failed, skipped }) => `${family}: ${passed} passed, ${failed} failed, ${skipped} skipped`,
    ),
    `${report.passed} passed, ${report.failed} failed`,
  ];
}
