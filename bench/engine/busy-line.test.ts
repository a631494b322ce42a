import { agreementViews } from '../../domain/line/view.js';
import { lineWithAgreements } from './busy-line.js';

test.each([1, 50])('a line with %d open agreements of 12 installments, one of them billed', (count) => {
  const views = agreementViews(lineWithAgreements(count).state);
  expect(views.map(({ status, periods }) => [status, periods])).toEqual(
    Array.from({ length: count }, () => ['ACTIVE', 12]),
  );
  expect(views.every(({ installments }) => installments.filter(({ billOn }) => billOn !== null).length === 1)).toBe(
    true,
  );
});
