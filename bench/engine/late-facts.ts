import { addDays, addMonths, plainDate } from '../../domain/calendar/plain-date.js';
import { ASIA_SHANGHAI } from '../../domain/calendar/zone.js';
import { addFact, openBook } from '../../domain/line/book.js';
import type { BillCut, PaymentMade } from '../../domain/line/facts.js';
import type { Book } from '../../domain/line/state.js';
import { minor, ZERO } from '../../domain/money/minor.js';
import type { LineTerms } from '../../domain/plan/plan-terms.js';
import { linePreset } from '../../plans/presets.js';
import { callsPerSecond } from '../measure.js';
import { planNamed } from '../plan-named.js';
import { cost, type Figure } from '../report/figure.js';

const OPENED_ON = plainDate('2020-01-05');
const FIRST_BILL_ON = plainDate('2020-02-03');
const ACCRUAL_DAYS = 2_400;
const FACTS = 2_000;
const DUE_OFFSET_DAYS = 9;
const PRINCIPAL_MINOR = 2_000_000;
/** Charges come before principal, so that little is never paid off. */
const PAID_MINOR = 100;
const GOAL_MS = 250;

const terms: LineTerms = linePreset('cnPayLaterStatement', {
  zone: ASIA_SHANGHAI,
  billDay: 3,
  lenderId: 'lender_bench',
});

const payment = (seq: number, afterDays: number): PaymentMade => ({
  kind: 'PAYMENT',
  seq,
  valueOn: addDays(FIRST_BILL_ON, afterDays),
  reversedBy: null,
  paymentId: `pay_${seq}`,
  source: 'TRANSFER',
  accountRef: null,
  amountMinor: minor(PAID_MINOR),
});

/** One overdue purchase, billed once and late for 2,400 days, with 2,000 facts: its bills and small payments. */
function longLateBook(): Book {
  const reversedBy = null;
  const formed = {
    kind: 'AGREEMENT_FORMED',
    seq: 1,
    valueOn: OPENED_ON,
    reversedBy,
    agreementId: 'agr_1',
    plan: planNamed('pay-later'),
    periods: 1,
    principalMinor: minor(PRINCIPAL_MINOR),
    costTableHash: 'of-the-bench',
    downPaymentMinor: ZERO,
    funding: null,
    firstDueOn: addDays(FIRST_BILL_ON, DUE_OFFSET_DAYS),
    shares: [{ kind: 'BASE', ref: null, amountMinor: minor(PRINCIPAL_MINOR) }],
  } as const;
  const cuts = Math.floor(ACCRUAL_DAYS / 31);
  const bills = Array.from({ length: cuts }, (_, nr): BillCut => {
    const valueOn = addMonths(FIRST_BILL_ON, nr);
    const rows = nr === 0 ? [{ agreementId: 'agr_1', nr: 1 }] : [];
    const dueOn = addDays(valueOn, DUE_OFFSET_DAYS);
    const printed = {
      minDueMinor: minor(PRINCIPAL_MINOR),
      balanceMinor: minor(PRINCIPAL_MINOR),
      percentSpendMinor: ZERO,
    };
    const due = { dueOn, timelyUntilOn: dueOn, toleranceMinor: ZERO, ...printed };
    return { kind: 'BILL_CUT', seq: 2 + nr, valueOn, reversedBy, ...due, rows };
  });
  const payments = FACTS - 1 - cuts;
  const paid = Array.from({ length: payments }, (_, nr) =>
    payment(2 + cuts + nr, 1 + Math.floor((nr * (ACCRUAL_DAYS - 1)) / payments)),
  );
  return [formed, ...bills, ...paid]
    .sort((a, b) => (a.valueOn < b.valueOn ? -1 : a.valueOn > b.valueOn ? 1 : 0))
    .reduce((book, fact) => addFact(book, fact, terms), openBook(OPENED_ON));
}

/** The same days and payments with nothing around them: interest on a falling balance in a plain loop. */
function plainLoop(): number {
  let [open, charged] = [PRINCIPAL_MINOR, 0];
  let baseDays = 0;
  for (let day = 0; day < ACCRUAL_DAYS; day += 1) {
    baseDays += open;
    if (day < FACTS) {
      charged = Math.round(baseDays * 0.000_65);
      open -= PAID_MINOR;
    }
  }
  return open + charged;
}

/** A payment that becomes known late, valued on the first day of 2,400: everything after it is folded again. */
export function measureLateFact(): readonly Figure[] {
  const book = longLateBook();
  const [ours = 0, plain = 0] = callsPerSecond([() => addFact(book, payment(FACTS + 1, 1), terms), plainLoop]);
  return [
    cost({
      name: `back-dated payment, ${ACCRUAL_DAYS} days, ${book.facts.length} facts`,
      unit: 'ms',
      value: 1_000 / ours,
      baseline: 1_000 / plain,
      goal: { of: 'value', kind: 'AT_MOST', bound: GOAL_MS },
    }),
  ];
}
