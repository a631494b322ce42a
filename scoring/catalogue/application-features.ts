import { decisionFeature } from './feature.js';
import type { FeatureDefinition } from './feature.js';

/**
 * What an application for an installment loan says, with what the account bank and the bureau add.
 *
 * @see risk.md section 2, groups "Application" and "Bureau"
 */
export const APPLICATION_FEATURES: readonly FeatureDefinition[] = [
  codes('checkingAccount', 'ACCOUNT_BANK', 'checking-account-balance'),
  codes('savings', 'ACCOUNT_BANK', 'low-savings'),
  codes('creditHistory', 'BUREAU', 'credit-history'),
  codes('otherInstallmentPlans', 'BUREAU', 'other-installment-plans'),
  codes('purpose', 'DECLARED', 'purpose-of-credit'),
  codes('employmentSince', 'DECLARED', 'short-employment'),
  codes('property', 'DECLARED', 'little-property'),
  codes('housing', 'DECLARED', 'housing-situation'),
  codes('job', 'DECLARED', 'kind-of-employment'),
  codes('otherDebtors', 'DECLARED', 'no-guarantor'),
  codes('telephone', 'DECLARED', 'no-registered-telephone'),
  number('durationMonths', 'months', 'DECLARED', 'RISING', { high: 'long-term-of-credit' }),
  number('creditAmountMinor', 'minor units', 'DECLARED', null, { high: 'high-amount', low: 'very-low-amount' }),
  number('installmentShareOfIncome', 'class 1..4', 'DECLARED', 'RISING', { high: 'installment-high-for-income' }),
  number('residenceSince', 'class 1..4', 'DECLARED', null, { high: 'time-at-residence' }),
  number('existingCredits', 'credits', 'BUREAU', null, { high: 'many-existing-credits', low: 'few-credits-on-record' }),
  number('inquiries30d', 'inquiries', 'BUREAU', 'RISING', { high: 'many-recent-inquiries' }),
  number('monthlyIncomeMinor', 'minor units', 'DECLARED', 'FALLING', {
    high: 'low-income',
    missing: 'income-not-known',
  }),
  number('employmentMonths', 'months', 'DECLARED', 'FALLING', {
    high: 'short-employment',
    missing: 'employment-not-known',
  }),
];

function codes(name: string, provenance: FeatureDefinition['provenance'], high: string): FeatureDefinition {
  return decisionFeature({ name, unit: 'code', type: 'CATEGORY', provenance, risk: null, reasons: { high } });
}

function number(
  name: string,
  unit: string,
  provenance: FeatureDefinition['provenance'],
  risk: FeatureDefinition['risk'],
  reasons: Parameters<typeof decisionFeature>[0]['reasons'],
): FeatureDefinition {
  return decisionFeature({ name, unit, provenance, risk, reasons });
}
