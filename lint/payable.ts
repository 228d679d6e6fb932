import { formatDuration } from '../domain/time.ts';
import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import { isPropertyFact, milestonesWanted } from '../domain/campaign/milestones.ts';
import { factsRead } from '../domain/policy/condition.ts';
import { amountFor } from '../domain/reward/amount.ts';
import { money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { asIs, say } from '../lang/say.ts';

export const payableFindings = {
  NO_TIME_FOR_MILESTONES: {
    severity: 'warning',
    title: 'a reward waits for milestones, and codes are settled as soon as they expire',
    why: 'A settled code hears of no milestone any more. With `settleFor` of nothing, an invitee who redeems in the last hour has that hour to reach what the reward asks for.',
    example:
      'validity: { lifetime: 24h, settleFor: 0s }\nrewards:\n  - when: { invitee: [first-purchase] }',
    remedy: 'Give `settleFor` the time that people take to get there.',
  },
  HOLD_BEYOND_SETTLING: {
    severity: 'warning',
    title: 'a reward is held longer than codes go on after their end',
    why: 'The reward is paid all the same: Usher keeps the code open until the hold is over. But `settleFor` then says less than what is true, refunds in that time find the code still there, and data is kept longer than the file says.',
    example: 'validity: { lifetime: 24h, settleFor: 7d }\nrewards:\n  - payout: { hold: 30d }',
    remedy: 'Raise `settleFor` to the hold, or shorten the hold.',
  },
  MILESTONE_UNUSED: {
    severity: 'info',
    title: 'a milestone that no reward waits for',
    why: 'It can be reported and is counted in figures. Where a reward was meant to wait for it, the reward pays too early.',
    example:
      'milestones: [registered, first-purchase]\nrewards:\n  - when: { invitee: [registered] }',
    remedy: 'Leave it if you only want to count it; otherwise add it to a reward.',
  },
  DECAY_TO_NOTHING: {
    severity: 'info',
    title: 'a decay becomes nothing after a few steps',
    why: 'Without a floor, amounts that are rounded down reach nothing sooner than one thinks. From there on inviters earn nothing, without being told.',
    example: 'decay: { first: "3", keepPercent: 50 }',
    remedy: 'Set a `floor`, or say in your texts how many steps there are.',
  },
  CAP_WITHOUT_EFFECT: {
    severity: 'info',
    title: "a campaign's cap lies above its budget",
    why: 'The budget stops the reward first, so the cap never does.',
    example: 'rewards:\n  - caps: { perCampaign: "20000.00" }\nbudget: { CNY: "10000.00" }',
    remedy: 'Lower the cap, raise the budget, or leave the cap out.',
  },
} as const satisfies FindingTexts;

type TellPayable = Tell<typeof payableFindings>;

/** After how many steps a decay counts as ending early. */
const stepsLooked = 10;

/** Whether what is promised can be earned and paid. */
export function checkPayable(terms: Terms, tell: TellPayable): void {
  for (const [index, reward] of terms.rewards.entries()) {
    checkTime(terms, reward, index, tell);
    checkDecay(reward, index, tell);
    checkCampaignCap(terms, reward, index, tell);
  }
  const waited = new Set(terms.rewards.flatMap(({ when }) => milestonesUsed(when)));
  for (const [index, milestone] of terms.milestones.entries()) {
    if (waited.has(milestone)) continue;
    tell({
      id: 'MILESTONE_UNUSED',
      path: ['spec', 'milestones', index],
      message: say`no reward waits for "${milestone}"`,
      suggestion: say`a reward that does, or nothing if it is only counted`,
    });
  }
}

/** What is waited for, or read by a condition. */
function milestonesUsed(when: RewardTerms['when']): readonly string[] {
  const read = when.condition === null ? [] : factsRead(when.condition).filter(isPropertyFact);
  return [...milestonesWanted(when), ...read.map((fact) => fact.split('.')[0] ?? '')];
}

function checkTime(terms: Terms, reward: RewardTerms, index: number, tell: TellPayable): void {
  const { settleForMs, lifetime } = terms.validity;
  const { holdMs } = reward.payout;
  const waits = reward.when.milestones.some((milestone) => milestone !== 'redeemed');
  if (settleForMs === 0 && waits && lifetime.kind !== 'long-term') {
    tell({
      id: 'NO_TIME_FOR_MILESTONES',
      path: ['spec', 'rewards', index, 'when', 'invitee'],
      message: say`nobody can reach this after the code has expired, and settleFor is 0s`,
      suggestion: asIs('settleFor: 30d'),
    });
  }
  if (holdMs <= settleForMs) return;
  const hold = formatDuration(holdMs);
  tell({
    id: 'HOLD_BEYOND_SETTLING',
    path: ['spec', 'rewards', index, 'payout', 'hold'],
    message: say`it is held for ${hold}, but codes are to be settled after ${formatDuration(settleForMs)}`,
    suggestion: say`settleFor: ${hold.replaceAll(' ', '')}, or a shorter hold`,
  });
}

function checkDecay({ schedule }: RewardTerms, index: number, tell: TellPayable): void {
  if (schedule.kind !== 'decay') return;
  for (let step = 1; step <= stepsLooked; step += 1) {
    if (amountFor(schedule, step * schedule.every) !== 0) continue;
    tell({
      id: 'DECAY_TO_NOTHING',
      path: ['spec', 'rewards', index, 'decay', 'floor'],
      message: say`nothing is left of it at step ${step}, invitee ${step * schedule.every}`,
      suggestion: asIs('floor: "1"'),
    });
    return;
  }
}

function checkCampaignCap(
  { budget }: Terms,
  reward: RewardTerms,
  index: number,
  tell: TellPayable,
): void {
  const line = budget.find(({ asset }) => asset === reward.asset);
  const cap = reward.caps.find(({ scope, unit }) => scope === 'campaign' && unit === 'amount');
  if (line === undefined || cap === undefined || cap.max <= line.minor) return;
  tell({
    id: 'CAP_WITHOUT_EFFECT',
    path: ['spec', 'rewards', index, 'caps'],
    at: 'key',
    message: say`the cap of ${money(cap.max, reward)} lies above the budget of ${money(line.minor, reward)}`,
    suggestion: say`a lower cap, or a higher budget`,
  });
}
