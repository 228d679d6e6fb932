import type { Problem } from '../compile/diagnostic.ts';
import { wordOf } from '../compile/terms/budget.ts';
import { purchaseAsset } from '../domain/campaign/milestones.ts';
import type { PurchaseSource } from '../domain/campaign/schedule.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Asset } from '../domain/money.ts';
import { purchaseSourceOf } from '../domain/reward/amount.ts';
import { asIs, say } from '../lang/say.ts';
import type { Act, Step } from './case.ts';

/** The first amount of a step that is in another currency than what it is of; undefined where none is. */
export function strangeMoney(
  versions: readonly Terms[],
  steps: readonly Step[],
): Problem | undefined {
  for (const step of steps) {
    const problem = strangeIn(versions, step);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function strangeIn(versions: readonly Terms[], { path, money, acts }: Step): Problem | undefined {
  if (money === undefined) return undefined;
  const [act] = acts;
  const right =
    money.field === 'purchase'
      ? purchased(versions, act)
      : act?.do === 'reverse'
        ? rewarded(versions, act.reward)
        : [];
  // Of a reward that there is not, playing the step says so.
  if (right.length === 0 || right.includes(money.asset)) return undefined;
  const words = right.map(wordOf).join(', ');
  return {
    code: 'WRONG_VALUE',
    path: [...path, money.field],
    message:
      money.field === 'purchase'
        ? say`the purchase is in ${wordOf(money.asset)}, and the campaign counts purchases in ${words}`
        : say`the amount is in ${wordOf(money.asset)}, and the reward is in ${words}`,
    expected: asIs(words),
  };
}

/** What purchases are in: those that a reward is worked out from, or else those that are reported. */
function purchased(versions: readonly Terms[], act: Act | undefined): readonly Asset[] {
  const rewards = versions.flatMap((terms) => terms.rewards);
  const own = rewards.flatMap((reward) => {
    const source = purchaseSourceOf(reward);
    return source !== undefined && isAbout(act, reward.id, source) ? source.asset : [];
  });
  if (own.length > 0) return unique(own);
  return unique(versions.map(({ budget }) => purchaseAsset(budget.map(({ asset }) => asset))));
}

/** Whether what an act takes back goes by these purchases. */
function isAbout(act: Act | undefined, reward: string, { milestone }: PurchaseSource): boolean {
  if (act?.do === 'reverse') return act.reward === reward;
  return act?.do === 'cancel' && act.refund?.milestone === milestone;
}

function rewarded(versions: readonly Terms[], id: string): readonly Asset[] {
  const rewards = versions.flatMap((terms) => terms.rewards);
  return unique(rewards.filter((reward) => reward.id === id).map(({ asset }) => asset));
}

function unique(assets: readonly Asset[]): readonly Asset[] {
  return [...new Set(assets)];
}
