import type {
  CapTerms,
  ExpiryTerms,
  RewardTerms,
  Schedule,
  Terms,
} from '../../domain/campaign/terms.ts';
import type { WantedMilestone } from '../../domain/campaign/milestones.ts';
import type { Digest } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import type { RiskPolicy, RiskRule } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import {
  categories,
  milestones,
  piecesMax,
  type Meaning,
  type OfPurchases,
  type Promised,
  type Want,
} from './meaning.ts';

/** The terms by which the system is to keep the campaign's promises. */
export function termsOf(meaning: Meaning): Terms {
  const { extension, lifetimeMs, resetsMax } = meaning;
  return termsLike({
    period: {
      starts: { kind: 'on-publish' },
      ends:
        meaning.endsAfterMs === null
          ? { kind: 'never' }
          : { kind: 'after', ms: duration(meaning.endsAfterMs) },
      timeZone: meaning.zone.name,
    },
    code: { ...termsLike().code, perPerson: meaning.perPerson, channels: ['poster', 'group'] },
    validity: {
      lifetime:
        lifetimeMs !== null
          ? { kind: 'for', ms: duration(lifetimeMs) }
          : meaning.endsAfterMs === null
            ? { kind: 'long-term' }
            : { kind: 'campaign' },
      extension: extension && {
        on: extension.on,
        byMs: duration(extension.byMs),
        upToMs: duration(extension.upToMs),
      },
      refresh: null,
      reset: resetsMax === null ? null : { timesMax: resetsMax },
      reminders: [],
      onExpiry: expiryOf(meaning),
      settleForMs: duration(meaning.settleForMs),
    },
    redemption: {
      usesMax: meaning.usesMax,
      reserveForMs: duration(meaning.reserveForMs),
      onRevoke: meaning.onRevoke,
      ...(meaning.keepsUse === true ? { onCancel: 'keep-use' } : {}),
      ...(meaning.opening === null ? {} : { openingHours: [meaning.opening] }),
    },
    attribution: {
      touch: meaning.touch,
      windowMs: duration(meaning.windowMs),
      existingCustomers: meaning.existing,
    },
    milestones: [...milestones],
    properties: {
      purchase: {
        category: { kind: 'text', oneOf: categories },
        pieces: { kind: 'number', min: 1, max: piecesMax },
        cost: { kind: 'money', asset: assetOf('cash') as Asset },
      },
    },
    rewards: meaning.rewards.map(rewardOf),
    budget: Object.entries(meaning.budget).map(([asset, minor]) => ({
      asset: asset as Asset,
      minor: minorUnits(minor),
    })),
    risk: { policy: 'model' },
  });
}

function expiryOf({ end }: Meaning): ExpiryTerms {
  if (end.action !== 'regenerate') return end;
  return {
    action: 'regenerate',
    generationsMax: end.generationsMax,
    onlyIfTouched: end.onlyIfTouched,
    forwardForMs: duration(end.forwardForMs),
  };
}

/** Red packets count in fen, points in points, coupons in pieces. */
export function assetOf(kind: Promised['kind']): string {
  return { cash: 'CNY/2', points: 'points/0', coupon: 'coupon:coffee/0' }[kind];
}

function rewardOf(promised: Promised): RewardTerms {
  return {
    id: promised.name,
    kind: promised.kind,
    asset: assetOf(promised.kind) as Asset,
    to: promised.to,
    when: {
      milestones: promised.milestones.map(wantedOf),
      ...(promised.inOrder === true ? { inOrder: true as const } : {}),
      condition: conditionOf(promised.only),
    },
    schedule: scheduleOf(promised),
    payout: {
      timing: promised.timing,
      holdMs: duration(promised.holdMs),
      weekly: { weekday: promised.weekday, hour: promised.hour },
    },
    caps: promised.caps.map(({ over, ...cap }): CapTerms => ({ scope: over, ...cap })),
  };
}

function wantedOf(want: Want): WantedMilestone {
  if (typeof want === 'string') return want;
  const { name: milestone, times, atLeast, withinMs } = want;
  const property = milestone === 'purchase' ? 'cost' : null;
  return {
    milestone,
    times,
    atLeast: atLeast === null ? null : { minor: minorUnits(atLeast), property },
    withinMs: withinMs === null ? null : duration(withinMs),
  };
}

