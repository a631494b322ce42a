import type fastCheck from 'fast-check';
import { addDays, plainDate } from '../calendar/plain-date.js';
import { minor } from '../money/minor.js';
import type { InstallmentRule } from '../repayment/allocate-by-rule.js';
import { LOAN_COMPONENTS, PAYMENT_TYPES } from './loan-agreement-terms.js';
import type { LoanAgreementTerms } from './loan-agreement-terms.js';
import type { LoanEntry, LoanFact } from './loan-entry.js';

/** The generator library comes as an argument: only tests depend on it. */
type FastCheck = typeof fastCheck;

/** For tests: penalties and fees first, principal before interest, an installment before the next one. */
export const TEST_RULE: InstallmentRule = {
  direction: 'HORIZONTAL',
  future: 'NEXT',
  order: (['PAST_DUE', 'DUE', 'IN_ADVANCE'] as const).flatMap((timing) =>
    (['PENALTY', 'FEE', 'PRINCIPAL', 'INTEREST'] as const).map((component) => ({ timing, component })),
  ),
};

/** For tests: 7 % a year, six months of 30 days of a year of 360, repaid by rules. */
export const TEST_LOAN: LoanAgreementTerms = {
  table: {
    convention: 'PROGRESSIVE',
    interestMethod: 'DECLINING',
    amortization: 'LEVEL_PAYMENT',
    annualRate: '0.07',
    frequency: { every: 1, unit: 'MONTHS' },
    interestCalculation: 'DAILY',
    partialPeriods: 'FROM_DRAW',
    daysInYear: 360,
    daysInMonth: 30,
    leapYearRule: 'CALENDAR_YEAR',
    yearSplit: 'DEC_31',
    installments: 6,
    downPaymentRate: '0',
    installmentMultipleMinor: null,
    fixedLength: null,
    principalGracePeriods: 0,
    interestGracePeriods: 0,
    interestFreePeriods: 0,
    tranches: 'SHARED_TERM',
  },
  startOn: null,
  downPayment: 'BY_CUSTOMER',
  allocation: { by: 'RULES', default: TEST_RULE, of: {} },
  chargebackOrder: null,
  recalculation: null,
  chargeOff: 'REGULAR',
};

const pauseOf = (days: number, length: number) => {
  const fromOn = addDays(plainDate('2024-01-01'), days);
  return { fromOn, untilOn: addDays(fromOn, length) };
};

/** For tests: a fact that may make sense or not; references go to the entries `e1` to `e12`. */
const anyFactOf = (fc: FastCheck): fastCheck.Arbitrary<LoanFact> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ type: fc.constantFrom(...PAYMENT_TYPES), amountMinor: fc.nat(40_000).map(minor) }),
    },
    fc.record({
      type: fc.constant('CREDIT_BALANCE_REFUND' as const),
      amountMinor: fc.nat(20_000).map(minor),
    }),
    fc.record({
      type: fc.constant('CHARGEBACK' as const),
      amountMinor: fc.nat(20_000).map(minor),
      ofId: fc.integer({ min: 1, max: 12 }).map((nr) => `e${nr}`),
    }),
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constant('CHARGE' as const),
        charge: fc.record({
          component: fc.constantFrom('FEE' as const, 'PENALTY' as const),
          amount: fc.oneof(
            fc.record({ basis: fc.constant('FLAT' as const), amountMinor: fc.nat(3_000).map(minor) }),
            fc.record({
              basis: fc.constantFrom('PRINCIPAL' as const, 'INTEREST' as const, 'PRINCIPAL_AND_INTEREST' as const),
              rate: fc.constantFrom('0.01', '0.005'),
            }),
          ),
          dueOn: fc.oneof(
            fc.constant('EVERY_INSTALLMENT' as const),
            fc.nat(260).map((days) => addDays(plainDate('2024-01-01'), days)),
          ),
        }),
      }),
    },
    fc.record({
      type: fc.constantFrom('CHARGE_WAIVER' as const, 'UNDO' as const),
      ofId: fc.integer({ min: 1, max: 12 }).map((nr) => (nr === 12 ? 'e0-down' : `e${nr}`)),
    }),
    fc.record({ type: fc.constantFrom('CHARGE_OFF' as const, 'CLOSE_OF_BUSINESS' as const) }),
    fc
      .tuple(fc.nat(200), fc.nat(40))
      .map(([days, length]) => ({ type: 'INTEREST_PAUSE' as const, ...pauseOf(days, length) })),
    {
      weight: 1,
      arbitrary: fc.record({ type: fc.constant('DISBURSEMENT' as const), amountMinor: fc.nat(50_000).map(minor) }),
    },
  );

/** For tests: a disbursement on 1 January 2024 and entries of the 250 days after it, some of which will be refused. */
export const anyEntriesOf = (fc: FastCheck): fastCheck.Arbitrary<readonly LoanEntry[]> =>
  fc.array(fc.tuple(fc.nat(250), fc.nat(30), anyFactOf(fc)), { maxLength: 12 }).map((drawn) => {
    const start = plainDate('2024-01-01');
    const first: LoanEntry = {
      id: 'e0',
      nr: 1,
      onDate: start,
      bookedOn: start,
      fact: { type: 'DISBURSEMENT', amountMinor: minor(100_000) },
    };
    const rest = drawn.map(([days, lateDays, fact], index): LoanEntry => {
      const onDate = addDays(start, days);
      return { id: `e${index + 1}`, nr: index + 2, onDate, bookedOn: addDays(onDate, lateDays), fact };
    });
    return [first, ...rest];
  });

/** For tests: loans of every allocation, charge-off and chargeback. */
export const anyTermsOf = (fc: FastCheck): fastCheck.Arbitrary<LoanAgreementTerms> =>
  fc
    .record({
      direction: fc.constantFrom('HORIZONTAL' as const, 'VERTICAL' as const),
      future: fc.constantFrom('NEXT' as const, 'LAST' as const, 'CURRENT_THEN_LAST' as const, 'SPREAD_EVENLY' as const),
      strategy: fc.constantFrom(
        null,
        null,
        'PENALTY_FEE_INTEREST_PRINCIPAL' as const,
        'DUE_PENALTY_INTEREST_PRINCIPAL_FEE' as const,
        'DUE_PENALTY_FEE_INTEREST_PRINCIPAL_ADVANCE_PRINCIPAL_FIRST' as const,
      ),
      chargeOff: fc.constantFrom('REGULAR' as const, 'ZERO_INTEREST' as const, 'ACCELERATE_MATURITY' as const),
      chargebackOrder: fc.constantFrom(null, LOAN_COMPONENTS),
      downPaymentRate: fc.constantFrom('0', '0.25'),
      downPayment: fc.constantFrom('AUTOMATIC' as const, 'BY_CUSTOMER' as const),
      recalculation: fc.constantFrom(
        null,
        { payoffInterest: 'TO_PAYOFF_DATE' as const, rest: 'DAILY' as const },
        { payoffInterest: 'TO_PERIOD_END' as const, rest: 'PER_PERIOD' as const },
      ),
    })
    .map(({ direction: any, future, strategy, downPaymentRate, ...others }) => {
      const direction = others.recalculation === null ? any : 'HORIZONTAL';
      return {
        ...TEST_LOAN,
        ...others,
        table: { ...TEST_LOAN.table, downPaymentRate },
        allocation:
          strategy === null
            ? { by: 'RULES' as const, default: { ...TEST_RULE, direction, future }, of: {} }
            : { by: 'STRATEGY' as const, strategy },
      };
    });
