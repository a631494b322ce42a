import type { LineCommand } from './commands.js';
import { CASH, settlement, STATEMENT, type TestLine } from './testing.js';

const CNY = 'CNY';
const TRANSFER = { kind: 'TRANSFER', reference: 'r' } as const;
export const DEBIT = { kind: 'DEBIT', accountRef: 'acc_d' } as const;

export const pay = (change: object = {}): LineCommand => ({
  type: 'pay',
  amountMinor: 1_000,
  currency: CNY,
  method: TRANSFER,
  valueOn: null,
  ...change,
});
export const refund = (agreementId: string, amountMinor: number, change: object = {}): LineCommand => ({
  type: 'refund',
  agreementId,
  amountMinor,
  currency: CNY,
  valueOn: null,
  ...change,
});
export const settle = (agreementId: string, payoffMinor: number): LineCommand =>
  settlement(agreementId, payoffMinor, TRANSFER);
export const draw = (change: object = {}): LineCommand => ({
  type: 'draw',
  amountMinor: 120_000,
  currency: CNY,
  plan: CASH,
  periods: 12,
  accountRef: 'acc_d',
  ...change,
});
export const convert = (line: TestLine, change: object = {}): LineCommand => ({
  type: 'convertStatement',
  statementId: line.state.latestStatement?.statementId ?? 'stm_none',
  amountMinor: null,
  plan: STATEMENT,
  periods: 3,
  ...change,
});
export const waiver = (change: object): LineCommand => ({
  type: 'waive',
  agreementId: null,
  billOn: null,
  component: 'PRINCIPAL',
  amountMinor: null,
  valueOn: null,
  reason: 'goodwill',
  ...change,
});
