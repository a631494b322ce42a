import fc from 'fast-check';
import { CURRENT_RULES, decideApplication, redecide } from './decision.js';
import type { DecisionFacts } from './facts.js';

const FACTS: DecisionFacts = {
  ageYears: 30,
  identity: 'PASS',
  lenderType: 'MICRO_LENDER',
  currency: 'CNY',
  requestedLimitMinor: 500_000,
  monthlyIncomeMinor: 1_200_000,
  hasIncomeProof: true,
  employmentMonths: 60,
  monthlyDebtServiceMinor: 100_000,
  isStudent: false,
  existingLimitMinor: 2_000_000,
  utilization: '0.20',
  lateOf6: 0,
  purpose: 'HOUSEHOLD',
};

const decide = (change: Partial<DecisionFacts> = {}) =>
  decideApplication({
    decisionId: 'dec_1_3',
    subject: { applicationId: 'app_1', customerId: 'cus_1', lenderId: 'len_1' },
    asOf: 1_760_000_000_000,
    facts: { ...FACTS, ...change },
  });

describe('decideApplication', () => {
  test('a clean record gets what it asks for, without a reason', () => {
    // 128 + 210 + 135 + 140 points
    expect(decide()).toMatchObject({ outcome: 'APPROVE', score: 613, grade: 'A', limitMinor: 500_000, reasons: [] });
  });

  test('a grade gives no more than its first limit, and says why', () => {
    const record = decide({ utilization: '0.95', employmentMonths: 12 });
    expect(record).toMatchObject({ outcome: 'APPROVE_LOWER', score: 568, grade: 'C', limitMinor: 100_000 });
    expect(record.reasons.map(({ code }) => code)).toEqual(['high-utilization', 'short-employment', 'low-income']);
  });

  test('the best grade below the request: the first limit itself is the reason', () => {
    const record = decide({ requestedLimitMinor: 900_000, monthlyIncomeMinor: 2_500_000 });
    expect(record).toMatchObject({ outcome: 'APPROVE_LOWER', limitMinor: 500_000 });
    expect(record.reasons).toEqual([{ code: 'first-limit-of-grade', rule: 'gradeLimit' }]);
  });

  test('what the income carries', () => {
    const record = decide({ monthlyIncomeMinor: 250_000, monthlyDebtServiceMinor: 0, requestedLimitMinor: 290_000 });
    expect(record).toMatchObject({ outcome: 'APPROVE_LOWER', grade: 'B', limitMinor: 250_000 });
    expect(record.reasons).toEqual([{ code: 'limited-by-income', rule: 'incomeMultiple' }]);
  });

  test('a request that is no whole step', () => {
    const record = decide({ requestedLimitMinor: 123_456 });
    expect(record).toMatchObject({ outcome: 'APPROVE_LOWER', limitMinor: 120_000 });
    expect(record.reasons).toEqual([{ code: 'rounded-down-to-step', rule: 'limitStep' }]);
  });

  test('a request below one step is declined', () => {
    expect(decide({ requestedLimitMinor: 5_000 })).toMatchObject({ outcome: 'DECLINE', limitMinor: 0 });
  });

  test('grade E is declined with specific reasons', () => {
    const record = decide({ lateOf6: 4, utilization: '1.20' });
    expect(record).toMatchObject({ outcome: 'DECLINE', grade: 'E', limitMinor: 0 });
    expect(record.reasons[0]).toEqual({ code: 'late-payments', rule: 'expert-1/late-of-6' });
  });

  test.each([
    ['requested 50,000.00 is the engine’s', { requestedLimitMinor: 5_000_000 }, 'APPROVE_LOWER', []],
    ['one fen more is a person’s', { requestedLimitMinor: 5_000_001 }, 'REFER', ['high-request']],
    ['two late cycles at grade D', { lateOf6: 2 }, 'REFER', ['late-payments-elsewhere']],
    ['one late cycle', { lateOf6: 1 }, 'APPROVE_LOWER', ['late-payments', 'low-income']],
    ['identity not checked', { identity: 'UNAVAILABLE' }, 'REFER', ['identity-not-checked']],
    ['another currency', { currency: 'TWD' }, 'REFER', ['currency-without-policy']],
    ['identity refused', { identity: 'FAIL' }, 'DECLINE', ['identity-not-confirmed']],
    ['somebody else’s document', { identity: 'MISMATCH' }, 'DECLINE', ['identity-of-somebody-else']],
  ] as const)('%s', (_name, change, outcome, codes) => {
    const record = decide(change);
    expect(record.outcome).toBe(outcome);
    if (codes.length > 0) expect(record.reasons.slice(0, codes.length).map(({ code }) => code)).toEqual(codes);
  });

  test('a stage that declines leaves the later ones out', () => {
    expect(decide({ ageYears: 17, identity: 'FAIL' })).toMatchObject({ score: null, model: null, grade: null });
    expect(decide({ ageYears: 17, identity: 'FAIL' }).reasons).toEqual([{ code: 'under-age', rule: 'CNB-14' }]);
    expect(decide({ identity: 'MISMATCH' }).score).toBeNull();
  });

  test('a person never gets a case that the rules decline anyway', () => {
    expect(decide({ identity: 'UNAVAILABLE', ageYears: 17 }).outcome).toBe('DECLINE');
    expect(decide({ identity: 'UNAVAILABLE', lateOf6: 6 }).outcome).toBe('DECLINE');
  });

  test('the record names versions, sources and expiry', () => {
    const record = decide();
    expect(record.policy).toMatchObject({ id: 'risk-policy', version: 1 });
    expect(record.model).toMatchObject({ id: 'expert', version: 1 });
    expect(record.inputs['ageYears']).toEqual({ value: 30, source: 'CUSTOMER_RECORD' });
    expect(record.inputs['utilization']).toEqual({ value: '0.20', source: 'DECLARED' });
    expect(record.expiresAt - record.asOf).toBe(30 * 86_400_000);
  });

  test.each([
    ['monthlyIncomeMinor', { monthlyIncomeMinor: Number.NaN }],
    ['monthlyIncomeMinor', { monthlyIncomeMinor: '9' as unknown as number }],
    ['requestedLimitMinor', { requestedLimitMinor: -1 }],
    ['ageYears', { ageYears: 20.5 }],
    ['employmentMonths', { employmentMonths: Infinity }],
    ['lateOf6', { lateOf6: 7 }],
    ['utilization', { utilization: '1e3' }],
    ['isStudent', { isStudent: null as unknown as boolean }],
  ])('nothing is decided on a wrong %s', (name, change) => {
    expect(() => decide(change)).toThrow(new RegExp(`^${name}: `));
  });
});

