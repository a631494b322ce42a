import { shortRate } from './short-rate.js';

describe('shortRate', () => {
  test.each([
    ['0.0072', 72, 10_000],
    ['0.0060', 60, 10_000],
    ['12', 12, 1],
    ['1.5', 15, 10],
    ['0', 0, 1],
    ['0.00000000000001', 1, 1e14],
  ])('%s', (text, digits, scale) => {
    expect(shortRate(text)).toEqual({ digits, scale });
  });

  test.each(['-0.1', '1e-3', '.5', '5.', '', 'x', ' 1', '0.000000000000001', '90071992547409.93'])(
    'leaves "%s" to decimals',
    (text) => {
      expect(shortRate(text)).toBeUndefined();
    },
  );
});
