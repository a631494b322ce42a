import fc from 'fast-check';
import { Exact, exact } from '../money/decimal.js';
import { NoInternalRateError } from './flow-rate.js';
import {
  annuityPayment,
  annuityRate,
  equalPartsInterest,
  futureValue,
  interestBetween,
  interestPart,
  periodsNeeded,
  presentValue,
  principalBetween,
  principalPart,
} from './time-value.js';
import type { Annuity, PaymentTiming } from './time-value.js';

const NOTHING = exact(0);
const loan = (changed: Partial<Annuity> = {}) => ({
  rate: exact('0.01'),
  periods: exact(12),
  present: exact(10_000),
  future: NOTHING,
  timing: 'END' as PaymentTiming,
  ...changed,
});
const rates = fc.integer({ min: -4_000, max: 30_000 }).map((n) => exact(n).div(100_000));
const amounts = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(exact);
const annuities = fc.record({
  rate: rates,
  periods: fc.integer({ min: 1, max: 120 }).map(exact),
  payment: amounts,
  present: amounts,
  future: amounts,
  timing: fc.constantFrom<PaymentTiming>('END', 'START'),
});

/** The numbers of spreadsheets are the tvm vectors under test/vectors; these are rules and edges. */
describe('an annuity', () => {
  test('SCH-4: 10,000 over 12 at 1 % is 888.49 each, the first with 100.00 and the last with 8.80 of interest', () => {
    expect(annuityPayment(loan()).toFixed(2)).toBe('-888.49');
    expect(interestPart(loan(), 1).toFixed(2)).toBe('-100.00');
    expect(interestPart(loan(), 2).toFixed(2)).toBe('-92.12');
    expect(interestPart(loan(), 12).toFixed(2)).toBe('-8.80');
    expect(interestBetween(loan(), 1, 12).toFixed(2)).toBe('-661.85');
  });

  test('without interest everything is principal', () => {
    const free = loan({ rate: NOTHING, periods: exact(4) });
    expect(annuityPayment(free).toString()).toBe('-2500');
    expect(interestPart(free, 3).isZero()).toBe(true);
    expect(periodsNeeded({ ...free, payment: exact(-2_500) }).toString()).toBe('4');
  });

  test('paid at the start, the first payment bears nothing', () => {
    expect(interestPart(loan({ timing: 'START' }), 1).toNumber()).toBe(0);
    expect(
      annuityPayment(loan({ timing: 'START' }))
        .times('1.01')
        .toFixed(10),
    ).toBe(annuityPayment(loan()).toFixed(10));
  });

  test('equal parts bear the less interest the later', () => {
    const parts = [0, 1, 2, 3, 4].map((nr) => equalPartsInterest(loan({ periods: exact(4) }), exact(nr)).toNumber());
    expect(parts.map(Math.abs)).toEqual([100, 75, 50, 25, 0]);
  });

  test('future value, present value and payment are ways to write one balance', () => {
    fc.assert(
      fc.property(annuities, (annuity) => {
        const future = futureValue(annuity);
        const tolerance = Exact.max(future.abs(), annuity.present.abs(), annuity.payment.abs(), 1).times('1e-20');
        expect(
          presentValue({ ...annuity, future })
            .minus(annuity.present)
            .abs()
            .lt(tolerance),
        ).toBe(true);
        expect(
          annuityPayment({ ...annuity, future })
            .minus(annuity.payment)
            .abs()
            .lt(tolerance),
        ).toBe(true);
      }),
    );
  });

  test('interest and principal make the payment, and all principal is what was lent', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 48 }), fc.constantFrom('END', 'START'), (rate, count, timing) => {
        const annuity = loan({ rate, periods: exact(count), timing });
        const payment = annuityPayment(annuity);
        const sum = interestPart(annuity, count).plus(principalPart(annuity, count));
        expect(sum.toFixed(15)).toBe(payment.toFixed(15));
        expect(principalBetween(annuity, 1, count).plus(10_000).abs().toNumber()).toBeLessThan(1e-12);
        const total = interestBetween(annuity, 1, count).plus(principalBetween(annuity, 1, count));
        expect(total.minus(payment.times(count)).abs().toNumber()).toBeLessThan(1e-12);
      }),
      { numRuns: 40 },
    );
  });

  test('rate and number of periods are found again', () => {
    const positive = fc.integer({ min: 1, max: 3_000 }).map((n) => exact(n).div(10_000));
    fc.assert(
      fc.property(positive, fc.integer({ min: 1, max: 120 }).map(exact), (rate, periods) => {
        const annuity = { ...loan({ rate, periods }), payment: annuityPayment(loan({ rate, periods })) };
        expect(annuityRate(annuity).minus(rate).abs().toNumber()).toBeLessThan(1e-15);
        expect(periodsNeeded(annuity).minus(periods).abs().toNumber()).toBeLessThan(1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('the payment of the last fraction of a period has its parts', () => {
    const broken = loan({ periods: exact('2.7') });
    const sum = interestPart(broken, 3).plus(principalPart(broken, 3));
    expect(sum.toFixed(20)).toBe(annuityPayment(broken).toFixed(20));
    expect(() => interestPart(broken, 4)).toThrow(/number the payments/);
  });

  test('a fraction of a period has a rate too, and one below nothing', () => {
    const short = { ...loan({ periods: exact('2.5') }), payment: annuityPayment(loan({ periods: exact('2.5') })) };
    expect(annuityRate(short).toFixed(15)).toBe('0.010000000000000');
    const lost = { ...loan({ rate: exact('-0.2') }), payment: annuityPayment(loan({ rate: exact('-0.2') })) };
    expect(annuityRate(lost).toFixed(15)).toBe('-0.200000000000000');
  });
});

describe('what makes no annuity', () => {
  const paid = { ...loan(), payment: exact(-888) };

  test.each<[string, () => Exact, RegExp]>([
    ['no periods', () => annuityPayment(loan({ periods: NOTHING })), /periods is 0/],
    ['a rate of -1', () => annuityPayment(loan({ rate: exact(-1) })), /not above -1/],
    ['payment 0', () => interestPart(loan(), 0), /number the payments from 1 to 12/],
    ['payment 13 of 12', () => interestPart(loan(), 13), /number the payments from 1 to 12/],
    ['payments backwards', () => interestBetween(loan(), 5, 4), /before firstNr 5/],
    ['equal parts of none', () => equalPartsInterest(loan({ periods: NOTHING }), exact(1)), /periods is 0/],
    ['nothing paid', () => periodsNeeded({ ...paid, rate: NOTHING, payment: NOTHING }), /payment is 0/],
    ['less paid than the interest', () => periodsNeeded({ ...paid, payment: exact(-50) }), /any number of periods/],
    ['no number for a rate of -1', () => periodsNeeded({ ...paid, rate: exact(-1) }), /not above -1/],
    ['a guess of -1', () => annuityRate(paid, -1), /guess is -1/],
    ['a rate of no periods', () => annuityRate({ ...paid, periods: NOTHING }), /periods is 0/],
  ])('%s', (_name, compute, message) => {
    expect(compute).toThrow(RangeError);
    expect(compute).toThrow(message);
  });

  test('money that goes one way has no rate', () => {
    expect(() => annuityRate({ ...paid, payment: exact(888) })).toThrow(NoInternalRateError);
  });

  test('nor has money that no rate brings back', () => {
    // 3 - 3 v + v² is above nothing for every v.
    const flow = { ...paid, periods: exact(2), present: exact(3), payment: exact(-3), future: exact(4) };
    expect(() => annuityRate(flow)).toThrow(NoInternalRateError);
  });
});
