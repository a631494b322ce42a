import { minor } from '../money/minor.js';
import { roundToMultiple } from './round-to-multiple.js';

describe('roundToMultiple', () => {
  test.each([
    [16_649, 100, 16_600],
    [16_650, 100, 16_600],
    [16_651, 100, 16_700],
    [16_750, 100, 16_800],
    [16_700, 100, 16_700],
    // What would become nothing stays.
    [50, 100, 50],
    [51, 100, 100],
    [0, 100, 0],
    [16_650, 1, 16_650],
    [16_650, null, 16_650],
  ])('%i to a multiple of %s is %i', (amount, multiple, expected) => {
    expect(roundToMultiple(minor(amount), multiple === null ? null : minor(multiple))).toBe(expected);
  });
});
