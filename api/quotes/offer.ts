import type { Offer } from '../../contracts/quotes.js';
import { constantBillDates, dueDateOf } from '../../domain/calendar/billing-calendar.js';
import type { PlainDate } from '../../domain/calendar/plain-date.js';
import { costTableOf } from '../../domain/line/agreed-cost.js';
import type { Minor } from '../../domain/money/minor.js';
import type { Financing } from '../../domain/plan/down-payment.js';
import { annualCostOf } from '../../domain/plan/flow-cost.js';
import { scheduleOf } from '../../domain/plan/plan-schedule.js';
import type { LineTerms, PlanTerms } from '../../domain/plan/plan-terms.js';
import type { AgreedPrice } from '../../domain/plan/price-of.js';
import { nominalAnnual } from '../../domain/pricing/annual-cost.js';
import { dueDatesOn } from '../../domain/pricing/dated-worst-case.js';
import { monthlyIrr } from '../../domain/pricing/irr.js';
import { scheduleTotals, type ScheduleRow } from '../../domain/schedule/schedule.js';
import { costTableBody } from '../plans/cost-table-body.js';

/** Enough that the rate of the emitted cash flows agrees with the emitted rate to a millionth. @see CNB-1 */
const RATE_DECIMALS = 6;

/** What is offered: the plan as a draw of the day would get it, with what is financed and paid at once. */
export interface Offered extends Pick<AgreedPrice, 'promotionId' | 'grade'> {
  /** As agreed, with the one price of the tenor. */
  readonly plan: PlanTerms;
  readonly periods: number;
  readonly financing: Financing;
  readonly terms: LineTerms;
  readonly today: PlainDate;
  /** Due with the bills of the line, or on days that count from the order. */
  readonly dates: 'STATEMENT' | 'ORDER';
}

/** What a purchase or draw of today would cost, with everything that a customer must be shown. @see CNB-1, CNB-2, CNB-3 */
export function offerOf(offered: Offered): Offer {
  const { plan, periods, financing, terms, today, promotionId, grade } = offered;
  const principalMinor = financing.financedMinor;
  const dueDates = dueDatesOf(offered);
  const [firstDueOn = today] = dueDates;
  const rows = scheduleOf(plan, principalMinor, periods, { fromOn: today, firstDueOn });
  const { billDay, dueRule } = terms;
  const table = costTableOf({ plan, principalMinor, periods, formedOn: today, billDay, dueRule });
  return {
    planId: plan.planId,
    planVersion: plan.version,
    name: plan.name,
    subProduct: plan.subProduct,
    periods,
    priceGrade: grade,
    promotionId,
    downPaymentMinor: financing.downPaymentMinor,
    installments: rows.map((row, index) => ({ ...row, dueOn: dueDates[index] ?? today, totalMinor: totalOf(row) })),
    ...scheduleTotals(rows),
    annualRate: annualRateOf(plan, table.receivedMinor, table.dueMinor),
    annualRateMethod: 'NOMINAL_IRR',
    cashFlows: [
      { month: 0, amountMinor: 0 - table.receivedMinor },
      ...table.dueMinor.map((amountMinor, index) => ({ month: index + 1, amountMinor })),
    ],
    firstDueOn,
    costTable: costTableBody(table),
  };
}

const totalOf = (row: ScheduleRow): number => row.principalMinor + row.interestMinor + row.feeMinor;

/** Nominal, of the emitted flows: 12 times that of a month; other periods by what they make in a month. */
function annualRateOf(plan: PlanTerms, receivedMinor: Minor, dueMinor: readonly Minor[]): string {
  const { every, unit } = plan.frequency;
  const isMonthly = every === 1 && unit === 'MONTHS';
  const nominal = { ...plan, capMethod: 'NOMINAL_IRR', capTiming: 'PERIODIC' } as const;
  const rate = isMonthly
    ? nominalAnnual(monthlyIrr(receivedMinor, dueMinor))
    : annualCostOf(nominal, { receivedMinor, dueMinor }, plan.capCalendar);
  return rate.toFixed(RATE_DECIMALS);
}

/** @see products.md section 2, `installmentAnchor` */
function dueDatesOf({ plan, periods, terms, today, dates }: Offered): readonly PlainDate[] {
  if (dates === 'ORDER') return dueDatesOn(today, periods, { regime: 'ORDER' }, plan.frequency);
  const billDates = constantBillDates(today, terms.billDay, periods, plan.installmentAnchor, plan.frequency);
  return billDates.map((billOn) => dueDateOf(billOn, terms.dueRule));
}
