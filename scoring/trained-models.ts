import { checkedModelFile } from './model-file.js';
import type { ModelFile } from './model-file.js';
import applicationBoosted from './models/trained/application-boosted-1.json' with { type: 'json' };
import applicationScorecard from './models/trained/application-scorecard-1.json' with { type: 'json' };
import behaviorBoosted from './models/trained/behavior-boosted-1.json' with { type: 'json' };
import behaviorScorecard from './models/trained/behavior-scorecard-1.json' with { type: 'json' };

const FILES: readonly unknown[] = [applicationBoosted, applicationScorecard, behaviorBoosted, behaviorScorecard];

/**
 * The trained models that ship, each checked against its hash. They are drafts until somebody else than their trainer
 * promotes them (`registry.ts`). A new version of a file is put here by hand: that is a change somebody reviews.
 *
 * @throws RangeError for a file whose content was changed
 */
export function loadTrainedModels(): readonly ModelFile[] {
  return FILES.map((file) => checkedModelFile(file as ModelFile)); // the hash says that training wrote it
}
