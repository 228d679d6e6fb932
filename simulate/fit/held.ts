import type { Diagnostic } from '../../compile/diagnostic.ts';
import type { LimitTerms, RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { largestOf } from '../../domain/campaign/worst-case.ts';
import type { Figures } from '../population/figures.ts';
import { spentOf } from '../population/figures.ts';

/** What keeps amounts from a fit. */
export type HeldBy = HeldByAmount | HeldByRule;

/** An amount that a fit leaves as it is, and that has refused rewards. */
export interface HeldByAmount {
  readonly kind: 'amount';
  /** `rewards.red-packet.caps.perCampaign`, `spec.limits[0]`. */
  readonly path: string;
  /** In minor units. */
  readonly max: number;
  /** Of a limit: what it counts for itself, and in which stretch of time. */
  readonly of?: { readonly one: string; readonly every: LimitTerms['every'] };
}

/** What the file would be refused for with amounts that go on from here. */
export interface HeldByRule extends Pick<
  Diagnostic<string>,
  'path' | 'code' | 'message' | 'expected'
> {
  readonly kind: 'rule';
}

/** What keeps the rewards of an asset from using more: of what `scaleRewards` leaves as it is, all that was reached. */
export function heldBy(
  terms: Terms,
  asset: string,
  runs: readonly Figures[],
): readonly HeldByAmount[] {
  const rewards = terms.rewards.filter((one) => one.asset === asset);
  const largest = Math.max(0, ...rewards.map(largestOf));
  const reached = runs.filter((run) =>
    rewards.some(({ id }) => isRefused(run, id, 'SHARED_LIMIT_REACHED')),
  );
  const shared = (terms.limits ?? []).map((limit, index): HeldByAmount | null => {
    if (limit.asset !== asset || limit.unit !== 'amount') return null;
    const isFull = (run: Figures): boolean => spentOf(run, asset) + largest > limit.max;
    const isReached = isOfWhole(limit) ? reached.some(isFull) : reached.length > 0;
    if (!isReached) return null;
    const path = `spec.limits[${index}]`;
    return { kind: 'amount', path, max: limit.max, ...countedFor(limit) };
  });
  return [...rewards.flatMap((one) => ofReward(one, runs)), ...shared.filter(isHeld)];
}

function ofReward(reward: RewardTerms, runs: readonly Figures[]): readonly HeldByAmount[] {
  const { id, to, caps, limits = [] } = reward;
  const isReached = (reason: string, max: number): boolean =>
    runs.some((run) => {
      const { minor = 0 } = run.rewards[id] ?? {};
      return isRefused(run, id, reason) && minor + largestOf(reward) > max;
    });
  const capped = caps.map(({ scope, unit, max, sides }): HeldByAmount | null => {
    const all = sides === 'each' ? max * to.length : max;
    if (scope !== 'campaign' || unit !== 'amount' || !isReached('CAP_REACHED', all)) return null;
    return { kind: 'amount', path: `rewards.${id}.caps.perCampaign`, max };
  });
  const limited = limits.map((limit, index): HeldByAmount | null => {
    const { unit, max } = limit;
    if (!isOfWhole(limit) || unit !== 'amount' || !isReached('LIMIT_REACHED', max)) return null;
    return { kind: 'amount', path: `rewards.${id}.limits[${index}]`, max };
  });
  return [...capped, ...limited].filter(isHeld);
}

function isRefused({ rewards }: Figures, reward: string, reason: string): boolean {
  return (rewards[reward]?.refused[reason] ?? 0) > 0;
}

/** Nothing where the whole campaign is meant, and all of its time. */
function countedFor(limit: LimitTerms): Pick<HeldByAmount, 'of'> {
  const { of, every } = limit;
  const one = of.kind === 'scope' ? of.scope : of.kind === 'channel' ? of.kind : of.name;
  return isOfWhole(limit) ? {} : { of: { one, every } };
}

function isOfWhole({ of, every }: LimitTerms): boolean {
  return every === null && of.kind === 'scope' && of.scope === 'campaign';
}

function isHeld(held: HeldByAmount | null): held is HeldByAmount {
  return held !== null;
}
