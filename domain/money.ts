import { assert } from './assert.ts';
import type { Brand } from './brand.ts';

/**
 * What is counted: `CNY/2`, `points/0`, `privilege:vip/0` (days), `coupon:coffee/0` and
 * `item:lantern/0` (pieces).
 */
export type Asset = Brand<string, 'Asset'>;
/** A safe integer of an asset's smallest unit: fen of `CNY/2`. */
export type MinorUnits = Brand<number, 'MinorUnits'>;
/** Decimals of the currencies that campaigns may use (ISO 4217). */
export const currencyDecimals = {
  CNY: 2,
  HKD: 2,
  TWD: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  SGD: 2,
  JPY: 0,
  KRW: 0,
} as const;

const assetForm = /^(?:[A-Z]{3}|points|(?:privilege|coupon|item):[a-z0-9][a-z0-9-]{0,40})\/[0-9]$/;

/** A safe integer as minor units; anything else is a bug. */
export function minorUnits(value: number): MinorUnits {
  assert(Number.isSafeInteger(value), `minor units must be a safe integer, not ${String(value)}`);
  return value as MinorUnits;
}

/** Reads an asset as it is stored. */
export function parseAsset(text: string): Asset | undefined {
  return assetForm.test(text) ? (text as Asset) : undefined;
}

/** Number of decimals of an asset's amounts. */
export function decimalsOf(asset: Asset): number {
  return Number(asset.slice(asset.lastIndexOf('/') + 1));
}

/**
 * Reads an amount such as `"5.00"` into minor units. Undefined where it is negative, has more
 * decimals than the asset, or is not a plain decimal number below 2^53 minor units.
 */
export function parseAmount(text: string, decimals: number): MinorUnits | undefined {
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text);
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return undefined;
  const value = Number(`${match[1] ?? ''}${fraction.padEnd(decimals, '0')}`);
  return Number.isSafeInteger(value) ? (value as MinorUnits) : undefined;
}

/** Reads an amount as people write it, `5.00 CNY`; undefined for nothing, and what is no money. */
export function parseMoney(
  text: string,
): { readonly asset: Asset; readonly minor: MinorUnits } | undefined {
  const [amount = '', currency = '', ...rest] = text.split(' ');
  if (rest.length > 0 || !Object.hasOwn(currencyDecimals, currency)) return undefined;
  const decimals = currencyDecimals[currency as keyof typeof currencyDecimals];
  const minor = parseAmount(amount, decimals) ?? 0;
  return minor > 0
    ? { asset: `${currency}/${decimals}` as Asset, minor: minorUnits(minor) }
    : undefined;
}

/** Writes minor units with the asset's decimals: 500 of `CNY/2` is `5.00`. */
export function formatMinor(minor: number, asset: Asset): string {
  const decimals = decimalsOf(asset);
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Writes an amount as people read it: `5.00 CNY`, `30 privilege:vip`. */
export function formatMoney(minor: number, asset: Asset): string {
  return `${formatMinor(minor, asset)} ${asset.slice(0, asset.lastIndexOf('/'))}`;
}

/** `minor * percent / 100`, rounded towards zero: what is left over stays with the budget. */
export function percentFloor(minor: number, percent: number): MinorUnits {
  return partFloor(minor, percent * 100);
}

/**
 * `minor * parts / whole`, rounded towards zero, without an inexact product on the way; of basis points, unless said.
 * The part is no more than the whole, and that at most a million.
 */
export function partFloor(minor: number, parts: number, whole = 10_000): MinorUnits {
  const times = Math.trunc(minor / whole);
  return minorUnits(times * parts + Math.trunc(((minor % whole) * parts) / whole));
}

/** The least amount of which a part comes to so much: `partFloor` the other way round. */
export function leastWithPart(minor: number, parts: number, whole: number): number {
  return Math.floor(minor / parts) * whole + Math.ceil(((minor % parts) * whole) / parts);
}
