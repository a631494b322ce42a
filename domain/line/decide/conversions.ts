import { dueDateOf } from '../../calendar/billing-calendar.js';
import type { PlainDate } from '../../calendar/plain-date.js';
import { minor, type Minor } from '../../money/minor.js';
import type { PlanTerms } from '../../plan/plan-terms.js';
import { convertedFrom, costTableHashOf } from '../agreed-cost.js';
import type { ConvertStatement } from '../commands.js';
import { calendarOf, cutAfter } from '../cycles.js';
import type { Outcome } from '../engine.js';
import { convertibleOn } from '../fold/convert-statement.js';
import { oldestOverdue } from '../fold/open-amounts.js';
import { accepted, refused, type Result } from '../refusals.js';
import type { Statement } from '../statement.js';
import { emit, followDelinquency, newId, valueDateOf, type Turn } from '../turn.js';
import { daysPastDueOn, firstOf, refuseByPlan, refuseNewSpend, refusePlanTerms } from './checks.js';
import { planFor } from './plan-for.js';

type Refused = ReturnType<typeof refused> | null;

/**
 * Turns the purchases of the current bill, whole or in part, into installments, until its due date ends and while nothing
 * is overdue.
 *
 * @see products.md sections 2 and 3: `statementInstallmentStart`, `statementInstallmentPartial`
 */
export function decideConvertStatement(turn: Turn, command: ConvertStatement): Result<Outcome> {
  const { periods, statementId } = command;
  const plan = planFor(turn, command);
  const statement = turn.state.latestStatement;
  const refusal = firstOf(
    () => refuseNewSpend(turn),
    () => refuseOverdue(turn),
    () =>
      plan.subProduct === 'STATEMENT_INSTALLMENT'
        ? null
        : refused({ type: 'plan-not-for-this', subProduct: plan.subProduct }),
    () => refusePlanTerms(plan),
    () => refuseStatement(turn, statementId),
  );
  if (refusal !== null || statement === null) return refusal ?? notCurrent(null);
  const convertibleMinor = convertibleOf(turn, statement, plan);
  const amountMinor = command.amountMinor ?? convertibleMinor;
  const forming = { formedOn: convertedFrom(turn.state, plan, turn.today), ...calendarOf(turn.state) };
  const misfit = firstOf(
    () => (convertibleMinor === 0 ? refused({ type: 'nothing-convertible', statementId }) : null),
    () => (amountMinor > convertibleMinor ? refused({ type: 'conversion-above-bill', convertibleMinor }) : null),
    () =>
      amountMinor < convertibleMinor && !plan.statementInstallmentPartial
        ? refused({ type: 'conversion-in-part', rule: 'statementInstallmentPartial', convertibleMinor })
        : null,
    () => refuseByPlan(plan, amountMinor, periods, turn.state.terms.currency, forming),
  );
  if (misfit !== null) return misfit;
  const agreementId = newId(turn, 'agr');
  const { billOn } = statement;
  const firstDueOn = firstDueOf(turn, statement, plan);
  const principalMinor = minor(amountMinor);
  const costTableHash = costTableHashOf({ plan, periods, principalMinor, ...forming });
  const signed = { agreementId, statementId, billOn, amountMinor: principalMinor, firstDueOn, costTableHash };
  const converted = emit(turn, { type: 'statementConverted', ...signed, plan, periods, valueOn: turn.today });
  return accepted({
    turn: followDelinquency(converted, turn.today),
    reply: { agreementId, convertedMinor: amountMinor, firstDueOn, minDueMinor: minDueAfter(converted, statement) },
  });
}

const notCurrent = (statementId: string | null): Refused & object =>
  refused({ type: 'statement-not-current', statementId });

function refuseOverdue(turn: Turn): Refused {
  const { state, today } = turn;
  const overdue = oldestOverdue(state.book.position, today);
  return overdue === undefined ? null : refused({ type: 'line-overdue', daysPastDue: daysPastDueOn(turn) });
}

function refuseStatement(turn: Turn, statementId: string): Refused {
  const { latestStatement } = turn.state;
  if (latestStatement?.statementId !== statementId) return notCurrent(latestStatement?.statementId ?? null);
  const { dueOn } = latestStatement;
  return valueDateOf(turn) > dueOn ? refused({ type: 'statement-past-due', dueOn }) : null;
}

function convertibleOf({ state }: Turn, { billOn }: Statement, plan: PlanTerms): Minor {
  const { position } = state.book;
  const bill = position.bills.find((candidate) => candidate.billOn === billOn);
  return bill === undefined ? minor(0) : convertibleOn(position, bill, plan, state.terms);
}

function firstDueOf({ state }: Turn, { billOn, dueOn }: Statement, plan: PlanTerms): PlainDate {
  if (plan.statementInstallmentStart === 'THIS_BILL') return dueOn;
  return dueDateOf(cutAfter(state, billOn), state.terms.dueRule);
}

const minDueAfter = ({ state }: Turn, { billOn }: Statement): Minor =>
  state.book.position.bills.find((bill) => bill.billOn === billOn)?.minDueMinor ?? minor(0);
