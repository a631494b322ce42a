import { renderNotice, templateParameters } from './templates.js';

const ALL = {
  amountMinor: 52_160,
  minDueMinor: 5_216,
  limitMinor: 500_000,
  currency: 'CNY',
  dueOn: '2025-06-12',
  expiresOn: '2025-06-30',
  daysPastDue: 8,
};
const NAMES = ['reminder', 'statement', 'debit-failed', 'payment-received', 'late', 'frozen', 'offer', 'closed'];

describe('renderNotice', () => {
  test.each(NAMES.flatMap((name) => [[name, 'zh'] as const, [name, 'en'] as const]))(
    '%s in %s leaves no placeholder',
    (name, language) => {
      const rendering = renderNotice(name, ALL, language);
      expect(rendering).toMatchObject({ ok: true, text: expect.not.stringMatching(/[{}]|undefined/) as string });
    },
  );

  test.each([
    ['CNY', 'zh', 52_160, '¥521.60'],
    ['CNY', 'en', 52_160, 'CN¥521.60'],
    ['USD', 'en', 1, '$0.01'],
    ['USD', 'en', 123_456_789, '$1,234,567.89'],
    ['USD', 'en', -5, '-$0.05'],
    ['JPY', 'en', 1_234, '¥1,234'],
    ['KWD', 'en', 1_234, 'KWD\u00a01.234'],
    ['CNY', 'zh', 999_999_999_999_999, '¥9,999,999,999,999.99'],
  ] as const)('%s in %s: %i is %s', (currency, language, amountMinor, shown) => {
    const rendering = renderNotice('payment-received', { amountMinor, currency }, language);
    expect(rendering).toMatchObject({ ok: true, text: expect.stringContaining(shown) as string });
  });

  test('ignores parameters it does not use', () => {
    expect(renderNotice('closed', ALL, 'en')).toMatchObject({ ok: true });
  });

  test.each(['', 'unknown', 'toString', '__proto__'])('knows no template %j', (name) => {
    expect(renderNotice(name, ALL, 'zh')).toEqual({ ok: false, type: 'template-unknown' });
    expect(templateParameters(name)).toBeNull();
  });

  test.each([
    ['dueOn', { amountMinor: 1, currency: 'CNY' }],
    ['currency', { amountMinor: 1, dueOn: '2025-06-12' }],
    ['amountMinor', { amountMinor: 0.5, currency: 'CNY', dueOn: '2025-06-12' }],
    ['amountMinor', { amountMinor: '1', currency: 'CNY', dueOn: '2025-06-12' }],
    ['amountMinor', { amountMinor: 1, currency: 'yuan', dueOn: '2025-06-12' }],
  ])('misses %s', (parameter, parameters) => {
    const rendering = renderNotice('reminder', parameters, 'zh');
    expect(rendering).toEqual({ ok: false, type: 'parameter-invalid', parameter });
  });
});
