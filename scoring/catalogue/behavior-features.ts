import { decisionFeature } from './feature.js';
import type { FeatureDefinition } from './feature.js';

/** Cycles that behavior features look back; older ones add little (risk.md section 2, `behaviorWindowCycles`). */
export const BEHAVIOR_WINDOW_CYCLES = 6;

const CYCLES_AGO = Array.from({ length: BEHAVIOR_WINDOW_CYCLES }, (_, ago) => ago);

/**
 * What the ledger of a line says about its last six cycles; `Ago0` is the latest. Amounts in minor units.
 *
 * @see risk.md section 2, group "Behavior"
 */
export const BEHAVIOR_FEATURES: readonly FeatureDefinition[] = [
  ledger('creditLimitMinor', 'minor units', 'FALLING', { high: 'low-credit-limit' }),
  ledger('lateOf6', 'cycles', 'RISING', { high: 'late-payments', missing: 'no-payment-record' }),
  ledger('onTimeStreak', 'cycles', 'FALLING', { high: 'short-on-time-record', missing: 'no-payment-record' }),
  ledger('worstMonthsLate', 'months', 'RISING', { high: 'worst-delay-of-six-months', missing: 'no-payment-record' }),
  ledger('utilization', 'share of the limit', null, { high: 'high-utilization', low: 'unused-credit' }),
  ledger('utilizationPeak', 'share of the limit', null, { high: 'high-peak-utilization', low: 'unused-credit' }),
  ledger('utilizationJump', 'share of the limit', null, { high: 'rising-utilization', low: 'falling-utilization' }),
  ledger('cashShare', 'share of the balance', 'RISING', { high: 'high-cash-share' }),
  ledger('monthsOnBook', 'months', 'FALLING', { high: 'short-relationship' }),
  ...CYCLES_AGO.flatMap((ago) => [
    ledger(`monthsLateAgo${ago}`, 'months', 'RISING', { high: `late-payment-${ago}-cycles-ago` }),
    conduct(`conductAgo${ago}`, `payment-conduct-${ago}-cycles-ago`),
    ledger(`paidAgo${ago}Minor`, 'minor units', 'FALLING', { high: `low-payment-${ago}-cycles-ago` }),
  ]),
  ...CYCLES_AGO.slice(1).map((ago) => {
    const low = { high: `low-share-paid-of-bill-${ago}-cycles-ago`, missing: `no-bill-${ago}-cycles-ago` };
    return ledger(`paidShareOfBillAgo${ago}`, 'share of the bill', 'FALLING', low);
  }),
];

function ledger(
  name: string,
  unit: string,
  risk: FeatureDefinition['risk'],
  reasons: Parameters<typeof decisionFeature>[0]['reasons'],
): FeatureDefinition {
  return decisionFeature({ name, unit, provenance: 'LEDGER', risk, reasons });
}

function conduct(name: string, high: string): FeatureDefinition {
  return decisionFeature({ name, unit: 'code', type: 'CATEGORY', provenance: 'LEDGER', risk: null, reasons: { high } });
}
