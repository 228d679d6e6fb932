import { formatMoney, parseAsset } from '../../domain/money.ts';

/**
 * A value as it is put into JSON output: instants (`at`, and whatever ends in `At` or `Until`) as
 * ISO 8601 in UTC, amounts (`minor` beside `asset`) also in words as `amount`.
 */
export function forJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forJson);
  if (value instanceof Map) return forJson(Object.fromEntries(value));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, part]) => [
    name,
    typeof part === 'number' && isInstantName(name) ? new Date(part).toISOString() : forJson(part),
  ]);
  return { ...Object.fromEntries(entries), ...amountOf(value) };
}

function isInstantName(name: string): boolean {
  return /^(?:at|until|asOf)$|(?:At|Until)$/.test(name);
}

function amountOf(value: object): { amount?: string } {
  if (!('minor' in value) || !('asset' in value)) return {};
  const asset = typeof value.asset === 'string' ? parseAsset(value.asset) : undefined;
  if (asset === undefined || typeof value.minor !== 'number') return {};
  return { amount: formatMoney(value.minor, asset) };
}
