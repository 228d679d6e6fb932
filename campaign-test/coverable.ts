import { countsRepeats } from '../domain/campaign/milestones.ts';
import type { PointsTerms } from '../domain/campaign/points.ts';
import {
  borderTermsOf,
  type BorderTerms,
  type RegionTerms,
  type ScenarioTerms,
} from '../domain/campaign/scenario.ts';
import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import type { RejectionCode } from '../domain/code/rejection.ts';
import type { RiskAnswer, RiskPolicy } from '../domain/policy/policy.ts';
import { namePointsCap, pointsCaps } from '../domain/points/caps.ts';
import { streamTermsOf } from '../domain/stream/stream.ts';
import { asIs, type Said } from '../lang/say.ts';
import { mayRefuse } from './may-refuse.ts';
import {
  capName,
  expiredName,
  extended,
  forwarded,
  limitName,
  messageName,
  nothingEarned,
  paidName,
  pointsCapName,
  rewardRefusalName,
  sharedLimitName,
  statusName,
  type CoverageKind,
} from './coverage.ts';
import { tierName, tiersOf } from './tiers.ts';

/** One thing that can be reached. Where name and terms are the same, it is the same thing. */
export interface Item {
  readonly kind: CoverageKind;
  readonly name: Said;
  /** The part of the terms that it comes of; null where it is the same under all terms. */
  readonly terms: unknown;
}

/** Everything that tests of a campaign could reach under its terms and its risk policy. */
export function coverableUnder(terms: Terms, policy: RiskPolicy): readonly Item[] {
  const { validity, rewards } = terms;
  return [
    ...policy.rules.map(({ id }): Item => ({ kind: 'rules', name: asIs(id), terms: null })),
    ...rewards.flatMap(tierItems),
    ...rewards.flatMap(paidItems),
    ...(rewards.length === 0 && terms.variant !== undefined ? [nothing] : []),
    ...outcomes([
      asIs('ok'),
      ...(terms.attribution.touch === 'first' ? [forwarded.elsewhere] : []),
      ...(forwardsToNewer(terms) ? [forwarded.newer] : []),
      ...Object.entries(refusals)
        .filter(([, isPossible]) => isPossible(terms, policy))
        .map(([code]) => asIs(code)),
      ...statusesOf(terms).map(statusName),
      ...(validity.extension === null ? [] : [extended]),
      ...(validity.reminders.length === 0 ? [] : [messageName('reminder')]),
      ...(validity.refresh === null ? [] : [messageName('refreshed')]),
      ...(validity.renewal === undefined ? [] : ['renewed', 'renewal-refused'].map(messageName)),
    ]),
    ...rewards.flatMap((reward) => rewardRefusals(terms, reward)),
    ...(terms.points === undefined ? [] : spendingItems(terms.points)),
    ...(terms.limits ?? []).map((limit): Item => ({
      kind: 'outcomes',
      name: sharedLimitName(limit),
      terms: limit,
    })),
  ];
}

const nothing: Item = { kind: 'rewards', name: nothingEarned, terms: null };

function tierItems(reward: RewardTerms): readonly Item[] {
  const terms = reward.schedule;
  return tiersOf(reward).map((tier) => ({ kind: 'tiers', name: tierName(reward, tier), terms }));
}

function paidItems(reward: RewardTerms): readonly Item[] {
  return reward.to.map((side) => ({
    kind: 'rewards',
    name: paidName(reward.id, side),
    terms: reward,
  }));
}

/** What a redemption cap can refuse. */
function spendingItems(points: PointsTerms): readonly Item[] {
  const caps = pointsCaps.filter((cap) => namePointsCap(points, cap) !== undefined);
  return [
    ...outcomes(caps.map(pointsCapName)),
    ...(points.perSpend?.percent === undefined ? [] : outcomes([asIs('PRICE_NEEDED')])),
  ];
}

function forwardsToNewer(terms: Terms): boolean {
  const { onExpiry } = terms.validity;
  const forwards = onExpiry.action === 'regenerate' && onExpiry.forwardForMs > 0;
  return forwards && statusesOf(terms).includes('replaced');
}

function rewardRefusals(terms: Terms, reward: RewardTerms): readonly Item[] {
  const { id, caps, when, expiry } = reward;
  const condition: Item = {
    ...{ kind: 'outcomes', name: rewardRefusalName(id, 'CONDITION_NOT_MET') },
    terms: when.condition,
  };
  return [
    ...(expiry === undefined ? [] : outcomes([expiredName(id)])),
    ...caps
      .filter((cap) => mayRefuse(terms, reward, cap))
      .map((cap): Item => ({ kind: 'outcomes', name: capName(id, cap), terms: cap })),
    ...(when.condition === null ? [] : [condition]),
    ...(reward.limits ?? []).map((limit): Item => ({
      kind: 'outcomes',
      name: limitName(id, limit),
      terms: limit,
    })),
    ...(reward.level === undefined ? [] : outcomes([rewardRefusalName(id, 'NO_INVITER_AT_LEVEL')])),
    ...outcomes([rewardRefusalName(id, 'BUDGET_EXHAUSTED')]),
  ];
}

