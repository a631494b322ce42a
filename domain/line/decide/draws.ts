import { minor } from '../../money/minor.js';
import { restatedPrincipal } from '../../plan/cost-policy.js';
import { costTableHashOf } from '../agreed-cost.js';
import { agreedDates } from '../agreed-due.js';
import type { Draw } from '../commands.js';
import type { Outcome } from '../engine.js';
import { calendarOf } from '../cycles.js';
import { accepted, refused, type Result } from '../refusals.js';
import { emit, newId, type Turn } from '../turn.js';
import { firstOf, refuseByPlan, refuseCurrency, refuseNewSpend, refusePlanTerms } from './checks.js';
import { refuseCash, takeRoom } from './limit-room.js';
import { planFor } from './plan-for.js';

/**
 * Draws cash in installments. The debt counts from today; if the bank cannot pay it out it is undone at no cost. Where a
 * part of the amount may be kept back, what is paid out is the debt.
 *
 * @see products.md section 3, `upfrontDeduction`
 */
export function decideDraw(turn: Turn, command: Draw): Result<Outcome> {
  const { currency, periods, scene = null, accountRef } = command;
  const plan = planFor(turn, command);
  const misfit = refuseNewSpend(turn) ?? refusePlanTerms(plan);
  if (misfit !== null) return misfit;
  const amountMinor = restatedPrincipal(plan, minor(command.amountMinor));
  const forming = { formedOn: turn.today, ...calendarOf(turn.state) };
  const refusal = firstOf(
    () => refuseCurrency(turn.state, currency),
    () =>
      plan.subProduct === 'CASH_DRAW' ? null : refused({ type: 'plan-not-for-this', subProduct: plan.subProduct }),
    () => refuseByPlan(plan, amountMinor, periods, currency, forming),
    () => refuseCash(turn, plan, amountMinor),
  );
  if (refusal !== null) return refusal;
  const shares = takeRoom(turn, { amountMinor, scene, plan, periods });
  if (!shares.ok) return shares;
  const agreementId = newId(turn, 'agr');
  const drawn = emit(turn, {
    type: 'drawn',
    agreementId,
    amountMinor,
    valueOn: turn.today,
    firstDueOn: agreedDates(turn.today, plan, forming).firstDueOn,
    costTableHash: costTableHashOf({ plan, periods, principalMinor: amountMinor, ...forming }),
    plan,
    periods,
    shares: shares.value,
    accountRef,
  });
  return accepted({ turn: drawn, reply: { agreementId, status: 'PENDING' } });
}
