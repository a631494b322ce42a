import type { BinCount } from './binning.js';

/** Added to the goods and the bads of every bin, so that an empty one has a finite weight. */
export const SMOOTHING = 0.5;

export interface WeightOfEvidence {
  /** ln(share of the goods / share of the bads) by bin: above 0 where the bin is better than the whole. */
  readonly woe: readonly number[];
  /** Information value: how much the bins tell goods from bads. */
  readonly iv: number;
}

/**
 * Weight of evidence by bin and information value.
 *
 * @param smoothing added to both counts of each bin
 * @throws RangeError when a bin without smoothing has no goods or no bads
 * @see risk.md section 3; golden SC-3
 */
export function weightOfEvidence(counts: readonly BinCount[], smoothing = SMOOTHING): WeightOfEvidence {
  const goods = counts.reduce((sum, { good }) => sum + good + smoothing, 0);
  const bads = counts.reduce((sum, { bad }) => sum + bad + smoothing, 0);
  let iv = 0;
  const woe = counts.map(({ good, bad }, bin) => {
    const goodShare = (good + smoothing) / goods;
    const badShare = (bad + smoothing) / bads;
    const weight = Math.log(goodShare / badShare);
    if (!Number.isFinite(weight)) throw new RangeError(`bin ${bin}: has no goods or no bads; smooth or merge it`);
    iv += (goodShare - badShare) * weight;
    return weight;
  });
  return { woe, iv };
}

export type InformationBand = 'USELESS' | 'WEAK' | 'MEDIUM' | 'STRONG' | 'SUSPICIOUS';

/** What an information value says; SUSPICIOUS asks for a review, it is no refusal. */
export function informationBand(iv: number): InformationBand {
  if (iv < 0.02) return 'USELESS';
  if (iv < 0.1) return 'WEAK';
  if (iv < 0.3) return 'MEDIUM';
  return iv <= 0.5 ? 'STRONG' : 'SUSPICIOUS';
}
