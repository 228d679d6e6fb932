import { formatMinor, formatMoney, type Asset } from '../money.ts';

/** Why rewards are not sent yet: `gathered 6.00 of 10.00 CNY`. */
export function gatheredText(gathered: {
  readonly minor: number;
  readonly minimum: number | null;
  readonly asset: Asset;
}): string {
  const { minor, minimum, asset } = gathered;
  return minimum === null
    ? `gathered ${formatMoney(minor, asset)}`
    : `gathered ${formatMinor(minor, asset)} of ${formatMoney(minimum, asset)}`;
}
