import { day, hour, type Cap, type Promised } from './meaning.ts';
import { isBySums } from './paid.ts';
import { assetOf } from './terms-of.ts';
import { dayOf, isTimedByCode, type ModelReward, type World } from './world.ts';

/** What came of one promise for one side, without ids. */
export type Earned =
  | {
      readonly granted: true;
      readonly reward: string;
      readonly side: 'inviter' | 'invitee';
      readonly asset: string;
      readonly minor: number;
      readonly dueAt: number;
      readonly invitees?: number;
      readonly purchases?: number;
      readonly purchase?: number;
      readonly state: string;
    }
  | {
      readonly granted: false;
      readonly reward: string;
      readonly side: 'inviter' | 'invitee';
      readonly reason: string;
      readonly cap?: string;
    };

/** What is to be granted. */
type Grant = Pick<ModelReward, 'promised' | 'side' | 'redemption' | 'minor' | 'place'> &
  Partial<Pick<ModelReward, 'number' | 'bought'>>;

/** Grants one reward, as far as caps and budget go. */
export function grant(world: World, one: Grant): Earned {
  const { promised, side, redemption, minor } = one;
  const beneficiary = side === 'inviter' ? redemption.code.holder : redemption.invitee;
  const refused = { granted: false, reward: promised.name, side } as const;
  for (const cap of promised.caps) {
    const before = takenOf(world, { ...one, beneficiary, cap });
    if (before + (cap.unit === 'amount' ? minor : 1) > cap.max) {
      return { ...refused, reason: 'CAP_REACHED', cap: inWords(cap, promised) };
    }
  }
  const asset = assetOf(promised.kind);
  const left = (world.meaning.budget[asset] ?? 0) - promisedOf(world, asset);
  if (minor > left) return { ...refused, reason: 'BUDGET_EXHAUSTED' };
  const dueAt = whenDue(world, promised);
  const nothing = { refunded: 0, setOff: 0 };
  const reward: ModelReward = {
    ...{ number: 1, bought: null, ...one },
    ...{ ...nothing, beneficiary, dueAt, state: 'held' },
  };
  world.rewards.push(reward);
  if (isTimedByCode(reward) && dueAt <= world.now) fallDue(world, reward);
  const { state } = reward;
  const why = whyOf(reward);
  return { granted: true, reward: promised.name, side, asset, minor, dueAt, state, ...why };
}

/** What a reward says it was earned by. */
function whyOf({ promised, place, bought }: ModelReward): {
  readonly [by in 'invitees' | 'purchases' | 'purchase']?: number;
} {
  if (place !== null) return isBySums(promised) ? { purchases: place } : { invitees: place };
  return bought !== null && 'percent' in promised.amount ? { purchase: bought } : {};
}

type Capped = Grant & { readonly beneficiary: string; readonly cap: Cap };

/** What was granted before and counts towards this cap. */
function takenOf(world: World, one: Capped): number {
  return world.rewards
    .filter((other) => other.promised.name === one.promised.name && !isTakenBack(other))
    .filter(({ side }) => one.cap.sides === 'both' || side === one.side)
    .filter((other) => isWithin(one, other))
    .reduce((taken, other) => taken + (one.cap.unit === 'amount' ? leftOf(other) : 1), 0);
}

function isWithin({ cap, redemption, beneficiary }: Capped, other: ModelReward): boolean {
  switch (cap.over) {
    case 'code':
      return other.redemption.code === redemption.code;
    case 'lineage':
      return other.redemption.code.line === redemption.code.line;
    case 'person':
      return other.beneficiary === beneficiary;
    case 'campaign':
      return true;
  }
}

/** What of a budget is promised or paid. */
export function promisedOf(world: World, asset: string): number {
  return world.rewards
    .filter((one) => assetOf(one.promised.kind) === asset && !isTakenBack(one))
    .reduce((sum, one) => sum + leftOf(one), 0);
}

/** What a person has, or is to have, of a reward that stands. */
export function leftOf({ minor, refunded }: Pick<ModelReward, 'minor' | 'refunded'>): number {
  return minor - refunded;
}

export function isTakenBack({ state }: ModelReward): boolean {
  return state === 'voided' || state === 'reversed';
}

function inWords(cap: Cap, { kind }: Promised): string {
  if (cap.unit === 'count')
    return `${cap.max} ${cap.max === 1 ? 'reward' : 'rewards'} a ${cap.over}`;
  const unit = { cash: 'CNY', points: 'points', coupon: 'coupon:coffee' }[kind];
  const max = `${kind === 'cash' ? (cap.max / 100).toFixed(2) : cap.max} ${unit}`;
  return `${max} a ${cap.over}`;
}

/** Cash settles what is owed and goes to a provider for the rest; all else is there at once. */
export function fallDue(world: World, reward: ModelReward): void {
  const isCash = reward.promised.kind === 'cash';
  if (isCash) reward.setOff = Math.min(reward.minor, debtOf(world, reward.beneficiary));
  reward.state = isCash && reward.setOff < reward.minor ? 'due' : 'paid';
}

/** What a person was paid that was taken back, less what later rewards have settled of it. */
export function debtOf(world: World, beneficiary: string): number {
  return world.rewards
    .filter((one) => one.beneficiary === beneficiary && one.promised.kind === 'cash')
    .reduce(
      (sum, { state, minor, refunded, setOff }) =>
        sum + (state === 'reversed' ? minor : refunded) - setOff,
      0,
    );
}

function whenDue(world: World, { timing, holdMs, weekday, hour: atHour }: Promised): number {
  const held = world.now + holdMs;
  if (timing === 'after-campaign') return Math.max(held, world.endsAt ?? Infinity);
  if (timing !== 'weekly') return held;
  for (let midnight = dayOf(world, held); ; midnight += day) {
    const local = Math.floor((midnight + world.meaning.zone.offsetMs) / day);
    const at = midnight + atHour * hour;
    if (((local + 3) % 7) + 1 === weekday && at >= held) return at;
  }
}

/** The model's name of a reward. */
export function nameOfReward(reward: ModelReward): string {
  return `${reward.redemption.name}/${endOfId(reward)}`;
}

/** What the id of a reward has after its redemption's. */
export function endOfId({ promised, side, number }: ModelReward): string {
  return `${promised.name}/${side}${number === 1 ? '' : `/1/${number}`}`;
}