function outcomes(names: readonly Said[]): readonly Item[] {
  return names.map((name): Item => ({ kind: 'outcomes', name, terms: null }));
}

type IsPossible = (terms: Terms, policy: RiskPolicy) => boolean;

const answers =
  (kind: RiskAnswer['kind']): IsPossible =>
  (_, policy) =>
    policy.rules.some(({ answer }) => answer.kind === kind);

const isFor =
  (kind: ScenarioTerms['kind']): IsPossible =>
  ({ scenario }) =>
    scenario?.kind === kind;

/** Whether a region wants something of those who are let in from there. */
const wantsOfRegion =
  (wants: (rule: RegionTerms) => boolean): IsPossible =>
  ({ scenario }) =>
    borderTermsOf(scenario)?.regions.some((one) => one.redeem === 'accepted' && wants(one)) ===
    true;
const wantsVerification = wantsOfRegion(({ verification }) => verification !== undefined);

function refusesRegions(border: BorderTerms | undefined): boolean {
  if (border === undefined) return false;
  return (
    border.otherwise === 'refused' || border.regions.some(({ redeem }) => redeem === 'refused')
  );
}

/** The refusals that a campaign's own terms and policy decide; those that every code has are left out. */
const refusals: Readonly<Partial<Record<RejectionCode, IsPossible>>> = {
  SELF_INVITE: () => true,
  ALREADY_REDEEMED: () => true,
  EXISTING_CUSTOMER: ({ attribution }) => attribution.existingCustomers === 'excluded',
  CHANNEL_UNKNOWN: ({ code }) => code.channels.length > 0,
  NOT_REDEEMED: ({ milestones }) => milestones.length > 0,
  MILESTONE_REPEATED: (terms) => terms.milestones.some((one) => !countsRepeats(terms, one)),
  PROPERTY_REFUSED: ({ properties }) => properties !== undefined,
  OUTSIDE_OPENING_HOURS: ({ redemption }) => redemption.openingHours !== undefined,
  CODE_EXHAUSTED: ({ redemption }) => redemption.usesMax !== null,
  RESET_NOT_ALLOWED: ({ validity }) => validity.reset !== null,
  CODE_EXPIRED: (terms) => endsBefore(terms) && statusesOf(terms).includes('expired'),
  CODE_ARCHIVED: (terms) => endsBefore(terms) && statusesOf(terms).includes('archived'),
  CODE_CONVERTED: ({ validity: { onExpiry } }) =>
    onExpiry.action === 'convert' && onExpiry.redeem === 'refused',
  CODE_SETTLED: (terms) => statusesOf(terms).includes('settled'),
  CAMPAIGN_NOT_STARTED: ({ period }) => period.starts.kind === 'at',
  CAMPAIGN_ENDED: ({ period, validity }) =>
    period.ends.kind !== 'never' && validity.onExpiry.action !== 'convert',
  PASSWORD_REQUIRED: isFor('exclusive-coupon'),
  PASSWORD_WRONG: isFor('exclusive-coupon'),
  REGION_REQUIRED: isFor('cross-border'),
  REGION_REFUSED: ({ scenario }) => refusesRegions(borderTermsOf(scenario)),
  CONSENT_REQUIRED: wantsOfRegion(({ consent }) => consent),
  DYNAMIC_CODE_REQUIRED: isFor('device-login'),
  DYNAMIC_CODE_WRONG: isFor('device-login'),
  STREAM_NOT_OPEN: ({ scenario }) => streamTermsOf(scenario)?.onlyWhileLive === true,
  STREAM_MINUTE_FULL: isFor('livestream'),
  RELATION_BOUND: isFor('distribution-chain'),
  RELATION_CYCLE: isFor('distribution-chain'),
  RELATION_HEAD: isFor('distribution-chain'),
  VERIFICATION_REQUIRED: (terms, policy) =>
    answers('verification')(terms, policy) || wantsVerification(terms, policy),
  CODE_PENDING: answers('revision'),
  PARTY_FROZEN: answers('freeze'),
  PARTY_BANNED: answers('ban'),
  RISK_REFUSED: answers('refuse'),
};

/** Whether codes end before their campaign, which refuses all uses after its end itself. */
function endsBefore({ validity }: Terms): boolean {
  return validity.lifetime.kind === 'for';
}

/** How codes of a campaign end. */
function statusesOf({ validity, period }: Terms): readonly string[] {
  if (validity.lifetime.kind !== 'for' && period.ends.kind === 'never') return [];
  const { onExpiry } = validity;
  switch (onExpiry.action) {
    case 'expire':
      return ['expired', 'settled'];
    case 'archive':
      return ['archived', 'settled'];
    case 'convert':
      return ['converted', 'settled'];
    case 'regenerate':
      return [...(onExpiry.generationsMax > 1 ? ['replaced'] : []), 'expired', 'settled'];
  }
}
