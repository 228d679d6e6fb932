import type { DistributionTerms, RewardTerms } from '../../domain/campaign/terms.ts';
import { asIs, say } from '../../lang/say.ts';
import type { Report } from '../diagnostic.ts';

/** A level above the first is paid to inviters only, and only where the campaign pays so many. */
export function checkLevels(
  report: Report,
  rewards: readonly RewardTerms[],
  distribution: DistributionTerms | undefined,
): void {
  for (const [index, { level = 1, to }] of rewards.entries()) {
    const path = ['spec', 'rewards', index, 'level'];
    const levels = distribution?.levels ?? level;
    if (level > levels) {
      report({
        code: 'LEVEL_NOT_PAID',
        path,
        message: say`the reward is for level ${level}, and the campaign pays ${levels}`,
        expected: say`levels: ${level} in distribution`,
      });
    }
    if (level > 1 && to.includes('invitee')) {
      report({
        code: 'LEVEL_NOT_PAID',
        path,
        message: say`levels are of inviters, and the reward is for the invitee too`,
        expected: asIs('to: inviter'),
      });
    }
  }
}
