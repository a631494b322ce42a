import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { Attributes } from './attributes.js';
import { sharePlans } from './shared-plans.js';
import type { Line } from './line.js';
import type { CreditLineInput } from './messages.js';

/** Measured: each continue-as-new costs about as much as a cycle; long runs cost storage and slow cold loads. */
const CYCLES_PER_RUN = 3;
const HISTORY_EVENTS_MAX = 500;
/** The server's suggestion counts updates alone, not signals. */
const MESSAGES_MAX = 1_000;

/** How much the present run has grown, and so whether the line should go on in a new one. */
export class RunMeter {
  #messages = 0;
  /** History at the run's first task: its length grows with each further one. */
  readonly #firstLength = workflowInfo().historyLength;

  countMessage(): void {
    this.#messages += 1;
  }

  /** A new build waits for nothing: the line is wanted there, and what is in flight is issued again. */
  get isBuildChanged(): boolean {
    const { targetWorkerDeploymentVersionChanged, historyLength } = workflowInfo();
    // Not in a run's first task: a routing change that is still under way would have it renew in a circle.
    return targetWorkerDeploymentVersionChanged && historyLength > this.#firstLength;
  }

  /** So long that even an intent in flight, which is issued again, is no reason to wait. */
  get isOverlong(): boolean {
    return workflowInfo().historyLength > 2 * HISTORY_EVENTS_MAX || this.#messages > 1.5 * MESSAGES_MAX;
  }

  mustRenew(line: Line): boolean {
    const { continueAsNewSuggested, historyLength } = workflowInfo();
    return (
      line.cyclesInRun >= CYCLES_PER_RUN ||
      continueAsNewSuggested ||
      this.isBuildChanged ||
      historyLength > HISTORY_EVENTS_MAX ||
      this.#messages > MESSAGES_MAX
    );
  }
}

/** Goes on in a new run, on the build that is current now: every field that the server would drop is passed again. */
export async function continueAsNew(line: Line, attributes: Attributes): Promise<never> {
  const { memo } = workflowInfo();
  const renew = makeContinueAsNewFunc<(input: CreditLineInput) => Promise<void>>({
    initialVersioningBehavior: 'AUTO_UPGRADE',
    typedSearchAttributes: attributes.current(),
    ...(memo === undefined ? {} : { memo }),
  });
  return await renew(sharePlans(line.seal()));
}
