import fc from 'fast-check';
import { minor } from '../money/minor.js';
import { PAY_LATER, TERMS, TestLine } from './testing.js';
import { ask } from './random-life.js';
import { waiver } from './test-commands.js';

/** No charges and no time: debts, what lowers them, and what undoes that are all there is. */
const FREE_TERMS = {
  ...TERMS,
  late: { ...TERMS.late, carryDailyRate: '0', penaltyDailyRate: '0', penaltyMinPerDayMinor: minor(0) },
};
const TRANSFER = { kind: 'TRANSFER', reference: 'r' } as const;
const DEBTS = 4;
const DEBT_MINOR = 10_000;
const STEPS = 60;

interface Note {
  readonly kind: 'REFUND' | 'PAY' | 'WAIVE' | 'CHARGE_OFF';
  readonly seq: number;
  readonly debt: number;
  readonly amountMinor: number;
  isStruck: boolean;
}

/** The day's page, read from the top each time: refunds, then payments, then waivers, then charge-offs; struck notes do not count. */
function readPage(notes: readonly Note[]) {
  const open = new Array<number>(DEBTS).fill(DEBT_MINOR);
  const lost = new Array<number>(DEBTS).fill(0);
  let [creditMinor, recoveredMinor, waivedMinor] = [0, 0, 0];
  const of = (kind: Note['kind']) => notes.filter((note) => note.kind === kind && !note.isStruck);
  for (const { debt, amountMinor } of of('REFUND')) {
    const cut = Math.min(amountMinor, open[debt] ?? 0);
    open[debt] = (open[debt] ?? 0) - cut;
    creditMinor += amountMinor - cut;
  }
  for (const { amountMinor } of of('PAY')) {
    let left = amountMinor;
    for (const debt of open.keys()) {
      const paid = Math.min(left, open[debt] ?? 0);
      open[debt] = (open[debt] ?? 0) - paid;
      left -= paid;
    }
    creditMinor += left;
  }
  for (const { debt, amountMinor } of of('WAIVE')) {
    const given = Math.min(amountMinor, open[debt] ?? 0);
    open[debt] = (open[debt] ?? 0) - given;
    waivedMinor += given;
  }
  for (const { debt } of of('CHARGE_OFF')) {
    lost[debt] = (lost[debt] ?? 0) + (open[debt] ?? 0);
    open[debt] = 0;
    const taken = Math.min(creditMinor, lost.reduce((sum, amount) => sum + amount, 0) - recoveredMinor);
    creditMinor -= taken;
    recoveredMinor += taken;
  }
  const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
  return { open, usedMinor: total(open), creditMinor, recoveredMinor, waivedMinor, lostMinor: total(lost) };
}

const anyStep = fc.record({
  kind: fc.constantFrom('REFUND', 'PAY', 'PAY', 'WAIVE', 'CHARGE_OFF', 'STRIKE', 'STRIKE'),
  debt: fc.nat(DEBTS - 1),
  amountMinor: fc.integer({ min: 1, max: 6_000 }),
  pick: fc.nat(1_000),
});

describe('corrections against a page kept by hand', () => {
  test('whatever is paid, refunded, waived, written off and undone on a day, both owe the same', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { minLength: STEPS, maxLength: STEPS }), (steps) => {
        const line = new TestLine('2025-01-05', 1_000_000, FREE_TERMS, null);
        const ids = Array.from({ length: DEBTS }, (_, nr) => line.buy(`order ${nr}`, DEBT_MINOR, PAY_LATER));
        line.advance('2025-02-04');
        const notes: Note[] = [];
        for (const { kind, debt, amountMinor, pick } of steps) {
          const struck = notes.filter(({ isStruck }) => !isStruck).at(pick % Math.max(1, notes.length));
          const agreementId = ids[debt] ?? '';
          const command = {
            REFUND: { type: 'refund', agreementId, amountMinor, currency: 'CNY', valueOn: null },
            PAY: { type: 'pay', amountMinor, currency: 'CNY', method: TRANSFER, valueOn: null },
            WAIVE: waiver({ agreementId, amountMinor }),
            CHARGE_OFF: { type: 'chargeOff', agreementId, valueOn: null, reason: 'lost' },
            STRIKE: { type: 'reverseFact', factSeq: struck?.seq ?? 0, reason: 'mistake' },
          }[kind] as Parameters<TestLine['do']>[0];
          const seq = line.state.seq + 1;
          if (!ask(line, command)) continue;
          if (kind !== 'STRIKE') notes.push({ kind, seq, debt, amountMinor, isStruck: false });
          else if (struck !== undefined) struck.isStruck = true;
          const page = readPage(notes);
          const { usedMinor, creditMinor } = line.view();
          expect({ usedMinor, creditMinor }).toEqual({ usedMinor: page.usedMinor, creditMinor: page.creditMinor });
          expect([line.balance('PRINCIPAL_WAIVED'), line.balance('PRINCIPAL_LOSS')]).toEqual([
            page.waivedMinor,
            page.lostMinor,
          ]);
          expect(0 - line.balance('RECOVERY_INCOME')).toBe(page.recoveredMinor);
        }
      }),
      { numRuns: 50 },
    );
  });
});
