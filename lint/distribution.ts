import type { Terms } from '../domain/campaign/terms.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { say } from '../lang/say.ts';

export const distributionFindings = {
  DISTRIBUTION_UNACKNOWLEDGED: {
    severity: 'error',
    fixed: true,
    title: 'more than one level is paid, and nobody answers for it',
    why: "China's Regulation on the Prohibition of Pyramid Selling (State Council Decree 444, art. 7) forbids pay by the number of people recruited, directly or further down, and pay from the sales of those below; there is no number of levels that is safe. From three levels and thirty people on it is a crime to be filed (opinions of the Supreme People's Court and others, 2013). Other countries have laws of their own. This is no legal advice; somebody has to have looked.",
    example: 'distribution: { levels: 2 }',
    remedy:
      'Write who has looked at the law and answers for it into `acknowledgedBy`, or keep to one level. Four levels are never taken.',
  },
  DISTRIBUTION_DEPTH: {
    severity: 'warning',
    title: 'three levels are paid',
    why: 'Three levels are where the criminal threshold lies, not a safe harbour below it: with thirty people in one tree it is reached.',
    example: 'distribution: { levels: 3, acknowledgedBy: "Li Wei, legal" }',
    remedy: 'Keep to two levels, or silence this with the opinion that allows three.',
  },
  LEVELS_UNUSED: {
    severity: 'warning',
    title: 'more levels are acknowledged than rewards are for',
    why: 'Somebody answers for a depth at which nobody is paid. The next reward with a `level` goes through without anybody looking at the law again, and on some platforms the number alone is against the rules.',
    example:
      'distribution: { levels: 2, acknowledgedBy: "Li Wei, legal" }\nrewards:\n  - { template: points, to: inviter, amount: "10" }',
    remedy:
      'Write the level of the furthest reward into `levels`, or give a reward the `level` that is meant.',
  },
} as const satisfies FindingTexts;

/** Whether the depth of distribution is one that somebody answers for. */
export function checkDistribution(terms: Terms, tell: Tell<typeof distributionFindings>): void {
  const { distribution, rewards } = terms;
  const { levels, acknowledgedBy } = distribution;
  const path = ['spec', 'distribution', 'levels'];
  const furthest = Math.max(1, ...rewards.map(({ level = 1 }) => level));
  if (levels > 1 && (acknowledgedBy === null || acknowledgedBy.trim() === '')) {
    tell({
      id: 'DISTRIBUTION_UNACKNOWLEDGED',
      path,
      message: say`${levels} levels are paid, and nobody answers for it`,
      suggestion: say`levels: 1, or acknowledgedBy with a name`,
    });
  } else if (levels > furthest) {
    tell({
      id: 'LEVELS_UNUSED',
      path,
      message: say`${levels} levels are acknowledged, and no reward is for one beyond level ${furthest}`,
      suggestion: say`levels: ${furthest}, or a reward with level: ${levels}`,
    });
  }
  if (levels < 3) return;
  tell({
    id: 'DISTRIBUTION_DEPTH',
    path,
    message: say`three levels are paid, and with thirty people in one tree that is a criminal threshold`,
    suggestion: say`levels: 2, or a reason why three are lawful`,
  });
}
