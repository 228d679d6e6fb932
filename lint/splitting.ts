import type { RewardTerms, Schedule, Terms } from '../domain/campaign/terms.ts';
import { counted, money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { say, type Said } from '../lang/say.ts';
import { firstEarned, smallestSplit, type Split } from './smallest-split.ts';

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
  const more = money(minor, reward);
  tell({
    id: 'LEVELS_PAY_ONESELF',
    path: ['spec', 'rewards', index, 'level'],
    message:
      invitees === 1
        ? say`${invitees} invitee of a second account, which an inviter has invited, brings that inviter up to ${more} more`
        : say`${counted(invitees)} invitees of a second account, which an inviter has invited, bring that inviter up to ${more} more`,
    suggestion: say`one level, or a reason why nobody has two accounts`,
  });
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
