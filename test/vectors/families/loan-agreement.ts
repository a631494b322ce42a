import { LOAN_COMPONENTS, PAYMENT_TYPES } from '../../../domain/loan/loan-agreement-terms.js';
import type { AllocationTerms, LoanAgreementTerms, LoanComponent } from '../../../domain/loan/loan-agreement-terms.js';
import type { InstallmentRule } from '../../../domain/repayment/allocate-by-rule.js';
import type { AllocationRule } from '../../../domain/repayment/waterfall.js';
import { choiceOf, dateOf, flagOf, isFields, isUnused, listOf } from '../read-vectors.js';
import type { VectorFields } from '../read-vectors.js';
import { loanTermsOf } from './loan-terms.js';

const STRATEGIES = [
  'PENALTY_FEE_INTEREST_PRINCIPAL',
  'PRINCIPAL_INTEREST_PENALTY_FEE',
  'INTEREST_PRINCIPAL_PENALTY_FEE',
  'DUE_PENALTY_INTEREST_PRINCIPAL_FEE',
  'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_ADVANCE_PRINCIPAL_FIRST',
] as const;

/** The terms of a loan as `lifecycles.json` writes them. */
export function loanAgreementOf(loan: VectorFields): LoanAgreementTerms {
  const startsOnDraw = choiceOf(loan, 'start_from', ['DISBURSEMENT', 'SUBMITTED_ON']) === 'DISBURSEMENT';
  return {
    table: loanTermsOf(loan),
    startOn: startsOnDraw ? null : dateOf(loan, 'submitted_on'),
    downPayment: flagOf(loan, 'down_payment_auto') ? 'AUTOMATIC' : 'BY_CUSTOMER',
    allocation: allocationOf(loan),
    chargebackOrder: isUnused(loan, 'chargeback_order') ? null : listOf(loan, 'chargeback_order').map(componentOf),
    recalculation: recalculationOf(loan),
    chargeOff: choiceOf(loan, 'charge_off_behaviour', ['REGULAR', 'ZERO_INTEREST', 'ACCELERATE_MATURITY']),
  };
}

function allocationOf(loan: VectorFields): AllocationTerms {
  const strategy = choiceOf(loan, 'strategy', ['BY_RULES', ...STRATEGIES]);
  if (strategy !== 'BY_RULES') return { by: 'STRATEGY', strategy };
  const direction = choiceOf(loan, 'allocation_direction', ['HORIZONTAL', 'VERTICAL']);
  const rules = loan['allocation_rules'];
  if (!isFields(rules)) throw new Error('allocation_rules is not an object');
  const ruleOf = (name: string): InstallmentRule => {
    const rule = rules[name];
    if (!isFields(rule)) throw new Error(`allocation_rules.${name} is not a rule`);
    const future = choiceOf(rule, 'future', ['NEXT', 'LAST', 'CURRENT_THEN_LAST', 'SPREAD_EVENLY']);
    return { direction, future, order: listOf(rule, 'order').map(stepOf) };
  };
  const named = PAYMENT_TYPES.filter((type) => Object.hasOwn(rules, type));
  return {
    by: 'RULES',
    default: ruleOf('DEFAULT'),
    of: Object.fromEntries(named.map((type) => [type, ruleOf(type)])),
  };
}

function stepOf(text: unknown): AllocationRule {
  for (const timing of ['PAST_DUE', 'DUE', 'IN_ADVANCE'] as const) {
    for (const component of LOAN_COMPONENTS) {
      if (text === `${timing}_${component}`) return { timing, component };
    }
  }
  throw new Error(`order names no step: ${JSON.stringify(text)}`);
}

function componentOf(text: unknown): LoanComponent {
  return choiceOf({ component: text }, 'component', LOAN_COMPONENTS);
}

function recalculationOf(loan: VectorFields): LoanAgreementTerms['recalculation'] {
  if (isUnused(loan, 'interest_recalculation')) return null;
  const fields = loan['interest_recalculation'];
  if (!isFields(fields)) throw new Error('interest_recalculation is not an object');
  return {
    payoffInterest: choiceOf(fields, 'payoff_interest', ['TO_PAYOFF_DATE', 'TO_PERIOD_END']),
    rest: choiceOf(fields, 'rest', ['DAILY', 'PER_PERIOD']),
  };
}
