import { exact } from '../money/decimal.js';
import { paymentOver } from './payment-over.js';

describe('paymentOver', () => {
  test.each([
    // SCH-4 before it is rounded
    ['SCH-4', 1_000_000, new Array(12).fill('0.01'), undefined, '88848.79'],
    ['no interest: equal parts', 100, ['0', '0', '0'], undefined, '33.33'],
    ['one period: the balance and its interest', 100, ['0.05'], undefined, '105.00'],
    // 100 x 1.1 x 1.2 / (1.2 + 1)
    ['two rates', 100, ['0.1', '0.2'], undefined, '60.00'],
    // 20 + 30: weights of 2 and 3
    ['weights without interest', 50, ['0', '0'], ['2', '3'], '10.00'],
    // 100 x 1.1 x 1.2 / (2 x 1.2 + 1)
    ['weights with interest', 100, ['0.1', '0.2'], ['2', '1'], '38.82'],
  ])('%s', (_name, balance, factors, weights, payment) => {
    const exactAll = (texts: readonly string[]) => texts.map((text) => exact(text));
    const result = paymentOver(balance, exactAll(factors), weights && exactAll(weights));
    expect(result.toFixed(2)).toBe(payment);
  });
});
