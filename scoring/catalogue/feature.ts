import type { RiskDirection } from '../training/binning.js';

export type FeatureUse = 'DECISION' | 'LIMIT' | 'FRAUD' | 'OFFER' | 'AUDIT';

/**
 * What a model may know about, and what for. A feature with no allowed use is blocked: it is listed so that asking for it
 * has an answer.
 *
 * @see risk.md section 2
 */
export interface FeatureDefinition {
  readonly name: string;
  readonly type: 'NUMBER' | 'CATEGORY';
  readonly unit: string;
  /** Null: nobody has approved a basis yet, so there is no use for it. */
  readonly lawfulBasis: 'CONTRACT' | 'CONSENT' | 'LEGAL_OBLIGATION' | null;
  readonly provenance: 'LEDGER' | 'DECLARED' | 'BUREAU' | 'CUSTOMER_RECORD' | 'ACCOUNT_BANK' | 'SHOP' | 'LENDER';
  /** Older values count as missing. */
  readonly maxAgeDays: number;
  readonly missing: 'OWN_BIN';
  readonly allowedUses: readonly FeatureUse[];
  /** Sex, marital status, age, nationality and what stands in for them: read by the audit, never by a model. */
  readonly isProtected: boolean;
  /** How risk goes as the value rises; models keep to it. */
  readonly risk: RiskDirection;
  readonly reasons: FeatureReasons;
}

/** Specific causes to tell the customer; `low` where the value is below the best, `high` where it is above. */
export interface FeatureReasons {
  readonly high: string;
  readonly low: string;
  readonly missing: string;
}

export type FeatureCatalogue = Readonly<Record<string, FeatureDefinition>>;

/** A feature that models may use in decisions on applications and limits. */
export function decisionFeature(
  own: Pick<FeatureDefinition, 'name' | 'unit' | 'provenance' | 'risk'> & {
    readonly type?: FeatureDefinition['type'];
    readonly reasons: Partial<FeatureReasons> & Pick<FeatureReasons, 'high'>;
  },
): FeatureDefinition {
  const { high, low = high, missing = high } = own.reasons;
  return {
    type: 'NUMBER',
    ...own,
    lawfulBasis: 'CONTRACT',
    maxAgeDays: 45,
    missing: 'OWN_BIN',
    allowedUses: ['DECISION', 'LIMIT'],
    isProtected: false,
    reasons: { high, low, missing },
  };
}

/** Features by name. */
export function catalogueOf(features: readonly FeatureDefinition[]): FeatureCatalogue {
  return Object.fromEntries(features.map((feature) => [feature.name, feature]));
}
