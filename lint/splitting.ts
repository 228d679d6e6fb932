import type { PurchaseLadder, RewardTerms, Schedule, Terms } from '../domain/campaign/terms.ts';
import { amountFor, mostByInvitee, stepsBetween } from '../domain/reward/amount.ts';
import { money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { say, type Said } from '../lang/say.ts';

export const splittingFindings = {
  SPLITTING_PAYS: {
    severity: 'warning',
    title: 'an inviter earns more by splitting into two',
    why: 'A schedule is proof against splitting when n invitees never bring less to one inviter than to two who share them. The failure of natural schemes against false names is a known result (Emek, Karidi, Tennenholtz and Zohar, *Mechanisms for Multi-Level Marketing*, EC 2011). The message has the smallest number of invitees at which it pays, which is what a farmer starts with. Caps are looked at by CAP_ESCAPED.',
    example: 'decay: { over: person, every: 3, first: "30", keepPercent: 50 }',
    remedy:
      'Let later invitees bring at least as much as earlier ones, count over the campaign, or silence it with what a second account costs (a verified name, for one).',
  },
  LEVELS_PAY_ONESELF: {
    severity: 'warning',
    title: 'an inviter earns more through a second account that they invite themselves',
    why: 'Whoever invites through an account that they have invited is paid at both levels for the same invitee. No amounts are proof against it: every reward that goes further up pays for a chain of false names (Emek and others, EC 2011; Drucker and Fleischer, EC 2012). The message has the smallest number of invitees at which it pays.',
    example: 'rewards:\n  - { id: upline, to: inviter, level: 2, amount: "0.50" }',
    remedy:
      'Pay one level, or silence it with what a second account costs (a verified name, for one).',
  },
} as const satisfies FindingTexts;

/** As far as counterexamples are looked for; it covers every schedule up to its second step. */
export const inviteesMax = 400;

/** Whether each schedule is proof against one person as two inviters. */
export function checkSplitting({ rewards }: Terms, tell: Tell<typeof splittingFindings>): void {
  for (const [index, reward] of rewards.entries()) {
    if (!reward.to.includes('inviter')) continue;
    if (reward.level !== undefined) tellLevel(reward, index, tell);
    const split = smallestSplit(reward.schedule);
    if (split === undefined) continue;
    tell({
      id: 'SPLITTING_PAYS',
      path: ['spec', 'rewards', index, keyOf(reward.schedule)],
      at: 'key',
      message: describe(split, reward),
      suggestion: say`amounts that do not fall, or a reason why nobody has two accounts`,
    });
  }
}

/** The key under which a schedule stands in its file. */
function keyOf({ kind }: Schedule): string {
  return kind === 'purchase-ladder' ? 'ladder' : kind;
}

function tellLevel(reward: RewardTerms, index: number, tell: Tell<typeof splittingFindings>): void {
  const { invitees, minor } = firstEarned(reward.schedule);
  tell({
    id: 'LEVELS_PAY_ONESELF',
    path: ['spec', 'rewards', index, 'level'],
    message: say`${invitees} invitees of a second account, which an inviter has invited, bring that inviter up to ${money(minor, reward)} more`,
    suggestion: say`one level, or a reason why nobody has two accounts`,
  });
}

/** The fewest invitees of one inviter that earn something, and the most that the last of them earns. */
export function firstEarned(schedule: Schedule): { invitees: number; minor: number } {
  for (let invitees = 1; invitees <= inviteesMax; invitees += 1) {
    const minor = amountFor(schedule, invitees) ?? 0;
    if (minor > 0) return { invitees, minor };
  }
  const beyond = schedule.kind === 'decay' ? schedule.every : 1;
  return { invitees: beyond, minor: mostByInvitee(schedule) };
}

/** Invitees, or purchases in minor units, in two parts that bring more than together, in minor units. */
export interface Split {
  readonly parts: readonly [number, number];
  readonly together: number;
  readonly apart: number;
}

/**
 * The smallest number of invitees that bring more in two parts; undefined when the sums of the
 * schedule are superadditive as far as it is looked, and no number of parts brings more.
 */
export function smallestSplit(schedule: Schedule): Split | undefined {
  if (!('over' in schedule) || schedule.over === 'campaign') return undefined;
  if (schedule.kind === 'purchase-ladder') {
    return splitOfPurchases(schedule, (sum) => climbedTo(schedule, sum));
  }
  return splitOf(lookedAt(schedule), (sum, n) => sum + (amountFor(schedule, n) ?? 0));
}

/** The smallest split up to so many invitees; `plus` is what they bring together with the n-th. */
export function splitOf(
  inviteesMost: number,
  plus: (sum: number, n: number) => number,
): Split | undefined {
  const sums = [0];
  const sum = (n: number): number => sums[n] ?? 0;
  for (let n = 1; n <= inviteesMost; n += 1) {
    sums.push(plus(sum(n - 1), n));
    for (let less = 1; less <= n / 2; less += 1) {
      const apart = sum(less) + sum(n - less);
      if (apart > sum(n)) return { parts: [n - less, less], together: sum(n), apart };
    }
  }
  return undefined;
}

/**
 * The smallest sum of purchases that brings more in two parts; `brings` is what a sum brings. It grows at steps
 * alone, so that parts which are steps tell of all.
 */
function splitOfPurchases(
  { steps }: PurchaseLadder,
  brings: (sum: number) => number,
): Split | undefined {
  const sums = steps.map(({ purchases }) => purchases);
  const splits = sums
    .flatMap((more) => sums.filter((less) => less <= more).map((less) => [more, less] as const))
    .map((parts): Split => {
      const [more, less] = parts;
      return { parts, together: brings(more + less), apart: brings(more) + brings(less) };
    })
    .filter(({ together, apart }) => apart > together);
  const size = ({ parts: [more, less] }: Split): number => more + less;
  return splits.reduce<Split | undefined>(
    (least, one) => (least === undefined || size(one) < size(least) ? one : least),
    undefined,
  );
}

function climbedTo(schedule: PurchaseLadder, sum: number): number {
  return stepsBetween(schedule, 0, sum).reduce((all, { minor }) => all + minor, 0);
}

/** Twice the last step: beyond it nothing new begins. */
function lookedAt(schedule: Extract<Schedule, { kind: 'ladder' | 'bands' | 'decay' }>): number {
  const last = (steps: readonly { readonly invitees: number }[]): number =>
    steps.at(-1)?.invitees ?? 1;
  switch (schedule.kind) {
    case 'ladder':
      return Math.min(inviteesMax, 2 * last(schedule.steps));
    case 'bands':
      return Math.min(inviteesMax, 2 * last(schedule.bands));
    case 'decay':
      return Math.min(inviteesMax, 4 * schedule.every);
  }
}

function describe({ parts, together, apart }: Split, reward: RewardTerms): Said {
  const [more, less] = parts;
  if (reward.schedule.kind === 'purchase-ladder') {
    const { of } = reward.schedule;
    const [all, one, other] = [more + less, more, less].map((minor) => money(minor, of));
    return say`purchases of ${all ?? ''} bring one inviter ${money(together, reward)}; as two with ${one ?? ''} and ${other ?? ''} they bring ${money(apart, reward)}`;
  }
  return say`${more + less} invitees bring one inviter ${money(together, reward)}; as two with ${more} and ${less} they bring ${money(apart, reward)}`;
}
