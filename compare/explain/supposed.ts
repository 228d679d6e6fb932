import type { ScenarioTerms } from '../../domain/campaign/scenario.ts';
import type { Situation } from './situation.ts';

/** What is taken for granted of a redemption, since no fact of a situation says otherwise. */
export type Supposed = 'password' | 'dynamic-code' | 'consent' | 'stream' | 'inviter-phone';

/** What an explanation takes for granted where codes are used in such a way; null where it is nothing, or is said. */
export function supposedOf(
  scenario: ScenarioTerms | undefined,
  { password, consent, inviterPhone }: Pick<Situation, 'password' | 'consent' | 'inviterPhone'>,
): Supposed | null {
  switch (scenario?.kind) {
    case 'exclusive-coupon':
      return password === null ? 'password' : null;
    case 'device-login':
      return password === null ? 'dynamic-code' : null;
    case 'cross-border':
      return consent === null && scenario.regions.some((one) => one.consent) ? 'consent' : null;
    case 'livestream':
      return 'stream';
    case 'registration':
      return inviterPhone === null && scenario.inviterPhone === 'required' ? 'inviter-phone' : null;
    default:
      return null;
  }
}
