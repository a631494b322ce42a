import { nextItem } from '../../domain/line/agenda.js';
import { refold } from '../../domain/line/engine.js';
import { agreementViews, lineView, positionHash } from '../../domain/line/view.js';
import { callsPerSecond } from '../measure.js';
import { cost, type Figure } from '../report/figure.js';
import { accept, lineWithAgreements, payment, purchase, type BusyLine } from './busy-line.js';

const AGREEMENTS = 50;

interface Step {
  readonly name: string;
  readonly run: (line: BusyLine) => unknown;
}

const STEPS: readonly Step[] = [
  { name: 'decide a purchase', run: ({ state, nowMs }) => accept(state, purchase('order_new', 'pay-later', 1), nowMs) },
  { name: 'decide a payment', run: ({ state, nowMs }) => accept(state, payment(50_000), nowMs) },
  { name: 'view of the line', run: ({ state, nowMs }) => lineView(state, nowMs) },
  { name: 'views of its agreements', run: ({ state }) => agreementViews(state) },
  { name: 'next item of the agenda', run: ({ state }) => nextItem(state) },
  { name: 'fold again and hash, as on arrival', run: ({ state }) => positionHash(refold(state)) },
];

/** Engine time of a step on a line with 50 open agreements, against the same step on a line with one. */
export function measureDecisions(): readonly Figure[] {
  const busy = lineWithAgreements(AGREEMENTS);
  const quiet = lineWithAgreements(1);
  return STEPS.map(({ name, run }) => {
    const [onBusy = 0, onQuiet = 0] = callsPerSecond([() => run(busy), () => run(quiet)]);
    return cost({ name, unit: 'ms', value: 1_000 / onBusy, baseline: 1_000 / onQuiet });
  });
}
