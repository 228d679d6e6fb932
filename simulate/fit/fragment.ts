import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type {
  CapTerms,
  LimitTerms,
  PurchaseBands,
  PurchaseLadder,
  RewardTerms,
  Schedule,
  Step,
} from '../../domain/campaign/terms.ts';
import { formatMinor, type Asset } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';

/** How an author writes a reward's amounts: what of `spec.rewards` a fit has changed. */
export type RewardFragment = Readonly<Record<string, unknown>> & { readonly id: string };

/** The amounts, caps and limits of a reward as they stand in a campaign's YAML. */
export function fragmentOf({
  id,
  asset,
  schedule,
  caps,
  limits = [],
}: RewardTerms): RewardFragment {
  const lines = caps.flatMap((cap) => capLine(cap, asset));
  return {
    id,
    ...amounts(schedule, asset),
    ...(lines.length === 0 ? {} : { caps: Object.fromEntries(lines) }),
    ...(limits.some(({ unit }) => unit === 'amount')
      ? { limits: limits.map((limit) => limitLine(limit, asset)) }
      : {}),
  };
}

function amounts(schedule: Schedule, asset: Asset): Record<string, unknown> {
  const steps = (list: readonly Step[]): object[] =>
    list.map(({ invitees, minor }) => ({ invitees, amount: formatMinor(minor, asset) }));
  const bought = (word: string, by: PurchaseBands | PurchaseLadder): object[] =>
    (by.kind === 'purchase-bands' ? by.bands : by.steps).map(({ purchases, minor }) => ({
      [word]: formatMinor(purchases, by.of.asset),
      amount: formatMinor(minor, asset),
    }));
  switch (schedule.kind) {
    case 'each':
      return { amount: formatMinor(schedule.minor, asset) };
    case 'bands':
      return { bands: { over: schedule.over, bands: steps(schedule.bands) } };
    case 'ladder':
      return { ladder: { over: schedule.over, steps: steps(schedule.steps) } };
    case 'purchase-bands':
      return { bands: { of: schedule.of.milestone, bands: bought('purchase', schedule) } };
    case 'purchase-ladder': {
      const { over, of } = schedule;
      return { ladder: { over, of: of.milestone, steps: bought('purchases', schedule) } };
    }
    case 'percent':
      return {
        percent: {
          of: schedule.milestone,
          rate: String(schedule.basisPoints / 100),
          floor: formatMinor(schedule.floor, asset),
          ceiling: formatMinor(schedule.ceiling, asset),
        },
      };
    case 'random':
      return {
        random: {
          packets: schedule.packets,
          total: formatMinor(schedule.total, asset),
          least: formatMinor(schedule.least, asset),
          most: formatMinor(schedule.most, asset),
        },
      };
    case 'decay':
      return {
        decay: {
          over: schedule.over,
          every: schedule.every,
          first: formatMinor(schedule.first, asset),
          keepPercent: schedule.keepPercent,
          floor: formatMinor(schedule.floor, asset),
        },
      };
  }
}

const words = { code: 'perCode', lineage: 'perLineage', person: 'perPerson' } as const;

function capLine({ scope, unit, max }: CapTerms, asset: Asset): [string, string][] {
  return unit === 'count' || scope === 'campaign' ? [] : [[words[scope], formatMinor(max, asset)]];
}

function reviewWords({ withinMs, otherwise, secondPerson }: ReviewTerms): object {
  return {
    ...{ beyond: 'review', within: formatDuration(withinMs), otherwise },
    ...(secondPerson === undefined ? {} : { secondPerson }),
  };
}

/** All limits of a reward are told together, since a list stands in place of the former one. */
function limitLine({ of, every, unit, max, review }: LimitTerms, asset: Asset): object {
  return {
    of: of.kind === 'scope' ? of.scope : of.kind === 'channel' ? of.kind : of.name,
    ...(every === null ? {} : { every }),
    ...(unit === 'count' ? { times: max } : { amount: formatMinor(max, asset) }),
    ...(review === undefined ? {} : reviewWords(review)),
  };
}
