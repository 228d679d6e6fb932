import { assetOf } from '../compile/terms/budget.ts';
import {
  decimalsOf,
  formatMoney,
  parseAmount,
  type Asset,
  type MinorUnits,
} from '../domain/money.ts';

/** Sums by asset; what comes to nothing is left out when it is written. */
export type Amounts = ReadonlyMap<Asset, number>;

/** Reads an amount as tests write it: `5.00 CNY`. Undefined where it is none. */
export function parseMoney(text: string): { asset: Asset; minor: MinorUnits } | undefined {
  const [number = '', unit = ''] = text.split(' ');
  const asset = assetOf(unit);
  const minor = asset && parseAmount(number, decimalsOf(asset));
  return asset === undefined || minor === undefined ? undefined : { asset, minor };
}

/** The one way in which amounts are written, so that two texts can be compared: `5 CNY` as `5.00 CNY`. */
export function plainMoney(text: string): string {
  const read = parseMoney(text);
  return read === undefined ? text : formatMoney(read.minor, read.asset);
}

/** Amounts as a test lists them, by asset. */
export function listAmounts(amounts: Amounts): readonly string[] {
  return [...amounts]
    .filter(([, minor]) => minor !== 0)
    .map(([asset, minor]) => formatMoney(minor, asset))
    .sort();
}
