import { isPlainDate, type PlainDate } from '../../domain/calendar/plain-date.js';
import { exact, type Exact } from '../../domain/money/decimal.js';
import { CURRENCIES, isCurrency, parseMinor, type Currency } from '../../domain/money/currency.js';
import { minor, sumMinor, type Minor } from '../../domain/money/minor.js';
import { NoInternalRateError } from '../../domain/pricing/flow-rate.js';
import { aprRegularity, isAprWithinTolerance, type AprRegularity } from '../../domain/pricing/us-actuarial-apr.js';
import { CliProblem, EXIT, type ExitCode } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { moneyText, table } from '../table.js';
import type { AprOptions } from './command.js';
import { costOf, datedPayments, intervalAfter, usTransaction, type Flow, type Method, type Payment } from './costs.js';

const AMOUNT_MINOR_MAX = 1_000_000_000_000;
const PAYMENTS_MAX = 1_200;
/** Decimals of a rate in a document; a table shows percent with 4. */
const RATE_DECIMALS = 8;
const PERCENT_DECIMALS = 4;

interface Cost {
  readonly method: Method;
  /** Fraction per year. */
  readonly annualRate: string;
}

interface Disclosure {
  readonly disclosedRate: string;
  readonly regularity: AprRegularity;
  readonly isAccurate: boolean;
}

/** Prints what a flow costs a year. @returns 1 when a disclosed rate is not accurate */
export function showApr(io: Io, options: AprOptions): ExitCode {
  const currency = currencyOf(options.currency);
  const flow = flowOf(options, currency);
  const costs = methodsOf(options, flow).map((method) => ({ method, annualRate: rateOf(flow, method) }));
  const disclosure = options.disclosed === undefined ? null : disclosureOf(flow, options.disclosed);
  const paidMinor = sumMinor(flow.payments.map(({ amountMinor }) => amountMinor));
  const receivedMinor = minor(flow.principalMinor - flow.feeMinor);
  const document = { currency, receivedMinor, paidMinor, payments: flow.payments.length, costs, disclosure };
  print(io, options.json ?? false, document, () => [
    `${moneyText(receivedMinor, currency)} received, ${moneyText(paidMinor, currency)} paid in ${flow.payments.length}:`,
    ...costTable(costs),
    ...(disclosure === null ? [] : ['', disclosureLine(disclosure)]),
  ]);
  return disclosure === null || disclosure.isAccurate ? EXIT.ok : EXIT.failed;
}

function methodsOf({ method, start, disclosed }: AprOptions, flow: Flow): readonly Method[] {
  if (method !== undefined) return method;
  const dated: readonly Method[] = start === undefined ? [] : ['dated'];
  const us: readonly Method[] = disclosed === undefined ? [] : ['us-actuarial'];
  // Payments on days of their own are not an interval apart.
  return flow.isSpaced ? ['nominal', 'effective', ...dated, ...us] : [...dated, ...us];
}

function rateOf(flow: Flow, method: Method): string {
  return answered(() => costOf(flow, method)).toFixed(RATE_DECIMALS);
}

function disclosureOf(flow: Flow, text: string): Disclosure {
  if (!/^\d{1,6}(\.\d{1,10})?$/.test(text)) throw usage(`--disclosed ${text} is not a percentage; write it like 12.5`);
  const disclosed = exact(text).div(100);
  return answered(() => {
    const transaction = usTransaction(flow);
    const regularity = aprRegularity(transaction);
    const isAccurate = isAprWithinTolerance(disclosed, costOf(flow, 'us-actuarial'), regularity);
    return { disclosedRate: disclosed.toFixed(RATE_DECIMALS), regularity, isAccurate };
  });
}

/** What the domain refuses is the flow's fault here. */
function answered<T>(compute: () => T): T {
  try {
    return compute();
  } catch (thrown) {
    if (thrown instanceof NoInternalRateError)
      throw new CliProblem(
        EXIT.failed,
        `No annual rate balances these payments (${thrown.reason}): check the amounts.`,
      );
    if (thrown instanceof RangeError) throw new CliProblem(EXIT.failed, `${thrown.message}.`);
    throw thrown;
  }
}

