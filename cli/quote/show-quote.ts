import { exact } from '../../domain/money/decimal.js';
import { quoteOf } from '../../api/quotes/quote.js';
import type { Offer, QuoteBody } from '../../contracts/quotes.js';
import { ASIA_SHANGHAI, dateAt } from '../../domain/calendar/zone.js';
import { PLAN_VERSIONS } from '../../plans/catalogue.js';
import { cnPayLaterStatement } from '../../plans/presets.js';
import { amountOf } from '../amount-option.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import { amountText, moneyText, table, type Column } from '../table.js';
import type { QuoteOptions } from './command.js';

const CURRENCY = 'CNY';
const BILL_DAY = 1;

export function showQuote(io: Io, amount: string, options: QuoteOptions): void {
  const { json = false, plan, tenor, grade = null, promotion = null, orderDates = false } = options;
  if (grade !== null && !/^[A-Z]$/.test(grade)) throw new CliProblem(EXIT.usage, '--grade is one letter, such as A.');
  const quote = quoteOf({
    plans: plansNamed(plan),
    amountMinor: amountOf(amount, CURRENCY),
    periods: tenor ?? null,
    terms: cnPayLaterStatement({ zone: ASIA_SHANGHAI, billDay: BILL_DAY, lenderId: 'quote', priceGrade: grade }),
    asOn: dateAt(ASIA_SHANGHAI, Date.now()),
    promotionId: promotion,
    dates: orderDates ? 'ORDER' : 'STATEMENT',
  });
  print(io, json, quote, () => linesOf(quote));
  if (quote.offers.length === 0) throw new CliProblem(EXIT.failed, 'No plan takes this amount and tenor.');
}

function plansNamed(planId: string | undefined) {
  if (planId === undefined) return PLAN_VERSIONS;
  const found = PLAN_VERSIONS.filter((terms) => terms.planId === planId);
  if (found.length > 0) return found;
  const known = [...new Set(PLAN_VERSIONS.map((terms) => terms.planId))].join(', ');
  throw new CliProblem(EXIT.usage, `There is no plan "${planId}". There is: ${known}`);
}

const percentText = (fraction: string): string => `${exact(fraction).times(100).toFixed(2)} %`;

function linesOf(quote: QuoteBody): readonly string[] {
  const { offers, refused, currency } = quote;
  const money = (amountMinor: number) => amountText(amountMinor, currency);
  const head = `${moneyText(quote.amountMinor, currency)} taken on ${quote.asOn}, bill day ${quote.billDay}:`;
  const downPayment: Column<Offer> = {
    title: 'DOWN PAYMENT',
    text: ({ downPaymentMinor }) => money(downPaymentMinor),
    align: 'RIGHT',
  };
  const offered = table<Offer>(
    [
      { title: 'PLAN', text: ({ planId, planVersion }) => `${planId}@${planVersion}` },
      { title: 'PERIODS', text: ({ periods }) => String(periods), align: 'RIGHT' },
      ...(offers.some(({ downPaymentMinor }) => downPaymentMinor > 0) ? [downPayment] : []),
      { title: 'FIRST DUE', text: ({ firstDueOn }) => firstDueOn },
      { title: 'FIRST PAYMENT', text: ({ costTable }) => money(costTable.dueMinor[0] ?? 0), align: 'RIGHT' },
      { title: 'TOTAL COST', text: ({ costTable }) => money(costTable.totalCostMinor), align: 'RIGHT' },
      { title: 'TO PAY IN ALL', text: ({ costTable }) => money(costTable.totalDueMinor), align: 'RIGHT' },
      { title: 'A YEAR', text: ({ annualRate }) => percentText(annualRate), align: 'RIGHT' },
    ],
    offers,
  );
  const single = offers.length === 1 ? offers[0] : undefined;
  return [
    head,
    ...(offers.length === 0 ? [] : offered),
    ...(single === undefined ? [] : ['', ...costTableLines(single, money), '', ...scheduleTable(single, money)]),
    ...(refused.length === 0 ? [] : ['', 'Not offered for this amount:']),
    ...refusedLines(refused),
  ];
}

/** One line for a plan and a reason, with all the tenors that it is about. */
function refusedLines(refused: QuoteBody['refused']): readonly string[] {
  const keyOf = ({ planId, code }: QuoteBody['refused'][number]) => `${planId} ${code}`;
  return [...new Set(refused.map(keyOf))].map((key) => {
    const same = refused.filter((one) => keyOf(one) === key);
    const [first] = same;
    return `  ${first?.planId ?? ''}, ${same.map(({ periods }) => periods).join(', ')} periods: ${first?.code ?? ''}. ${first?.detail ?? ''}`;
  });
}

/** What the customer would sign: every charge, who collects it and how it is counted. */
function costTableLines({ costTable }: Offer, money: (amountMinor: number) => string): readonly string[] {
  const { components, annualCost, annualCostMethod, annualCostTiming } = costTable;
  const annual = `${percentText(annualCost)} a year (${annualCostMethod}, ${annualCostTiming})`;
  if (components.length === 0) return [`No charges: ${annual}`];
  const rows = table<Offer['costTable']['components'][number]>(
    [
      { title: 'CHARGE', text: ({ component }) => component },
      { title: 'PAYEE', text: ({ payee }) => payee },
      { title: 'METHOD', text: ({ method }) => method },
      { title: 'RATE', text: ({ rate }) => `${exact(rate).times(100).toString()} %`, align: 'RIGHT' },
      { title: 'TOTAL', text: ({ totalMinor }) => money(totalMinor), align: 'RIGHT' },
    ],
    components,
  );
  return [...rows, `All charges of all payees: ${annual}`];
}

function scheduleTable(offer: Offer, money: (amountMinor: number) => string): readonly string[] {
  return table<Offer['installments'][number]>(
    [
      { title: 'NR', text: ({ nr }) => String(nr), align: 'RIGHT' },
      { title: 'DUE', text: ({ dueOn }) => dueOn },
      { title: 'PRINCIPAL', text: ({ principalMinor }) => money(principalMinor), align: 'RIGHT' },
      { title: 'INTEREST', text: ({ interestMinor }) => money(interestMinor), align: 'RIGHT' },
      { title: 'FEE', text: ({ feeMinor }) => money(feeMinor), align: 'RIGHT' },
      { title: 'TO PAY', text: ({ totalMinor }) => money(totalMinor), align: 'RIGHT' },
    ],
    offer.installments,
  );
}
