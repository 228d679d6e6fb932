import type { AssetAmount } from '../domain/campaign/batch-terms.ts';
import { currencyDecimals, parseAmount, type Asset } from '../domain/money.ts';
import type { MinuteBounds } from '../store/payouts/mark-sending.ts';

const names = { payouts: 'USHER_PAYOUTS_PER_MINUTE', money: 'USHER_PAYOUT_MONEY_PER_MINUTE' };

/** What may be handed to the provider in a minute; adds what is wrong with it to `problems`. */
export function readMinuteBounds(
  environment: Readonly<Record<string, string | undefined>>,
  problems: string[],
): MinuteBounds {
  const count = environment[names.payouts] ?? '';
  const payouts = count === '' ? null : Number(count);
  if (payouts !== null && !/^[1-9]\d{0,8}$/.test(count)) {
    problems.push(`${names.payouts} must be a whole number from 1 on, not ${count}`);
  }
  const amounts = environment[names.money] ?? '';
  const money = amounts === '' ? [] : amounts.split(',').map(readAmount);
  if (money.includes(undefined)) {
    problems.push(`${names.money} must be such as 10000.00 CNY, 500.00 USD, not ${amounts}`);
  }
  return { payouts, money: money.filter((amount) => amount !== undefined) };
}

function readAmount(text: string): AssetAmount | undefined {
  const [amount = '', word = '', ...more] = text.trim().split(/\s+/);
  const known = Object.entries(currencyDecimals).find(([currency]) => currency === word);
  if (known === undefined || more.length > 0) return undefined;
  const [currency, decimals] = known;
  const minor = parseAmount(amount, decimals);
  if (minor === undefined || minor === 0) return undefined;
  return { asset: `${currency}/${String(decimals)}` as Asset, minor };
}
