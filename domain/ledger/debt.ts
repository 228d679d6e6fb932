import type { EntryRow } from '../commit/rows.ts';
import type { CampaignId, RewardId, SubjectId } from '../ids.ts';
import { formatMoney, type Asset, type MinorUnits } from '../money.ts';
import type { Instant } from '../time.ts';
import { debtAccount, heldAccount, personAccount, world } from './accounts.ts';

/** Part of a reward's amount, between a campaign and the person whom the reward is for. */
export interface PartOfReward {
  readonly campaign: CampaignId;
  readonly reward: RewardId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly at: Instant;
}

/**
 * What settles a debt by a reward that falls due: the person has this part of the reward by the money
 * that they had kept, so nobody sends it, and they owe as much less.
 */
export function setOffEntries(part: PartOfReward): readonly [EntryRow, EntryRow] {
  const { campaign, reward, beneficiary, asset, minor, at } = part;
  const shared = { reward, asset, minor, at, actor: null };
  const amount = formatMoney(minor, asset);
  return [
    {
      ...shared,
      kind: 'set-off',
      source: heldAccount(campaign),
      destination: personAccount(beneficiary),
      reason: `${amount} set off against what ${beneficiary} owes`,
    },
    {
      ...shared,
      kind: 'repay',
      source: debtAccount(campaign, beneficiary),
      destination: world,
      reason: `${amount} of the debt settled by a later reward`,
    },
  ];
}

/** What a person owes from now on: money of a reward that was taken back and stayed with them. */
export function oweEntry(
  part: PartOfReward & { readonly reason: string; readonly actor: string | null },
): EntryRow {
  const { campaign, beneficiary, ...rest } = part;
  return {
    ...rest,
    kind: 'owe',
    source: world,
    destination: debtAccount(campaign, beneficiary),
  };
}
