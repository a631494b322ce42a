import { canonicalJson, type Json } from '../../domain/ledger/canonical-json.js';

/** The first field, in dotted form, in which two requests differ; null: they are the same. */
export function firstDifference(first: Json, second: Json, path = ''): string | null {
  if (isObject(first) && isObject(second)) {
    const names = [...new Set([...Object.keys(first), ...Object.keys(second)])].sort();
    for (const name of names) {
      const inner = path === '' ? name : `${path}.${name}`;
      const found = firstDifference(first[name] ?? null, second[name] ?? null, inner);
      if (found !== null) return found;
    }
    return null;
  }
  return canonicalJson(first) === canonicalJson(second) ? null : path;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
