import { isCurrency, parseMinor } from '../../domain/money/currency.js';
import type { ApiClient } from '../api-client.js';
import { connectApi } from '../connection.js';
import { CliProblem, EXIT } from '../exit-codes.js';
import { print, type Io } from '../io.js';
import type { CommonOptions } from '../options.js';
import { limitTable } from './limit-table.js';

/** What is to become of a part of the limit. Amounts as a person writes them. */
export type LimitChange =
  | { readonly kind: 'BASE'; readonly amount: string; readonly reason: string }
  | { readonly kind: 'TEMPORARY'; readonly amount: string; readonly untilOn: string }
  | { readonly kind: 'REVOKE'; readonly reason: string }
  | { readonly kind: 'SCENE'; readonly scene: string; readonly amount: string }
  | { readonly kind: 'SELF_CAP'; readonly amount: string | null };

/** Changes a part of a line's limit and shows all parts after it. */
export async function changeLimit(
  io: Io,
  lineId: string,
  { json = false, api }: CommonOptions,
  wanted: LimitChange,
): Promise<void> {
  const client = connectApi(io, { api });
  const params = { lineId };
  const { currency } = await client.call('getCreditLine', { params });
  const answer = await send(client, params, wanted, currency);
  const line = await client.call('getCreditLine', { params });
  print(io, json, { answer, buckets: line.buckets, selfCapMinor: line.selfCapMinor }, () => limitTable(line));
}

async function send(
  client: ApiClient,
  params: { readonly lineId: string },
  wanted: LimitChange,
  currency: string,
): Promise<unknown> {
  switch (wanted.kind) {
    case 'BASE': {
      const limitMinor = amountOf(wanted.amount, currency);
      return client.call('changeLimit', { params, body: { limitMinor, reason: wanted.reason } });
    }
    case 'TEMPORARY': {
      const amountMinor = amountOf(wanted.amount, currency);
      return client.call('grantTemporaryLimit', { params, body: { amountMinor, end: { untilOn: wanted.untilOn } } });
    }
    case 'REVOKE':
      return client.call('revokeTemporaryLimit', { params, body: { reason: wanted.reason } });
    case 'SCENE': {
      const amountMinor = amountOf(wanted.amount, currency);
      return client.call('setSceneLimit', { params, body: { scene: wanted.scene, amountMinor } });
    }
    case 'SELF_CAP': {
      const selfCapMinor = wanted.amount === null ? null : amountOf(wanted.amount, currency);
      return client.call('setSelfCap', { params, body: { selfCapMinor } });
    }
  }
}

/** @throws CliProblem for text that is not an amount of the currency */
function amountOf(text: string, currency: string): number {
  try {
    if (isCurrency(currency)) return parseMinor(text, currency);
  } catch {
    // Said below.
  }
  throw new CliProblem(EXIT.usage, `"${text}" is not an amount in ${currency}: write it such as 1200.50`);
}
