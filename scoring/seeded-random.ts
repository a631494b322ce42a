/** A stream of chance that starts the same for the same seed. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  readonly next: () => number;
  /** Uniform whole number in [0, below). */
  readonly below: (below: number) => number;
}

const TWO_32 = 2 ** 32;
const WARM_UP = 16;

/**
 * Marsaglia's xorshift with 128 bits of state: 32-bit integers only, so that every engine draws the same numbers.
 *
 * @param seed any whole number
 */
export function seededRandom(seed: number): SeededRandom {
  let a = seed | 0 || 0x6b8b4567;
  let b = Math.imul(a, 0x327b23c7) ^ 0x643c9869;
  let c = Math.imul(b, 0x66334873) ^ 0x74b0dc51;
  let d = Math.imul(c, 0x19495cff) ^ 0x2ae8944a;
  const next = () => {
    const mixed = a ^ (a << 11);
    [a, b, c] = [b, c, d];
    d = d ^ (d >>> 19) ^ mixed ^ (mixed >>> 8);
    return (d >>> 0) / TWO_32;
  };
  for (let draw = 0; draw < WARM_UP; draw += 1) next();
  return { next, below: (below) => Math.floor(next() * below) };
}

/** The numbers 0..n-1 in random order. */
export function shuffledIndex(n: number, random: SeededRandom): Int32Array {
  const order = Int32Array.from({ length: n }, (_, at) => at);
  for (let at = n - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    const held = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = held;
  }
  return order;
}
