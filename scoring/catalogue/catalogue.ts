import { APPLICATION_FEATURES } from './application-features.js';
import { BEHAVIOR_FEATURES } from './behavior-features.js';
import { catalogueOf } from './feature.js';
import type { FeatureCatalogue, FeatureDefinition } from './feature.js';
import { FEATURES_NOT_FOR_DECISIONS } from './features-not-for-decisions.js';

/** Every feature there is, with what it may be used for. What is not listed may not be used at all. */
export const FEATURE_CATALOGUE: FeatureCatalogue = catalogueOf([
  ...BEHAVIOR_FEATURES,
  ...APPLICATION_FEATURES,
  ...FEATURES_NOT_FOR_DECISIONS,
]);

/** @throws RangeError for a name that the catalogue does not list */
export function featureNamed(name: string, catalogue: FeatureCatalogue = FEATURE_CATALOGUE): FeatureDefinition {
  const feature = catalogue[name];
  if (feature === undefined) throw new RangeError(`${name}: list the feature in the catalogue first`);
  return feature;
}
