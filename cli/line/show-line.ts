import type { AnswerOf } from '../api-client.js';
import { connectApi } from '../connection.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { limitTable } from './limit-table.js';
import { amountText, instantText, moneyText, pairs, table } from '../table.js';

type Line = AnswerOf<'getCreditLine'>;
type Agreement = AnswerOf<'listAgreements'>['items'][number];

/** A line and its agreements, as of its last event. */
export async function showLine(io: Io, lineId: string, { json = false, api }: CommonOptions): Promise<void> {
  const client = connectApi(io, { api });
  const params = { lineId };
  const [line, agreements] = await Promise.all([
    client.call('getCreditLine', { params }),
    client.call('listAgreements', { params }),
  ]);
  print(io, json, { line, agreements: agreements.items }, () => linesOf(line, agreements.items));
}

function linesOf(line: Line, agreements: readonly Agreement[]): readonly string[] {
  const money = (amountMinor: number) => moneyText(amountMinor, line.currency);
  const causes = line.freezeCauses.length === 0 ? '' : ` (${line.freezeCauses.join(', ')})`;
  const late = line.daysPastDue === 0 ? '' : `, ${line.daysPastDue} days past due`;
  return [
    ...pairs([
      ['line', `${line.lineId}, customer ${line.customerId}`],
      ['status', `${line.status}${causes}, bucket ${line.delinquencyBucket}${late}`],
      ['as on', `${line.asOn} (${line.zone}), entry ${line.seq}`],
      ['limit', money(line.limitMinor)],
      ['used', money(line.usedMinor)],
      ['held', money(line.heldMinor)],
      ['available', money(line.availableMinor)],
      ['billed', money(line.billedMinor)],
      ['overdue', money(line.overdueMinor)],
      ['credit balance', money(line.creditMinor)],
      ['minimum due', line.dueOn === null ? '-' : `${money(line.minDueOpenMinor)} until ${line.dueOn}`],
      ['statements', `${line.statementCount}, next on ${line.nextBillOn ?? '-'}`],
      ['autopay', line.autopay === null ? '-' : `${line.autopay.amount.toLowerCase()} from ${line.autopay.accountRef}`],
      ['next item', line.nextItemAt === null ? '-' : instantText(line.nextItemAt, line.zone)],
    ]),
    ...(isWholeLimit(line) ? [] : ['', ...limitTable(line)]),
    ...(agreements.length === 0 ? [] : ['', ...agreementTable(agreements, line.currency)]),
  ];
}

/** The figures above say it all: one part, nothing on its way, no cap. */
const isWholeLimit = ({ buckets, clearingMinor, excessMinor, selfCapMinor }: Line): boolean =>
  buckets.length === 1 && clearingMinor === 0 && excessMinor === 0 && selfCapMinor === null;

function agreementTable(agreements: readonly Agreement[], currency: string): readonly string[] {
  return table<Agreement>(
    [
      { title: 'AGREEMENT', text: ({ agreementId }) => agreementId },
      { title: 'PLAN', text: ({ planId, planVersion }) => `${planId}@${planVersion}` },
      { title: 'PERIODS', text: ({ periods }) => String(periods), align: 'RIGHT' },
      { title: 'FORMED', text: ({ formedOn }) => formedOn },
      { title: 'STATUS', text: ({ status }) => status },
      { title: 'PRINCIPAL', text: ({ principalMinor }) => amountText(principalMinor, currency), align: 'RIGHT' },
      { title: 'OUTSTANDING', text: ({ outstandingMinor }) => amountText(outstandingMinor, currency), align: 'RIGHT' },
    ],
    agreements,
  );
}
