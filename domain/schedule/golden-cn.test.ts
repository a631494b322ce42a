import { rowsOf, countOf, textOf, vectorsOf } from '../../test/vectors/read-vectors.js';
import type { VectorFields } from '../../test/vectors/read-vectors.js';
import type { ResiduePlacement } from '../money/allocate.js';
import { parseMinor } from '../money/currency.js';
import { minor } from '../money/minor.js';
import { buildSchedule, scheduleTotals } from './schedule.js';

const yuan = (fields: VectorFields, name: string) => parseMinor(textOf(fields, name), 'CNY');

/** No tolerance in this kind, and none is given: amounts are whole fen. */
describe('flat_fee_schedule', () => {
  const vectors = vectorsOf('golden-cn.json', 'flat_fee_schedule').map((vector) => [vector.id, vector] as const);

  test.each(vectors)('%s', (_id, { input, expected, tolerance }) => {
    const financedMinor = minor(yuan(input, 'principal') - yuan(input, 'down_payment'));
    const rows = buildSchedule(
      {
        amortization: 'FLAT_FEE',
        feeRatePerPeriod: textOf(input, 'fee_rate_per_period'),
        annualRate: '0',
        rounding: 'HALF_UP',
        residuePlacement: textOf(input, 'residue_on') as ResiduePlacement,
      },
      financedMinor,
      countOf(input, 'periods'),
    );
    const totals = scheduleTotals(rows);
    expect(tolerance).toEqual({});
    expect(financedMinor).toBe(yuan(expected, 'financed'));
    expect(new Set(rows.map((row) => row.feeMinor))).toEqual(new Set([yuan(expected, 'fee_per_period')]));
    expect(totals.feeMinor).toBe(yuan(expected, 'total_fee'));
    expect(totals.totalMinor).toBe(yuan(expected, 'total_due'));
    const expectedRows = rowsOf(expected, 'rows').map((row) => ({
      nr: countOf(row, 'nr'),
      principal: yuan(row, 'principal'),
      fee: yuan(row, 'fee'),
      due: yuan(row, 'due'),
    }));
    expect(
      rows.map(({ nr, principalMinor, feeMinor }) => ({
        nr,
        principal: principalMinor,
        fee: feeMinor,
        due: principalMinor + feeMinor,
      })),
    ).toEqual(expectedRows);
  });
});
