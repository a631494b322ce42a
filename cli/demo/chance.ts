const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const TWO_32 = 2 ** 32;

/** 32 well mixed bits of a text: FNV-1a, then the finalizer of MurmurHash3, since FNV leaves the high bits alike. */
function bitsOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** What is left to chance about one customer: the same names give the same numbers, whatever was asked before. */
export interface Chance {
  /** In [0, 1). */
  readonly share: (what: string) => number;
  /** From `min` to `max`, both included. */
  readonly between: (what: string, min: number, max: number) => number;
  readonly oneOf: <T>(what: string, choices: readonly [T, ...T[]]) => T;
}

/** @param who names the customer; the seed makes another book of the same customers */
export function chanceOf(seed: number, who: string): Chance {
  const share = (what: string) => bitsOf(`${seed}/${who}/${what}`) / TWO_32;
  return {
    share,
    between: (what, min, max) => min + Math.floor(share(what) * (max - min + 1)),
    oneOf: (what, choices) => choices[Math.floor(share(what) * choices.length)] ?? choices[0],
  };
}
