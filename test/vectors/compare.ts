import { Exact } from '../../domain/money/decimal.js';
import type { Answer, Answers } from './family.js';
import { isFields } from './read-vectors.js';
import type { Vector } from './read-vectors.js';

/** One expected value that was not met. */
export interface Mismatch {
  /** Path of the field, such as `rows[2].principal`. */
  readonly field: string;
  readonly expected: string;
  readonly got: string;
}

/** Digits enough that the products below are exact. */
const Wide = Exact.clone({ precision: 200 });
type Wide = InstanceType<typeof Wide>;

/**
 * Compares the fields present in `expected`, wherever they sit: numbers as decimals or fractions within the tolerance
 * of their field, everything else as it is.
 */
export function compareAnswers(vector: Vector, answers: Answers): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  const compared = compareFields(vector.tolerance, vector.expected, answers, [], '', mismatches);
  if (compared === 0) return [{ field: '(expected)', expected: 'at least one field', got: 'none' }];
  return mismatches;
}

function compareFields(
  tolerance: Vector['tolerance'],
  expected: Vector['expected'],
  got: Readonly<Record<string, Answer>>,
  names: readonly string[],
  path: string,
  mismatches: Mismatch[],
): number {
  const fields = Object.entries(expected);
  for (const [name, value] of fields) {
    const field = path === '' ? name : `${path}.${name}`;
    const answer = Object.hasOwn(got, name) ? got[name] : undefined;
    compareValue(tolerance, value, answer, [...names, name], field, mismatches);
  }
  return fields.length;
}

function compareValue(
  tolerance: Vector['tolerance'],
  expected: unknown,
  got: Answer | undefined,
  names: readonly string[],
  field: string,
  mismatches: Mismatch[],
): void {
  if (Array.isArray(expected) && Array.isArray(got)) {
    const answers = got as readonly Answer[];
    if (expected.length !== answers.length) {
      mismatches.push({ field, expected: `${expected.length} entries`, got: `${answers.length} entries` });
    }
    expected
      .slice(0, answers.length)
      .forEach((value, i) => compareValue(tolerance, value, answers[i], names, `${field}[${i}]`, mismatches));
    return;
  }
  if (isFields(expected) && isAnswers(got)) {
    compareFields(tolerance, expected, got, names, field, mismatches);
    return;
  }
  if (!isSame(expected, got, toleranceOf(tolerance, names))) {
    mismatches.push({ field, expected: shown(expected), got: shown(got) });
  }
}

/** Of the innermost field that has one: that of `payments` counts for its map of spot values. */
function toleranceOf(tolerance: Vector['tolerance'], names: readonly string[]): Wide {
  const named = names.toReversed().find((name) => name !== '*' && Object.hasOwn(tolerance, name));
  return new Wide(tolerance[named ?? '*'] ?? '0');
}

function isSame(expected: unknown, got: Answer | undefined, allowed: Wide): boolean {
  const a = rationalOf(expected);
  const b = rationalOf(got);
  if (a === undefined || b === undefined) return expected === got;
  const difference = a.numerator.times(b.denominator).minus(b.numerator.times(a.denominator)).abs();
  return difference.lte(allowed.times(a.denominator).times(b.denominator));
}

interface Rational {
  readonly numerator: Wide;
  /** Above 0. */
  readonly denominator: Wide;
}

const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function rationalOf(value: unknown): Rational | undefined {
  if (Exact.isDecimal(value) || typeof value === 'number') {
    const numerator = new Wide(value);
    return numerator.isFinite() ? { numerator, denominator: new Wide(1) } : undefined;
  }
  if (typeof value !== 'string') return undefined;
  const [above = '', below = '1', ...more] = value.split('/');
  if (more.length > 0 || !NUMBER.test(above) || !NUMBER.test(below)) return undefined;
  const denominator = new Wide(below);
  return denominator.gt(0) ? { numerator: new Wide(above), denominator } : undefined;
}

function isAnswers(value: Answer | undefined): value is Readonly<Record<string, Answer>> {
  return isFields(value) && !Exact.isDecimal(value);
}

function shown(value: unknown): string {
  if (value === undefined) return '(nothing)';
  if (typeof value === 'string') return value;
  return Exact.isDecimal(value) ? value.toString() : JSON.stringify(value);
}
