import type { MilestoneCommand } from '../../domain/code/command.ts';
import { categories, piecesMax, type Meaning, type Promised, type Want } from './meaning.ts';
import type { Heard, ModelRedemption } from './world.ts';

/** What is wrong with what was told of a milestone, by the first thing that is wrong with it. */
export function faultOf({
  milestone,
  properties = {},
}: MilestoneCommand): 'PROPERTY_UNKNOWN' | 'PROPERTY_REFUSED' | null {
  for (const [name, value] of Object.entries(properties)) {
    const isKnown = milestone === 'purchase' && ['category', 'pieces', 'cost'].includes(name);
    if (!isKnown) return 'PROPERTY_UNKNOWN';
    if (!isPossible(name, value)) return 'PROPERTY_REFUSED';
  }
  return null;
}

function isPossible(name: string, value: unknown): boolean {
  if (name === 'category') return categories.some((one) => one === value);
  if (name === 'pieces') return typeof value === 'number' && value >= 1 && value <= piecesMax;
  return typeof value === 'string' && /^\d+([.]\d\d?)?$/.test(value);
}

/** Whether it matters that a milestone is heard of again: how often, of how much, after what, or for a sum. */
export function isCounted({ rewards }: Meaning, milestone: string): boolean {
  return rewards.some(({ milestones, inOrder = false, amount }) => {
    if ('sums' in amount && amount.of === milestone) return true;
    const others = milestones.filter((want) => want !== 'redeemed');
    return others.some((want, place) => {
      const full = inFull(want);
      if (full.name !== milestone) return false;
      return full.times > 1 || full.atLeast !== null || (inOrder && place > 0);
    });
  });
}

/** Whether a history is all that a promise waits for. */
export function isFulfilled(
  { milestones, inOrder = false }: Promised,
  { at: redeemedAt }: ModelRedemption,
  history: readonly Heard[],
): boolean {
  if (!inOrder) {
    return milestones.map(inFull).every((want) => {
      const fitting = history.filter((heard) => isWanted(want, heard, redeemedAt));
      return fitting.length >= want.times;
    });
  }
  const left = milestones
    .map(inFull)
    .flatMap((want) => Array.from({ length: want.times }, () => want));
  for (const heard of history) {
    const [next] = left;
    if (next !== undefined && isWanted(next, heard, redeemedAt)) left.shift();
  }
  return left.length === 0;
}

/** Whether what a promise asks for beside milestones is so. */
export function isMeant({ only }: Promised, redemption: ModelRedemption): boolean {
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

/** Whether a report is of what a promise waits for: of so much, so soon after redeeming. */
export function isOneOf(
  { milestones }: Promised,
  heard: Heard,
  { at }: Pick<ModelRedemption, 'at'>,
): boolean {
  return milestones.some((want) => isWanted(inFull(want), heard, at));
}

/** A property of a purchase as it was told last. */
function lastSaid(
  { history }: ModelRedemption,
  name: string,
): string | number | boolean | undefined {
  return history.map(({ said }) => said[name]).findLast((value) => value !== undefined);
}

type Full = Exclude<Want, string>;

function inFull(want: Want): Full {
  return typeof want === 'string' ? { name: want, times: 1, atLeast: null, withinMs: null } : want;
}

function isWanted({ name, atLeast, withinMs }: Full, heard: Heard, redeemedAt: number): boolean {
  if (heard.milestone !== name) return false;
  if (withinMs !== null && heard.at - redeemedAt >= withinMs) return false;
  if (atLeast === null) return true;
  const cost = heard.said['cost'];
  const fen = name === 'purchase' ? Math.round(Number(cost ?? -1) * 100) : heard.purchase;
  return fen !== null && fen >= atLeast;
}