function flowOf(options: AprOptions, currency: Currency): Flow {
  const drawnOn = options.start === undefined ? null : dateOf('--start', options.start);
  const listed = paymentsOf(options.payments, currency);
  if (drawnOn === null && (options.first !== undefined || listed.some(({ paidOn }) => paidOn !== null)))
    throw usage('Dates are counted from the day of the draw: give it with --start.');
  const principalMinor = amountOf('--principal', options.principal, currency);
  const feeMinor = amountOf('--fee', options.fee, currency);
  if (feeMinor >= principalMinor)
    throw usage(`--fee ${options.fee} leaves nothing of --principal ${options.principal}.`);
  const { every } = options;
  const head = { principalMinor, feeMinor, every, isSpaced: listed.every(({ paidOn }) => paidOn === null) };
  if (drawnOn === null) return { ...head, payments: listed, drawnOn };
  const firstOn = options.first === undefined ? intervalAfter(drawnOn, every) : dateOf('--first', options.first);
  const payments = datedPayments(listed, firstOn, every);
  const early = payments.find(({ paidOn }) => paidOn !== null && paidOn < drawnOn);
  if (early !== undefined) throw usage(`The payment on ${String(early.paidOn)} is before the draw on ${drawnOn}.`);
  return { ...head, payments, drawnOn };
}

const PAYMENT = /^(?<amount>\d+(?:\.\d+)?)(?:x(?<count>\d{1,4})|@(?<date>[\d-]+))?$/;

function paymentsOf(list: string, currency: Currency): readonly Payment[] {
  const payments = list.split(',').flatMap((text): readonly Payment[] => {
    const { amount, count = '1', date } = PAYMENT.exec(text.trim())?.groups ?? {};
    if (amount === undefined)
      throw usage(`"${text}" is not a payment; write 888.49, 888.49x11 or 888.49@2026-03-01, with commas between`);
    const amountMinor = amountOf('--payments', amount, currency);
    const paidOn = date === undefined ? null : dateOf('--payments', date);
    const times = Math.min(Number(count), PAYMENTS_MAX + 1);
    return new Array<Payment>(times).fill({ amountMinor, paidOn });
  });
  if (payments.length === 0 || payments.length > PAYMENTS_MAX)
    throw usage(`--payments has ${payments.length} payments; give 1 to ${PAYMENTS_MAX}`);
  return payments;
}

function amountOf(option: string, text: string, currency: Currency): Minor {
  const digits = CURRENCIES[currency];
  const isAmount = new RegExp(digits === 0 ? '^\\d{1,13}$' : `^\\d{1,13}(\\.\\d{1,${digits}})?$`).test(text);
  const amountMinor = isAmount ? parseMinor(text, currency) : null;
  if (amountMinor !== null && amountMinor <= AMOUNT_MINOR_MAX) return amountMinor;
  throw usage(`${option} ${text} is not an amount in ${currency}: write it like 1200${digits === 0 ? '' : '.50'}`);
}

function dateOf(option: string, text: string): PlainDate {
  if (isPlainDate(text)) return text;
  throw usage(`${option} ${text} is not a day; write it as YYYY-MM-DD`);
}

function currencyOf(text: string): Currency {
  if (isCurrency(text)) return text;
  throw usage(`--currency ${text} is not known. There is: ${Object.keys(CURRENCIES).join(', ')}`);
}

const usage = (message: string): CliProblem => new CliProblem(EXIT.usage, message);

const percentText = (fraction: string | Exact): string => `${exact(fraction).times(100).toFixed(PERCENT_DECIMALS)} %`;

function costTable(costs: readonly Cost[]): readonly string[] {
  return table<Cost>(
    [
      { title: 'METHOD', text: ({ method }) => method },
      { title: 'A YEAR', text: ({ annualRate }) => percentText(annualRate), align: 'RIGHT' },
    ],
    costs,
  );
}

function disclosureLine({ disclosedRate, regularity, isAccurate }: Disclosure): string {
  const tolerance = regularity === 'REGULAR' ? '1/8' : '1/4';
  const verdict = isAccurate ? 'is accurate' : 'is not accurate';
  return `${percentText(disclosedRate)} disclosed ${verdict}: the tolerance is ${tolerance} of a point (${regularity.toLowerCase()}).`;
}
