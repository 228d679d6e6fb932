import type { ScenarioTerms } from '../../domain/campaign/scenario.ts';
import { streamTermsOf } from '../../domain/stream/stream.ts';
import { say } from '../../lang/say.ts';
import type { Report } from '../diagnostic.ts';
import type { ReadReward } from './reward.ts';

/** What is paid after a stream is earned in one: only where codes are redeemed in no other time. */
export function checkStreams(
  report: Report,
  rewards: readonly ReadReward[],
  scenario: ScenarioTerms | undefined,
): void {
  if (streamTermsOf(scenario)?.onlyWhileLive === true) return;
  for (const { path, terms } of rewards) {
    if (terms.payout.timing !== 'after-stream') continue;
    report({
      code: 'NO_STREAM',
      path: [...path, 'payout', 'timing'],
      message: say`the reward is paid after the end of a stream, and codes are not redeemed in streams alone`,
      expected: say`scenario: { kind: livestream, … }, or another timing`,
    });
  }
}
