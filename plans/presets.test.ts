import { ASIA_SHANGHAI } from '../domain/calendar/zone.js';
import { assertLineTerms } from '../domain/plan/line-terms-check.js';
import { cnPayLaterStatement, linePreset, PRESET_NAMES } from './presets.js';

const choice = (billDay: number) => ({ zone: ASIA_SHANGHAI, billDay, lenderId: 'lender_1' });

describe('presets', () => {
  test.each(PRESET_NAMES)('%s can open a line on every bill day', (name) => {
    for (let billDay = 1; billDay <= 28; billDay += 1) assertLineTerms(linePreset(name, choice(billDay)));
  });

  test('the default is that of products.md', () => {
    expect(cnPayLaterStatement(choice(3))).toMatchObject({
      billDay: 3,
      dueRule: { kind: 'OFFSET_DAYS', offsetDays: 9 },
      minDuePercent: '0.10',
      minDueCarryThresholdMinor: 30_000,
      late: { carryDailyRate: '0.0005', penaltyDailyRate: '0.00015', penaltyMinPerDayMinor: 1, annualCap: '0.24' },
      holdTtlHours: 168,
    });
  });

  test.each([
    ['cnWallet', 1, 9, { changesPerYearMax: 2 }],
    ['cnServices', 1, 7, { isAllowed: false }],
    ['cnCard', 3, 20, {}],
  ])('%s', (name, billDay, offsetDays, billDayChange) => {
    expect(linePreset(name, choice(billDay))).toMatchObject({
      preset: name,
      dueRule: { kind: 'OFFSET_DAYS', offsetDays },
      billDayChange,
    });
  });

  test('a card has grace, tolerance and its own waterfall', () => {
    expect(linePreset('cnCard', choice(3))).toMatchObject({
      graceDays: 3,
      toleranceAmountMinor: 1_000,
      principalFirstFromDpd: 91,
      cashBeforePurchase: true,
      late: { penaltyBase: 'PRINCIPAL' },
    });
  });

  test.each(['other', 'constructor'])('%s, which is not shipped, is named', (name) => {
    expect(() => linePreset(name, choice(3))).toThrow(
      `no preset "${name}"; there is: cnPayLaterStatement, cnWallet, cnServices, cnCard`,
    );
  });
});