const anyFacts: fc.Arbitrary<DecisionFacts> = fc.record({
  ageYears: fc.integer({ min: 16, max: 60 }),
  identity: fc.constantFrom('PASS', 'PASS', 'PASS', 'FAIL', 'MISMATCH', 'UNAVAILABLE'),
  lenderType: fc.constantFrom('MICRO_LENDER', 'BANK'),
  currency: fc.constantFrom('CNY', 'CNY', 'EUR'),
  requestedLimitMinor: fc.nat(6_000_000),
  monthlyIncomeMinor: fc.nat(3_000_000),
  hasIncomeProof: fc.boolean(),
  employmentMonths: fc.nat(400),
  monthlyDebtServiceMinor: fc.nat(500_000),
  isStudent: fc.boolean(),
  existingLimitMinor: fc.option(fc.nat(9_000_000)),
  utilization: fc.option(fc.nat(200).map((percent) => (percent / 100).toFixed(2))),
  lateOf6: fc.option(fc.nat(6)),
  purpose: fc.constant('OTHER'),
});

describe('a stored record', () => {
  test('gives the same record again, after a way through JSON', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const record = decide(facts);
        expect(redecide(JSON.parse(JSON.stringify(record)) as typeof record)).toEqual(record);
      }),
    );
  });

  test('is not decided again on other rules', () => {
    const policy = { ...CURRENT_RULES.policy, version: 2 };
    expect(() => redecide(decide(), { ...CURRENT_RULES, policy })).toThrow(RangeError);
    const model = { ...CURRENT_RULES.model, version: 2 };
    expect(() => redecide(decide(), { ...CURRENT_RULES, model })).toThrow(RangeError);
  });

  test('is not decided again when a person made it', () => {
    expect(() => redecide({ ...decide(), decidedBy: 'PERSON' })).toThrow(RangeError);
  });
});

describe('any decision', () => {
  test('approves only the identified, of age, in the policy’s currency, above grade E', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const record = decide(facts);
        if (record.outcome !== 'APPROVE' && record.outcome !== 'APPROVE_LOWER') return;
        expect(facts.identity).toBe('PASS');
        expect(facts.ageYears).toBeGreaterThanOrEqual(18);
        expect(facts.currency).toBe('CNY');
        expect(record.grade).not.toBe('E');
        expect(record.limitMinor).toBeGreaterThan(0);
        expect(record.limitMinor).toBeLessThanOrEqual(facts.requestedLimitMinor);
      }),
    );
  });

  test('has one to four reasons unless it grants all that was asked for', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { outcome, reasons } = decide(facts);
        if (outcome === 'APPROVE') return reasons.length === 0;
        return reasons.length >= 1 && reasons.length <= 4;
      }),
    );
  });
});
