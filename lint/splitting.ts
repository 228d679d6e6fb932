import type { RewardTerms, Schedule, Terms } from '../domain/campaign/terms.ts';
import { amountFor } from '../domain/reward/amount.ts';
import { money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { say, type Said } from '../lang/say.ts';

export const splittingFindings = {
  SPLITTING_PAYS: {
    severity: 'warning',
    title: 'an inviter earns more by splitting into two',
    why: 'A schedule is proof against splitting when n invitees never bring less to one inviter than to two who share them. The failure of natural schemes against false names is a known result (Emek, Karidi, Tennenholtz and Zohar, *Mechanisms for Multi-Level Marketing*, EC 2011). The message has the smallest number of invitees at which it pays, which is what a farmer starts with. Caps are not looked at: every cap can be escaped by another account, which is why accounts should cost something.',
    example: 'decay: { over: person, every: 3, first: "30", keepPercent: 50 }',
    remedy:
      'Let later invitees bring at least as much as earlier ones, count over the campaign, or silence it with what a second account costs (a verified name, for one).',
  },
} as const satisfies FindingTexts;

/** As far as counterexamples are looked for; it covers every schedule up to its second step. */
const inviteesMax = 400;

/** Whether each schedule is proof against one person as two inviters. */
export function checkSplitting({ rewards }: Terms, tell: Tell<typeof splittingFindings>): void {
  for (const [index, reward] of rewards.entries()) {
    if (!reward.to.includes('inviter')) continue;
    const split = smallestSplit(reward.schedule);
    if (split === undefined) continue;
    tell({
      id: 'SPLITTING_PAYS',
      path: ['spec', 'rewards', index, reward.schedule.kind],
      at: 'key',
      message: describe(split, reward),
      suggestion: say`amounts that do not fall, or a reason why nobody has two accounts`,
    });
  }
}

/** Invitees in two parts that bring more than together, in minor units. */
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
  const sums = [0];
  const sum = (n: number): number => sums[n] ?? 0;
  for (let n = 1; n <= lookedAt(schedule); n += 1) {
    sums.push(sum(n - 1) + (amountFor(schedule, n) ?? 0));
    for (let less = 1; less <= n / 2; less += 1) {
      const apart = sum(less) + sum(n - less);
      if (apart > sum(n)) return { parts: [n - less, less], together: sum(n), apart };
    }
  }
  return undefined;
}

/** Twice the last step: beyond it nothing new begins. */
function lookedAt(schedule: Exclude<Schedule, { kind: 'each' | 'percent' | 'random' }>): number {
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
  return say`${more + less} invitees bring one inviter ${money(together, reward)}; as two with ${more} and ${less} they bring ${money(apart, reward)}`;
}
