import type { RewardTerms, Side, Terms } from '../domain/campaign/terms.ts';
import { formatMoney } from '../domain/money.ts';

/** Whether redeeming can lead to money. */
export function paysCash({ rewards }: Terms): boolean {
  return rewards.some(({ kind }) => kind === 'cash');
}

/** How many codes a line may have. */
export function generationsOf({ validity }: Terms): number {
  return validity.onExpiry.action === 'regenerate' ? validity.onExpiry.generationsMax : 1;
}

/** A number with its thousands set apart. */
export function counted(number: number): string {
  return Math.floor(number).toLocaleString('en-US');
}

/** An amount with its thousands set apart: `500,000.00 CNY`. */
export function money(minor: number, { asset }: Pick<RewardTerms, 'asset'>): string {
  const [amount = '', unit = ''] = formatMoney(minor, asset).split(' ');
  const [whole = '', ...fraction] = amount.split('.');
  return `${[counted(Number(whole)), ...fraction].join('.')} ${unit}`;
}

/** Whether a side receives a reward. */
export function goesTo({ to }: RewardTerms, side: Side): boolean {
  return to.includes(side);
}
