import type { ScenarioTerms } from '../../domain/campaign/scenario.ts';

/** What is taken for granted of a redemption, since no fact of a situation says otherwise. */
export type Supposed = 'password' | 'dynamic-code' | 'consent' | 'stream' | 'inviter-phone';

/** What an explanation takes for granted where codes are used in such a way; null where it is nothing. */
export function supposedOf(scenario: ScenarioTerms | undefined): Supposed | null {
  switch (scenario?.kind) {
    case 'exclusive-coupon':
      return 'password';
    case 'device-login':
      return 'dynamic-code';
    case 'cross-border':
      return scenario.regions.some(({ consent }) => consent) ? 'consent' : null;
    case 'livestream':
      return 'stream';
    case 'registration':
      return scenario.inviterPhone === 'required' ? 'inviter-phone' : null;
    default:
      return null;
  }
}
