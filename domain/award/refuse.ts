import { exactly } from '../code/exact-words.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import type { CampaignId } from '../ids.ts';
import { formatMoney, type Asset, type MinorUnits } from '../money.ts';
import { awardInWords, type Award, type GiveAward } from './award.ts';

/** What is given, and of whose budget. */
type Asked = Pick<GiveAward, 'campaign' | 'asset' | 'minor'>;

/** A campaign has a budget for none of this asset. */
export function refuseUnbudgeted(
  { campaign, asset, minor }: Asked,
  budget: readonly { readonly asset: Asset }[],
): Rejection {
  const listed = budget.map((one) => one.asset.slice(0, one.asset.indexOf('/'))).join(', ');
  const wanted = formatMoney(minor, asset);
  const message = exactly('budgetNone', campaign, wanted, listed || 'nothing');
  return reject('BUDGET_NOT_ENOUGH', { message });
}

/** Less is left of the budget. */
export function refuseBeyondBudget(
  { campaign, asset, minor }: { campaign: CampaignId; asset: Asset; minor: MinorUnits },
  left: MinorUnits,
): Rejection {
  const message = exactly(
    'budgetLeft',
    formatMoney(minor, asset),
    campaign,
    formatMoney(left, asset),
  );
  return reject('BUDGET_NOT_ENOUGH', { message, left });
}

/** Whoever gave an award would approve it. */
export function refuseOwnApproval(actor: string): Rejection {
  return reject('SECOND_PERSON_NEEDED', { message: exactly('ownAward', actor) });
}

/** An award about which nothing can be decided any more. */
export function refuseClosedAward(award: Award): Rejection {
  return reject('AWARD_CLOSED', { message: `${award.award} ${awardInWords(award)}` });
}

/** Nothing of a taken-back award is owed any more. */
export function refuseNotOwed(): Rejection {
  return reject('NOT_OWED', { message: exactly('settledDebt') });
}
