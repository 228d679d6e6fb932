import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type {
  CapTerms,
  LimitTerms,
  PurchaseBands,
  PurchaseLadder,
  RewardTerms,
  Schedule,
  Scope,
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
  return {
    id,
    ...amounts(schedule, asset),
    ...(caps.some(({ unit }) => unit === 'amount') ? { caps: capsOf(caps, asset) } : {}),
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

const words: Readonly<Record<Scope, string>> = {
  ...{ code: 'perCode', lineage: 'perLineage', person: 'perPerson' },
  campaign: 'perCampaign',
};

/** All caps of a reward are told together, since they stand in place of the former ones. */
function capsOf(caps: readonly CapTerms[], asset: Asset): object {
  const counts = caps.filter(({ unit }) => unit === 'count');
  const times = counts.filter(({ scope }) => scope !== 'campaign');
  const whole = counts.find(({ scope }) => scope === 'campaign');
  const amounts = caps
    .filter(({ unit }) => unit === 'amount')
    .map(({ scope, max }) => [words[scope], formatMinor(max, asset)]);
  return {
    ...(Object.fromEntries(amounts) as object),
    ...(whole === undefined ? {} : { redemptions: whole.max }),
    ...(times.length === 0
      ? {}
      : {
          times: Object.fromEntries(times.map(({ scope, max }) => [words[scope], max])) as object,
        }),
    ...(caps.some(({ sides }) => sides === 'each') ? { sides: 'each' } : {}),
  };
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