function conditionOf(only: Promised['only']): Condition | null {
  if (only === null) return null;
  if ('channel' in only) return { fact: 'channel', operator: 'equal', value: only.channel };
  if ('generation' in only) {
    return { not: { fact: 'generation', operator: 'notEqual', value: only.generation } };
  }
  if ('category' in only) {
    const operator = only.isNot ? 'notEqual' : 'equal';
    return { fact: 'purchase.category', operator, value: only.category };
  }
  if ('piecesAtLeast' in only) {
    const value = only.piecesAtLeast;
    return { fact: 'purchase.pieces', operator: 'greaterThanInclusive', value };
  }
  const { purchaseAtLeast: value } = only;
  return { any: [{ fact: 'purchaseAmountMinor', operator: 'greaterThanInclusive', value }] };
}

function scheduleOf({ amount, over, kind }: Promised): Schedule {
  if ('each' in amount) return { kind: 'each', minor: minorUnits(amount.each) };
  const step = ([invitees, minor]: readonly [number, number]) => ({
    invitees,
    minor: minorUnits(minor),
  });
  if ('bands' in amount) return { kind: 'bands', over, bands: amount.bands.map(step) };
  if ('ladder' in amount) return { kind: 'ladder', over, steps: amount.ladder.map(step) };
  if ('of' in amount) return purchasesOf(amount, { over, kind });
  const { every, first, keepPercent, floor } = amount;
  return {
    kind: 'decay',
    over,
    every,
    first: minorUnits(first),
    keepPercent,
    floor: minorUnits(floor),
  };
}

function purchasesOf(
  amount: OfPurchases,
  { over, kind }: Pick<Promised, 'over' | 'kind'>,
): Schedule {
  const asset = assetOf('cash') as Asset;
  const property = amount.of === 'purchase' ? 'cost' : null;
  const of = { milestone: amount.of, property, asset };
  const step = ([purchases, minor]: readonly [number, number]) => ({
    purchases: minorUnits(purchases),
    minor: minorUnits(minor),
  });
  if ('sums' in amount) return { kind: 'purchase-ladder', over, of, steps: amount.sums.map(step) };
  if ('worth' in amount) return { kind: 'purchase-bands', of, bands: amount.worth.map(step) };
  return {
    kind: 'percent',
    milestone: amount.of,
    property,
    ...(kind === 'cash' ? {} : { currency: asset }),
    basisPoints: amount.percent * 100,
    floor: minorUnits(amount.floor),
    ceiling: minorUnits(amount.ceiling),
  };
}

/** The risk policy, its rules in the order in which `Risk` lists them. */
export function policyOf({ risk }: Meaning): RiskPolicy {
  const rules: RiskRule[] = [];
  const add = (id: string, when: Condition, answer: RiskRule['answer']): void => {
    rules.push({ id, title: id, when, answer });
  };
  if (risk.invitationsMax !== null) {
    const value = risk.invitationsMax;
    const many = { fact: 'inviterInvitationsToday', operator: 'greaterThan', value } as const;
    const unchecked = {
      fact: 'inviterChecksToday',
      operator: 'doesNotContain',
      value: 'face',
    } as const;
    add('invitations', { all: [many, unchecked] }, { kind: 'verification', check: 'face' });
  }
  if (risk.requests !== null) {
    const { max: value, forMs, upToMs } = risk.requests;
    const answer = { forMs: duration(forMs), upToMs: duration(upToMs) };
    add(
      'requests',
      { fact: 'sourceRequestsLastHour', operator: 'greaterThanInclusive', value },
      { kind: 'freeze', party: 'source', ...answer },
    );
  }
  if (risk.review !== null) {
    const { channel: value, withinMs, otherwise } = risk.review;
    add(
      'poster',
      { fact: 'channel', operator: 'equal', value },
      { kind: 'review', withinMs: duration(withinMs), otherwise },
    );
  }
  if (risk.refusedRegion !== null) {
    const value = [risk.refusedRegion];
    add('region', { fact: 'region', operator: 'in', value }, { kind: 'refuse' });
  }
  return { id: 'model', title: 'of the model', digest: 'model' as Digest, rules };
}
