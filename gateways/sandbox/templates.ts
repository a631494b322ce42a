import type { NoticeRequest } from '../ports.js';

type Language = NoticeRequest['language'];
type Parameters = NoticeRequest['parameters'];

/** `{name}` is a parameter; one that ends in `Minor` is shown as money of the parameter `currency`. */
const TEMPLATES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  reminder: {
    zh: '【白条】您有 {amountMinor} 将于 {dueOn} 到期，请在到期前还款。',
    en: 'Whiteslip: {amountMinor} is due on {dueOn}. Please pay by then.',
  },
  statement: {
    zh: '【白条】您的账单已出：应还 {amountMinor}，最低还款额 {minDueMinor}，还款日 {dueOn}。',
    en: 'Whiteslip: your statement is ready. Balance {amountMinor}, minimum due {minDueMinor}, due on {dueOn}.',
  },
  'debit-failed': {
    zh: '【白条】自动还款 {amountMinor} 未成功，请确认账户余额或手动还款。',
    en: 'Whiteslip: your automatic payment of {amountMinor} failed. Please check your account or pay by hand.',
  },
  'payment-received': {
    zh: '【白条】已收到您的还款 {amountMinor}，谢谢。',
    en: 'Whiteslip: we received your payment of {amountMinor}. Thank you.',
  },
  late: {
    zh: '【白条】您有 {amountMinor} 已逾期 {daysPastDue} 天，请尽快还款，以免产生更多费用。',
    en: 'Whiteslip: {amountMinor} is {daysPastDue} days past due. Please pay soon to avoid further charges.',
  },
  frozen: {
    zh: '【白条】您的额度已暂停使用，已有账单请照常还款。',
    en: 'Whiteslip: your credit line takes no new purchases for now. What you owe stays due as agreed.',
  },
  offer: {
    zh: '【白条】您的申请已通过：额度 {limitMinor}，请于 {expiresOn} 前确认。',
    en: 'Whiteslip: your application is approved. Limit {limitMinor}; please accept it by {expiresOn}.',
  },
  closed: {
    zh: '【白条】您的额度已关闭，款项已结清。',
    en: 'Whiteslip: your credit line is closed and settled.',
  },
};

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-US' };
const PLACEHOLDER = /\{(\w+)\}/g;
const CURRENCY = /^[A-Z]{3}$/;

export type Rendering =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly type: 'template-unknown' }
  | { readonly ok: false; readonly type: 'parameter-invalid'; readonly parameter: string };

/** The decimal text of an amount, made of its digits: no division, nothing to round. */
function decimalText(amountMinor: number, fractionDigits: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(fractionDigits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (fractionDigits === 0) return sign + digits;
  return `${sign}${digits.slice(0, -fractionDigits)}.${digits.slice(-fractionDigits)}`;
}

function money(amountMinor: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency });
  const text = decimalText(amountMinor, format.resolvedOptions().maximumFractionDigits ?? 0);
  return format.format(text as Intl.StringNumericLiteral); // digits with one point, by construction
}

function shown(name: string, parameters: Parameters, language: Language): string | null {
  const value = parameters[name];
  if (value === undefined) return null;
  if (!name.endsWith('Minor')) return String(value);
  const { currency } = parameters;
  if (typeof currency !== 'string' || !CURRENCY.test(currency)) return null;
  return typeof value === 'number' && Number.isSafeInteger(value) ? money(value, currency, language) : null;
}

/** The names that a template needs; `currency` too as soon as there is an amount. null: no such template. */
export function templateParameters(template: string): readonly string[] | null {
  const text = Object.hasOwn(TEMPLATES, template) ? TEMPLATES[template] : undefined;
  if (text === undefined) return null;
  const names = [...text.en.matchAll(PLACEHOLDER)].map(([, name]) => name ?? '');
  return names.some((name) => name.endsWith('Minor')) ? [...names, 'currency'] : names;
}

/** The text that a customer would get. Parameters that the template does not use are ignored. */
export function renderNotice(template: string, parameters: Parameters, language: Language): Rendering {
  const needed = templateParameters(template);
  const text = TEMPLATES[template]?.[language];
  if (needed === null || text === undefined) return { ok: false, type: 'template-unknown' };
  const missing = needed.find((name) => parameters[name] === undefined);
  const unusable = missing ?? needed.find((name) => shown(name, parameters, language) === null);
  if (unusable !== undefined) return { ok: false, type: 'parameter-invalid', parameter: unusable };
  return {
    ok: true,
    text: text.replace(PLACEHOLDER, (_, name: string) => shown(name, parameters, language) ?? ''),
  };
}
