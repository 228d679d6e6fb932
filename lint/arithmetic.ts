import type { LimitEvery } from '../domain/campaign/terms.ts';
import type { Arithmetic, Factor } from '../domain/campaign/worst-case.ts';
import type { Asset } from '../domain/money.ts';
import { joined, say, type Said } from '../lang/say.ts';
import { counted, money } from './figures.ts';
import { sayNumber } from './say-number.ts';

/** How a worst case comes about: `5.00 CNY a lineage × 100,000 codes open × 30 lifetimes`. */
export function sayArithmetic(arithmetic: Arithmetic, asset: Asset): Said {
  const factors = arithmetic.factors.map(sayFactor);
  return joined([sayOne(arithmetic, asset), ...factors], (one, other) => say`${one} × ${other}`);
}

function sayOne(arithmetic: Arithmetic, asset: Asset): Said {
  const { minor, each, every, invitees, rewardsMax } = arithmetic;
  const all = ones[each](minor === null ? say`any amount` : money(minor, { asset }));
  const one = every === undefined ? all : stretches[every](all);
  if (rewardsMax !== undefined) return say`${one} (at most ${sayNumber(rewardsMax, 'reward')})`;
  if (invitees === undefined) return one;
  return invitees === null
    ? say`${one} (any number of invitees)`
    : say`${one} (${sayNumber(invitees, 'invitee')})`;
}

type SayOne = (amount: string | Said) => Said;

const ones: Readonly<Record<Arithmetic['each'], SayOne>> = {
  use: (amount) => say`${amount} a use`,
  code: (amount) => say`${amount} a code`,
  lineage: (amount) => say`${amount} a lineage`,
  person: (amount) => say`${amount} a person`,
  campaign: (amount) => say`${amount} in all`,
  channel: (amount) => say`${amount} a channel`,
};

const stretches: Readonly<Record<LimitEvery, SayOne>> = {
  hour: (amount) => say`${amount} each hour`,
  day: (amount) => say`${amount} each day`,
  week: (amount) => say`${amount} each week`,
  month: (amount) => say`${amount} each month`,
};

function sayFactor({ of, count }: Factor): Said {
  return count === null ? unbounded[of] : counts[of](count);
}

const counts: Readonly<Record<Factor['of'], (count: number) => Said>> = {
  uses: (count) => sayNumber(count, 'use'),
  codes: (count) => (count === 1 ? say`${count} code open` : say`${counted(count)} codes open`),
  lifetimes: (count) => sayNumber(count, 'lifetime'),
  months: (count) => sayNumber(count, 'month'),
  sides: (count) => sayNumber(count, 'side'),
  channels: (count) => say`${counted(count)} channels, one of them none`,
  hour: (count) => sayNumber(count, 'hour'),
  day: (count) => sayNumber(count, 'day'),
  week: (count) => sayNumber(count, 'week'),
  month: (count) => sayNumber(count, 'month'),
};

const unbounded: Readonly<Record<Factor['of'], Said>> = {
  uses: say`any number of uses`,
  codes: say`any number of codes`,
  lifetimes: say`any number of lifetimes`,
  months: say`any number of months`,
  sides: say`both sides`,
  channels: say`any number of channels`,
  hour: say`any number of hours`,
  day: say`any number of days`,
  week: say`any number of weeks`,
  month: say`any number of months`,
};
