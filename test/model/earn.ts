import type { MilestoneCommand } from '../../domain/code/command.ts';
import { isFulfilled, lastSaid } from './heard.ts';
import { day, hour, type Amount, type Cap, type Promised } from './meaning.ts';
import { assetOf } from './terms-of.ts';
import {
  dayOf,
  isTimedByCode,
  type ModelRedemption,
  type ModelReward,
  type World,
} from './world.ts';

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
      readonly state: string;
    }
  | {
      readonly granted: false;
      readonly reward: string;
      readonly side: 'inviter' | 'invitee';
      readonly reason: string;
      readonly cap?: string;
    };

/** A milestone of the invitee's was just heard of: everything that this was the last thing for. */
export function earn(
  world: World,
  redemption: ModelRedemption,
  milestone: string,
  heard: Pick<MilestoneCommand, 'purchaseAmountMinor' | 'properties'> = {},
): Earned[] {
  const before = [...redemption.history];
  const { purchaseAmountMinor: purchase = null, properties: said = {} } = heard;
  redemption.history.push({ milestone, at: world.now, purchase, said });
  if (world.endsAt !== null && redemption.at >= world.endsAt) return [];
  const results: Earned[] = [];
  for (const promised of world.meaning.rewards) {
    if (!isFulfilled(promised, redemption, redemption.history)) continue;
    if (isFulfilled(promised, redemption, before)) continue;
    results.push(...keep(world, promised, redemption));
  }
  return results;
}

/** Keeps one promise to all whom it is made to. */
function keep(world: World, promised: Promised, redemption: ModelRedemption): Earned[] {
  const { name: reward, to } = promised;
  if (!isMeant(promised, redemption)) {
    return to.map((side) => ({ granted: false, reward, side, reason: 'CONDITION_NOT_MET' }));
  }
  world.qualified.push({ promised, redemption });
  const reached = placeOf(world, promised, redemption);
  const minor = amountAt(promised.amount, reached);
  const place = 'ladder' in promised.amount ? reached : null;
  if (minor === 0) return [];
  return sidesOf(world, { promised, redemption, place }).map((side) =>
    grant(world, { promised, side, redemption, minor, place }),
  );
}

/** Who has something of this place to earn: a step that somebody has still is theirs. */
export function sidesOf(
  world: World,
  { promised, redemption, place }: Pick<ModelReward, 'promised' | 'redemption' | 'place'>,
): Promised['to'] {
  if (place === null) return promised.to;
  return promised.to.filter((side) =>
    world.rewards.every(
      (one) =>
        one.promised !== promised ||
        one.side !== side ||
        one.place !== place ||
        isTakenBack(one) ||
        !isTogether(promised, one.redemption, redemption),
    ),
  );
}

function isMeant({ only }: Promised, redemption: ModelRedemption): boolean {
  if (only === null) return true;
  if ('channel' in only) return redemption.channel === only.channel;
  if ('generation' in only) return redemption.code.generation === only.generation;
  if ('category' in only) {
    const category = lastSaid(redemption, 'category');
    return category !== undefined && (category === only.category) !== only.isNot;
  }
  if ('piecesAtLeast' in only) {
    return Number(lastSaid(redemption, 'pieces') ?? 0) >= only.piecesAtLeast;
  }
  return redemption.purchase !== null && redemption.purchase >= only.purchaseAtLeast;
}

/** Which of those who qualified this one is, over what the promise counts. */
export function placeOf(world: World, promised: Promised, { code }: ModelRedemption): number {
  return world.qualified.filter(
    (other) => other.promised === promised && isTogether(promised, other.redemption, { code }),
  ).length;
}

/** Whether a promise counts both of them together. */
function isTogether(
  { over }: Promised,
  one: Pick<ModelRedemption, 'code'>,
  other: Pick<ModelRedemption, 'code'>,
): boolean {
  switch (over) {
    case 'code':
      return one.code === other.code;
    case 'lineage':
      return one.code.line === other.code.line;
    case 'person':
      return one.code.holder === other.code.holder;
    case 'campaign':
      return true;
  }
}

/** What the one at this place earns. */
export function amountAt(amount: Amount, place: number): number {
  if ('each' in amount) return amount.each;
  if ('bands' in amount) {
    let minor = 0;
    for (const [from, ofBand] of amount.bands) if (place >= from) minor = ofBand;
    return minor;
  }
  if ('ladder' in amount) {
    for (const [at, ofStep] of amount.ladder) if (place === at) return ofStep;
    return 0;
  }
  if (place % amount.every !== 0) return 0;
  let minor = amount.first;
  for (let time = 1; time < place / amount.every; time += 1) {
    minor = Math.floor((minor * amount.keepPercent) / 100);
  }
  return minor < amount.floor ? amount.floor : minor;
}

type Grant = Pick<ModelReward, 'promised' | 'side' | 'redemption' | 'minor' | 'place'> &
  Partial<Pick<ModelReward, 'number'>>;

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
    ...{ number: 1, ...one },
    ...{ ...nothing, beneficiary, dueAt, state: 'held' },
  };
  world.rewards.push(reward);
  if (isTimedByCode(reward) && dueAt <= world.now) fallDue(world, reward);
  const { state } = reward;
  const step = one.place === null ? {} : { invitees: one.place };
  return { granted: true, reward: promised.name, side, asset, minor, dueAt, state, ...step };
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
