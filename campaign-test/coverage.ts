import { countsRepeats } from '../domain/campaign/milestones.ts';
import type { CapTerms, RewardTerms, Terms } from '../domain/campaign/terms.ts';
import type { RejectionCode } from '../domain/code/rejection.ts';
import type { RiskAnswer, RiskPolicy } from '../domain/policy/policy.ts';
import { tiersOf } from './tiers.ts';

/** What of a campaign can be reached by a test, in four kinds. */
export const coverageKinds = ['rules', 'tiers', 'rewards', 'outcomes'] as const;
export type CoverageKind = (typeof coverageKinds)[number];

/** Names by kind. */
export type Coverable = Readonly<Record<CoverageKind, readonly string[]>>;

/** How much of a campaign was reached. */
export interface Coverage {
  readonly kinds: Readonly<Record<CoverageKind, { readonly reached: number; readonly of: number }>>;
  /** `kind: name`, in the order of the campaign's file. */
  readonly missing: readonly string[];
  /** Of everything together, rounded down: 100 only when nothing is missing. */
  readonly percent: number;
}

/** Everything that tests of a campaign could reach under its terms and its risk policy. */
export function coverableOf(terms: Terms, policy: RiskPolicy): Coverable {
  return {
    rules: policy.rules.map(({ id }) => id),
    tiers: terms.rewards.flatMap((reward) => tiersOf(reward).map((tier) => `${reward.id} ${tier}`)),
    rewards: terms.rewards.flatMap(({ id, to }) => to.map((side) => paidName(id, side))),
    outcomes: [
      'ok',
      ...Object.entries(refusals)
        .filter(([, isPossible]) => isPossible(terms, policy))
        .map(([code]) => code),
      ...statusesOf(terms).map(statusName),
      ...(terms.validity.extension === null ? [] : [extended]),
      ...(terms.validity.reminders.length === 0 ? [] : [messageName('reminder')]),
      ...(terms.validity.refresh === null ? [] : [messageName('refreshed')]),
      ...terms.rewards.flatMap(rewardRefusals),
    ],
  };
}

/** Compares what there is with what was reached. */
export function measure(coverable: Coverable, reached: ReadonlySet<string>): Coverage {
  const hits = (kind: CoverageKind): readonly string[] =>
    coverable[kind].filter((name) => reached.has(coverageName(kind, name)));
  const kind = (name: CoverageKind): { reached: number; of: number } => ({
    reached: hits(name).length,
    of: coverable[name].length,
  });
  const kinds = {
    rules: kind('rules'),
    tiers: kind('tiers'),
    rewards: kind('rewards'),
    outcomes: kind('outcomes'),
  };
  const missing = coverageKinds.flatMap((each) =>
    coverable[each].map((name) => coverageName(each, name)).filter((name) => !reached.has(name)),
  );
  const total = Object.values(kinds).reduce((sum, { of }) => sum + of, 0);
  return { kinds, missing, percent: Math.floor((100 * (total - missing.length)) / total) };
}

export function coverageName(kind: CoverageKind, name: string): string {
  return `${kind}: ${name}`;
}

/** A reward that one side was paid. */
export function paidName(reward: string, side: string): string {
  return `${reward} for the ${side}`;
}

export function statusName(status: string): string {
  return `code ${status}`;
}

export function messageName(template: string): string {
  return `message ${template}`;
}

/** A share that lengthened a code's life. */
export const extended = 'lifetime extended';

export function rewardRefusalName(reward: string, reason: string): string {
  return `${reward}: ${reason}`;
}

/** A cap that refused a reward; named without its maximum, which a test may lower. */
export function capName(reward: string, { scope, unit }: Pick<CapTerms, 'scope' | 'unit'>): string {
  return rewardRefusalName(reward, `CAP_REACHED (${unit} a ${scope})`);
}

function rewardRefusals({ id, caps, when }: RewardTerms): readonly string[] {
  return [
    ...caps.map((cap) => capName(id, cap)),
    ...(when.condition === null ? [] : [rewardRefusalName(id, 'CONDITION_NOT_MET')]),
    rewardRefusalName(id, 'BUDGET_EXHAUSTED'),
  ];
}

type IsPossible = (terms: Terms, policy: RiskPolicy) => boolean;

const answers =
  (kind: RiskAnswer['kind']): IsPossible =>
  (_, policy) =>
    policy.rules.some(({ answer }) => answer.kind === kind);

/** The refusals that a campaign's own terms and policy decide; those that every code has are left out. */
const refusals: Readonly<Partial<Record<RejectionCode, IsPossible>>> = {
  SELF_INVITE: () => true,
  ALREADY_REDEEMED: () => true,
  EXISTING_CUSTOMER: ({ attribution }) => attribution.existingCustomers === 'excluded',
  ATTRIBUTED_ELSEWHERE: ({ attribution }) => attribution.touch === 'first',
  CHANNEL_UNKNOWN: ({ code }) => code.channels.length > 0,
  NOT_REDEEMED: ({ milestones }) => milestones.length > 0,
  MILESTONE_REPEATED: (terms) => terms.milestones.some((one) => !countsRepeats(terms, one)),
  PROPERTY_REFUSED: ({ properties }) => properties !== undefined,
  CODE_EXHAUSTED: ({ redemption }) => redemption.usesMax !== null,
  RESET_NOT_ALLOWED: ({ validity }) => validity.reset !== null,
  CODE_EXPIRED: (terms) => statusesOf(terms).includes('expired'),
  CODE_REPLACED: (terms) => statusesOf(terms).includes('replaced'),
  CODE_ARCHIVED: (terms) => statusesOf(terms).includes('archived'),
  CODE_CONVERTED: ({ validity: { onExpiry } }) =>
    onExpiry.action === 'convert' && onExpiry.redeem === 'refused',
  CODE_SETTLED: (terms) => statusesOf(terms).includes('settled'),
  CAMPAIGN_NOT_STARTED: ({ period }) => period.starts.kind === 'at',
  CAMPAIGN_ENDED: ({ period, validity }) =>
    period.ends.kind !== 'never' && validity.onExpiry.action !== 'convert',
  VERIFICATION_REQUIRED: answers('verification'),
  SOURCE_FROZEN: answers('freeze-source'),
  RISK_REFUSED: answers('refuse'),
};

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
