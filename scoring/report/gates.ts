import type { LimitReplay } from './limit-replay.js';

/** A figure that a model must reach before it may be released. */
export interface Gate {
  readonly name: string;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly isMet: boolean;
}

/** The figures that the gates look at. */
export interface GatedFigures {
  readonly taiwan?: { readonly scorecard: Discrimination; readonly boosted: Discrimination };
  readonly german?: { readonly scorecard: Discrimination; readonly boosted: Discrimination };
  readonly shuffled?: { readonly auc: number };
  readonly limits?: LimitReplay;
}

interface Discrimination {
  readonly auc: number;
  readonly ks: number;
}

/** Above this on the German applicants something leaked, until proven otherwise. */
const GERMAN_AUC_MAX = 0.81;

/**
 * The gates of the decision set, for the data that were there.
 *
 * @see risk.md sections 5 and 6.3
 */
export function gatesOf({ taiwan, german, shuffled, limits }: GatedFigures): readonly Gate[] {
  const gates: Gate[] = [];
  if (taiwan !== undefined) {
    gates.push(
      gate('Taiwan scorecard AUC', taiwan.scorecard.auc, 0.765),
      gate('Taiwan scorecard KS', taiwan.scorecard.ks, 0.4),
      gate('Taiwan boosted AUC', taiwan.boosted.auc, 0.778),
    );
  }
  if (german !== undefined) {
    gates.push(
      gate('German scorecard AUC', german.scorecard.auc, 0.76, GERMAN_AUC_MAX),
      gate('German boosted AUC', german.boosted.auc, 0.76, GERMAN_AUC_MAX),
    );
  }
  if (shuffled !== undefined) gates.push(gate('Shuffled outcomes AUC', shuffled.auc, 0.48, 0.52));
  if (limits !== undefined) gates.push(...limitGates(limits));
  return gates;
}

function limitGates({ increased, decreased, openToBuyOnBads }: LimitReplay): readonly Gate[] {
  return [
    gate('Limits: bad share of the increased', increased.badShare, 0, 0.1),
    gate('Limits: bad share of the decreased', decreased.badShare, 0.55),
    gate('Limits: share of customers cut', decreased.share, 0, 0.17),
    gate('Limits: less open to buy for later bads', openToBuyOnBads.byCutsAndFreezes, 0.2),
  ];
}

function gate(name: string, value: number, lowest: number, highest = 1): Gate {
  return { name, value, lowest, highest, isMet: value >= lowest && value <= highest };
}
