import type { Offer } from '../../contracts/quotes.js';
import { constantBillDates, dueDateOf } from '../../domain/calendar/billing-calendar.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import type { Minor } from '../../domain/money/minor.js';
import { scheduleOf } from '../../domain/plan/plan-schedule.js';
import type { LineTerms, PlanTerms } from '../../domain/plan/plan-terms.js';
import { annualCost } from '../../domain/pricing/annual-cost.js';
import { scheduleTotals, type ScheduleRow } from '../../domain/schedule/schedule.js';

/** Enough that the rate of the emitted cash flows agrees with the emitted rate to a millionth. @see CNB-1 */
const RATE_DECIMALS = 6;

/** What a purchase of today would cost on a plan and tenor, with everything that a customer must be shown. @see CNB-1, CNB-2 */
export function offerOf(
  plan: PlanTerms,
  periods: number,
  amountMinor: Minor,
  terms: LineTerms,
  today: PlainDate,
): Offer {
  const dueDates = dueDatesOf(plan, periods, terms, today);
  const rows = scheduleOf(plan, amountMinor, periods, { fromOn: today, firstDueOn: dueDates[0] ?? today });
  const totals = scheduleTotals(rows);
  return {
    planId: plan.planId,
    planVersion: plan.version,
    name: plan.name,
    subProduct: plan.subProduct,
    periods,
    installments: rows.map((row, index) => ({ ...row, dueOn: dueDates[index] ?? today, totalMinor: totalOf(row) })),
    ...totals,
    annualRate: annualCost(rows, amountMinor, 'NOMINAL_IRR').toFixed(RATE_DECIMALS),
    annualRateMethod: 'NOMINAL_IRR',
    cashFlows: [
      { month: 0, amountMinor: 0 - amountMinor },
      ...rows.map((row) => ({ month: row.nr, amountMinor: totalOf(row) })),
    ],
    firstDueOn: dueDates[0] ?? today,
  };
}

const totalOf = (row: ScheduleRow): number => row.principalMinor + row.interestMinor + row.feeMinor;

/** Due dates on a line with the bill day of the terms. @see products.md section 2, `installmentAnchor` */
function dueDatesOf(plan: PlanTerms, periods: number, terms: LineTerms, today: PlainDate): readonly PlainDate[] {
  const billDates = constantBillDates(today, terms.billDay, periods, plan.installmentAnchor, plan.frequency);
  return billDates.map((billOn) => dueDateOf(billOn, terms.dueRule));
}
