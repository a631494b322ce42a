import type { z } from 'zod';
import type { settlementQuoteSchema } from '../../contracts/settlement-quotes.js';
import { amountText, pairs, table } from '../table.js';

type Quote = z.infer<typeof settlementQuoteSchema>;

/** A settlement quote by agreement and component, with its sum and what it saves. */
export function settlementTable(quote: Quote, currency: string): readonly string[] {
  const money = (amountMinor: number) => amountText(amountMinor, currency);
  const column = (title: string, of: (part: Quote['parts'][number]) => number) =>
    ({ title, text: (part: Quote['parts'][number]) => money(of(part)), align: 'RIGHT' }) as const;
  return [
    ...table(
      [
        { title: 'AGREEMENT', text: ({ agreementId }) => agreementId },
        { title: 'PRICED BY', text: ({ strategy }) => strategy ?? 'bill' },
        column('PRINCIPAL', (part) => part.principalMinor),
        column('BILLED', (part) => part.billedFeesMinor),
        column('NEXT', (part) => part.nextFeeMinor),
        column('INTEREST', (part) => part.interestMinor),
        column('SETTLEMENT', (part) => part.settlementFeeMinor),
        column('PAYOFF', (part) => part.payoffMinor),
      ],
      quote.parts,
    ),
    '',
    ...pairs([
      ['late charges', money(quote.chargesMinor)],
      ['payoff', `${money(quote.payoffMinor)} ${currency}, on ${quote.quotedOn}`],
      ['saved', money(quote.savedMinor)],
    ]),
  ];
}
