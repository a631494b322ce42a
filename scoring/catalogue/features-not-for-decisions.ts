import type { FeatureDefinition } from './feature.js';

/**
 * Features that no decision model may hold: protected ones (audit only), those nobody has approved, and those blocked
 * because they repeat the lender's own judgement. A model that was trained on one can't be promoted.
 *
 * @see risk.md sections 2 and 11
 */
export const FEATURES_NOT_FOR_DECISIONS: readonly FeatureDefinition[] = [
  ...['sex', 'maritalStatus', 'ageBand', 'nationality'].map(protectedFeature),
  // Family status by another name.
  protectedFeature('dependents'),
  { ...protectedFeature('ageYears'), type: 'NUMBER', unit: 'years' },
  // Follows where and how somebody grew up; nobody has shown a lawful basis for it.
  { ...unapproved('education', 'CUSTOMER_RECORD'), allowedUses: ['AUDIT'] },
  unapproved('socialScore', 'SHOP'),
  unapproved('textScore', 'DECLARED'),
  // Leakage: they repeat what the lender thought before.
  unapproved('offerRatePerYear', 'LENDER'),
  unapproved('lenderGrade', 'LENDER'),
];

function protectedFeature(name: string): FeatureDefinition {
  return { ...unapproved(name, 'CUSTOMER_RECORD'), allowedUses: ['AUDIT'], isProtected: true };
}

function unapproved(name: string, provenance: FeatureDefinition['provenance']): FeatureDefinition {
  return {
    name,
    type: 'CATEGORY',
    unit: 'code',
    lawfulBasis: null,
    provenance,
    maxAgeDays: 0,
    missing: 'OWN_BIN',
    allowedUses: [],
    isProtected: false,
    risk: null,
    reasons: { high: 'not-for-decisions', low: 'not-for-decisions', missing: 'not-for-decisions' },
  };
}
