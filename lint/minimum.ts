import { wordOf } from '../compile/terms/budget.ts';
import type { AssetAmount } from '../domain/campaign/batch-terms.ts';
import { mostOfPerson, type PersonsMost } from '../domain/campaign/most-of-person.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { formatMinor } from '../domain/money.ts';
import { joined, say, type Said } from '../lang/say.ts';
import { sayArithmetic } from './arithmetic.ts';
import { money } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';

export const minimumFindings = {
  MINIMUM_UNREACHED: {
    severity: 'warning',
    title: 'nobody can earn as much as a payout must come to',
    why: 'Rewards of a person gather until they reach `payouts.minimum`. Where all that one person can earn is less, nobody is paid before the campaign is over, and with `atEnd: keep` nobody is ever. The message has the most that one person can have: for as many invitees as the codes that they may hold one after the other take, by the caps, limits, steps and months of every reward in cash, and for being invited once themselves. Awards do not gather, and are left out.',
    example:
      'rewards:\n  - { template: cash, currency: CNY, amount: "1.00", caps: { perPerson: "5.00" } }\npayouts: { minimum: { CNY: "10.00" } }',
    remedy: 'Lower the minimum to what the message says, or raise the cap that it names.',
  },
} as const satisfies FindingTexts;

/** Whether somebody can reach each least amount of a payout. */
export function checkMinimum(terms: Terms, tell: Tell<typeof minimumFindings>): void {
  for (const minimum of terms.payouts?.minimum ?? []) checkReached(terms, minimum, tell);
}

function checkReached(
  terms: Terms,
  minimum: AssetAmount,
  tell: Tell<typeof minimumFindings>,
): void {
  const { asset } = minimum;
  const parts = mostOfPerson(terms, asset);
  // Where no reward is sent, none gathers.
  if (parts.length === 0) return;
  const earned = parts.reduce((sum, { minor }) => sum + (minor ?? Infinity), 0);
  const budget = terms.budget.find((line) => line.asset === asset)?.minor ?? Infinity;
  const most = Math.min(earned, budget);
  if (most >= minimum.minor) return;
  const how = budget < earned ? say`the budget` : sayParts(parts, asset);
  const [sum, least] = [money(most, minimum), money(minimum.minor, minimum)];
  tell({
    id: 'MINIMUM_UNREACHED',
    path: ['spec', 'payouts', 'minimum', wordOf(asset)],
    message:
      terms.payouts?.atEnd === 'keep'
        ? say`one person can earn ${sum} at most (${how}), which is never the ${least} of a payout, and what they earn is never paid`
        : say`one person can earn ${sum} at most (${how}), which is never the ${least} of a payout, and what they earn is paid when the campaign is over`,
    suggestion: say`at most "${formatMinor(most, asset)}"`,
  });
}

function sayParts(parts: readonly PersonsMost[], asset: AssetAmount['asset']): Said {
  const each = parts.map(({ reward, side, arithmetic }) =>
    side === 'invitee'
      ? say`${reward} as an invitee: ${sayArithmetic(arithmetic, asset)}`
      : say`${reward}: ${sayArithmetic(arithmetic, asset)}`,
  );
  return joined(each, (before, next) => say`${before}; ${next}`);
}
