import { BILL_DAY_MAX, BILL_DAY_MIN } from '../../calendar/billing-calendar.js';
import { AMOUNT_MINOR_MAX } from '../../money/amount-bounds.js';
import { PERIODS_MAX } from '../../schedule/schedule-fault.js';
import type { LineCommand } from '../commands.js';
import { refused } from '../refusals.js';

type Refused = ReturnType<typeof refused> | null;

/**
 * Refuses a number that no line could ever act on, by the name of its field: the rules that come after it reckon with
 * whole amounts that stay safe integers however they are added up.
 */
export function refuseNumbers(command: LineCommand): Refused {
  const minMinor = command.type === 'changeLimit' || command.type === 'setSceneLimit' ? 0 : 1;
  for (const [param, value] of Object.entries(command) as readonly (readonly [string, unknown])[]) {
    if (!param.endsWith('Minor') || typeof value !== 'number' || isWhole(value, minMinor, AMOUNT_MINOR_MAX)) continue;
    return refused({ type: 'amount-out-of-range', param, minMinor, maxMinor: AMOUNT_MINOR_MAX });
  }
  if (command.type === 'changeBillDay') return refuseOutside('billDay', command.billDay, BILL_DAY_MIN, BILL_DAY_MAX);
  if (command.type === 'reAmortize') return refuseOutside('periods', command.periods, 1, PERIODS_MAX);
  return null;
}

const refuseOutside = (param: string, value: number, min: number, max: number): Refused =>
  isWhole(value, min, max) ? null : refused({ type: 'number-out-of-range', param, min, max });

const isWhole = (value: number, min: number, max: number): boolean =>
  Number.isInteger(value) && value >= min && value <= max;
