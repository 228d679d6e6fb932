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

/** Whether it matters that a milestone is heard of again: how often, of how much, or after what. */
export function isCounted({ rewards }: Meaning, milestone: string): boolean {
  return rewards.some(({ milestones, inOrder = false }) => {
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
      const fitting = history.filter((heard) => isMeant(want, heard, redeemedAt));
      return fitting.length >= want.times;
    });
  }
  const left = milestones
    .map(inFull)
    .flatMap((want) => Array.from({ length: want.times }, () => want));
  for (const heard of history) {
    const [next] = left;
    if (next !== undefined && isMeant(next, heard, redeemedAt)) left.shift();
  }
  return left.length === 0;
}

/** A property of a purchase as it was told last. */
export function lastSaid(
  { history }: ModelRedemption,
  name: string,
): string | number | boolean | undefined {
  return history.map(({ said }) => said[name]).findLast((value) => value !== undefined);
}

type Full = Exclude<Want, string>;

function inFull(want: Want): Full {
  return typeof want === 'string' ? { name: want, times: 1, atLeast: null, withinMs: null } : want;
}

function isMeant({ name, atLeast, withinMs }: Full, heard: Heard, redeemedAt: number): boolean {
  if (heard.milestone !== name) return false;
  if (withinMs !== null && heard.at - redeemedAt >= withinMs) return false;
  if (atLeast === null) return true;
  const cost = heard.said['cost'];
  const fen = name === 'purchase' ? Math.round(Number(cost ?? -1) * 100) : heard.purchase;
  return fen !== null && fen >= atLeast;
}
