import type { AnswerOf } from '../api-client.js';
import { amountText, dateText, moneyText, table } from '../table.js';

type Line = AnswerOf<'getCreditLine'>;
type Bucket = Line['buckets'][number];

/** The parts of a line's limit, and what bounds them together. */
export function limitTable(line: Line): readonly string[] {
  const money = (amountMinor: number) => amountText(amountMinor, line.currency);
  const { clearingMinor, excessMinor, selfCapMinor } = line;
  const notes: readonly (readonly [amountMinor: number | null, text: string])[] = [
    [clearingMinor === 0 ? null : clearingMinor, 'of what is used has been repaid by payments that are not final yet.'],
    [excessMinor === 0 ? null : excessMinor, 'is used or held above the limit.'],
    [selfCapMinor, 'is what the customer allows to be used and held in all.'],
  ];
  return [
    ...table<Bucket>(
      [
        { title: 'PART', text: (bucket) => nameOf(bucket, line.zone) },
        { title: 'LIMIT', text: ({ limitMinor }) => money(limitMinor), align: 'RIGHT' },
        { title: 'USED', text: ({ usedMinor }) => money(usedMinor), align: 'RIGHT' },
        { title: 'HELD', text: ({ heldMinor }) => money(heldMinor), align: 'RIGHT' },
        { title: 'AVAILABLE', text: ({ availableMinor }) => money(availableMinor), align: 'RIGHT' },
      ],
      line.buckets,
    ),
    ...notes.flatMap(([amountMinor, text]) =>
      amountMinor === null ? [] : [`${moneyText(amountMinor, line.currency)} ${text}`],
    ),
  ];
}

function nameOf({ kind, scene, expiresAt }: Bucket, zone: string): string {
  if (kind === 'SCENE') return `scene ${String(scene)}`;
  // It is over at that instant: its last day is the day before midnight.
  return kind === 'BASE' ? 'base' : `temporary, last on ${dateText((expiresAt ?? 0) - 1, zone)}`;
}
