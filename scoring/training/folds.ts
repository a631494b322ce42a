import { seededRandom, shuffledIndex } from '../seeded-random.js';

export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/**
 * Stratified folds: goods and bads are dealt out apart, so that every fold has the bad rate of the whole.
 *
 * @param isBad 1 for bad
 * @param folds 2 or more
 * @param seed the fixed random state
 * @see risk.md section 5
 */
export function stratifiedFolds(isBad: Uint8Array, folds: number, seed: number): readonly Fold[] {
  const foldOf = new Uint8Array(isBad.length);
  const dealt = [0, 0];
  for (const row of shuffledIndex(isBad.length, seededRandom(seed))) {
    const label = isBad[row] ?? 0;
    const at = dealt[label] ?? 0;
    foldOf[row] = at % folds;
    dealt[label] = at + 1;
  }
  const rows = Int32Array.from({ length: isBad.length }, (_, row) => row);
  return Array.from({ length: folds }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    test: rows.filter((row) => foldOf[row] === fold),
  }));
}

/** The same outcomes in random order. */
export function shuffledOutcomes(isBad: Uint8Array, seed: number): Uint8Array {
  return Uint8Array.from(shuffledIndex(isBad.length, seededRandom(seed)), (row) => isBad[row] ?? 0);
}
