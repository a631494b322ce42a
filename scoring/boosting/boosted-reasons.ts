import type { Reason } from '../reasons.js';
import type { BoostedScore, BoostedTrees } from './boosted-trees.js';

/**
 * Why the score is not higher, from the steps along the customer's paths: the inputs that added most to the log-odds of
 * bad, ties by feature. A code stands once, however many inputs have it.
 *
 * @param max at most so many
 * @see risk.md section 3: "per-feature path contributions, same contract"
 */
export function boostedReasons(model: BoostedTrees, scored: BoostedScore, max: number): Reason[] {
  const causes = model.inputs
    .map(({ feature, reasons }, at) => ({
      feature,
      code: Number.isNaN(scored.values[at]) ? reasons.missing : reasons.high,
      addedMicro: scored.contributionsMicro[at] ?? 0,
    }))
    .filter(({ addedMicro }) => addedMicro > 0)
    .sort((a, b) => b.addedMicro - a.addedMicro || (a.feature < b.feature ? -1 : 1));
  const seen = new Set<string>();
  return causes
    .filter(({ code }) => !seen.has(code) && seen.add(code))
    .slice(0, max)
    .map(({ code, feature }) => ({ code, rule: `${model.id}-${model.version}/${feature}` }));
}
