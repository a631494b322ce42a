import { plainDate } from '../../domain/calendar/plain-date.js';
import { GENESIS_HASH, seal, type JournalEntry } from '../../domain/ledger/journal.js';
import { minor, ZERO } from '../../domain/money/minor.js';
import type { Statement } from '../../domain/line/statement.js';
import type { AgreementView, LineView } from '../../domain/line/views.js';

export const LINE_ID = 'line_1';
export const CUSTOMER_ID = 'cust_1';
export const ACCOUNT_REF = 'acc_1';
/** 2026-03-10 in Shanghai. */
export const NOW_MS = Date.UTC(2026, 2, 10, 4);

export const A_LINE: LineView = {
  lineId: LINE_ID,
  customerId: CUSTOMER_ID,
  applicationId: 'app_1',
  lenderId: 'whiteslip',
  currency: 'CNY',
  zone: 'Asia/Shanghai',
  status: 'ACTIVE',
  freezeCauses: [],
  openedOn: plainDate('2026-03-01'),
  closedAt: null,
  limitMinor: minor(1_000_000),
  usedMinor: minor(120_000),
  heldMinor: ZERO,
  availableMinor: minor(880_000),
  buckets: [
    {
      kind: 'BASE',
      scene: null,
      expiresAt: null,
      limitMinor: minor(1_000_000),
      usedMinor: minor(120_000),
      heldMinor: ZERO,
      availableMinor: minor(880_000),
    },
  ],
  excessMinor: ZERO,
  clearingMinor: ZERO,
  selfCapMinor: null,
  billedMinor: ZERO,
  overdueMinor: ZERO,
  creditMinor: ZERO,
  daysPastDue: 0,
  delinquencyBucket: 'M0',
  billDay: 1,
  nextBillOn: plainDate('2026-04-01'),
  dueOn: null,
  minDueMinor: ZERO,
  minDueOpenMinor: ZERO,
  statementCount: 0,
  autopay: null,
  authorizations: [],
  pending: [],
  planIds: ['order-flat@1'],
  ledger: { PRINCIPAL_RECEIVABLE: minor(120_000), MERCHANT_PAYABLE: minor(-120_000) },
  asOn: plainDate('2026-03-10'),
  nextItemAt: NOW_MS + 86_400_000,
  seq: 3,
  positionHash: 'f'.repeat(64),
};

export const AN_AGREEMENT: AgreementView = {
  agreementId: 'agr_2',
  lineId: LINE_ID,
  planId: 'order-flat',
  planVersion: 1,
  subProduct: 'ORDER_INSTALLMENT',
  periods: 1,
  currency: 'CNY',
  formedOn: plainDate('2026-03-05'),
  settledOn: null,
  costTableHash: 'c'.repeat(64),
  principalMinor: minor(120_000),
  outstandingMinor: minor(120_000),
  refundedMinor: ZERO,
  downPaymentMinor: ZERO,
  downPaymentRefundedMinor: ZERO,
  funding: null,
  waivedMinor: ZERO,
  writtenOffMinor: ZERO,
  recoveredMinor: ZERO,
  convertedMinor: ZERO,
  daysPastDue: 0,
  status: 'ACTIVE',
  installments: [
    {
      nr: 1,
      anchorOn: plainDate('2026-03-05'),
      billOn: null,
      principalMinor: minor(120_000),
      interestMinor: ZERO,
      feeMinor: minor(720),
      paidMinor: ZERO,
      status: 'OPEN',
    },
  ],
  seq: 3,
};

export const A_STATEMENT: Statement = {
  statementId: 'stm_1',
  lineId: LINE_ID,
  currency: 'CNY',
  cycleFrom: plainDate('2026-02-01'),
  billOn: plainDate('2026-03-01'),
  dueOn: plainDate('2026-03-10'),
  spendMinor: ZERO,
  installmentsMinor: ZERO,
  carriedMinor: ZERO,
  carryFeesMinor: ZERO,
  penaltyMinor: ZERO,
  creditAppliedMinor: ZERO,
  balanceMinor: ZERO,
  minDueMinor: ZERO,
  temporaryExcessMinor: ZERO,
  lines: [],
};

/** Five entries of one chain: freezes and unfreezes in turn. */
export function aJournal(): readonly JournalEntry[] {
  let previousHash = GENESIS_HASH;
  return [1, 2, 3, 4, 5].map((seq) => {
    const frame = { seq, bookedAt: NOW_MS + seq, bookedOn: plainDate('2026-03-10'), entries: [] };
    const type = seq % 2 === 1 ? 'frozen' : 'unfrozen';
    const entry = seal(LINE_ID, { type, cause: 'CUSTOMER', ...frame }, null, previousHash);
    previousHash = entry.hash;
    return entry;
  });
}
