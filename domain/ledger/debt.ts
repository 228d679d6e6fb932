import type { EntryRow } from '../commit/rows.ts';
import type { CampaignId, RewardId, SubjectId } from '../ids.ts';
import { formatMoney, minorUnits, type Asset, type MinorUnits } from '../money.ts';
import type { Instant } from '../time.ts';
import { budgetAccount, debtAccount, heldAccount, personAccount, world } from './accounts.ts';

/** Part of a reward's amount, between a campaign and the person whom the reward is for. */
export interface PartOfReward {
  readonly campaign: CampaignId;
  readonly reward: RewardId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly at: Instant;
  /** Of an award: what else its entries say. */
  readonly words?: string;
}

/**
 * What settles a debt by a reward that falls due: the person has this part of the reward by the money
 * that they had kept, so nobody sends it, and they owe as much less.
 */
export function setOffEntries(part: PartOfReward): readonly [EntryRow, EntryRow] {
  const { campaign, reward, beneficiary, asset, minor, at, words = '' } = part;
  const shared = { reward, asset, minor, at, actor: null };
  const amount = formatMoney(minor, asset);
  return [
    {
      ...shared,
      kind: 'set-off',
      source: heldAccount(campaign),
      destination: personAccount(beneficiary),
      reason: `${amount} set off against what ${beneficiary} owes${words}`,
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

/** Something promised to a person that is taken back, and what of it they have received. */
export interface TakenBack extends PartOfReward {
  readonly received: MinorUnits;
  readonly reason: string;
  readonly actor: string | null;
}

/** What gives a budget back a reward that is taken back: of the part not received the hold is voided. */
export function takeBackEntries(taken: TakenBack): readonly EntryRow[] {
  const { campaign, beneficiary, received, minor, ...rest } = taken;
  const parts = [
    { kind: 'void', source: heldAccount(campaign), minor: minorUnits(minor - received) },
    { kind: 'reverse', source: personAccount(beneficiary), minor: received },
  ] as const;
  return parts
    .filter((part) => part.minor > 0)
    .map((part) => ({ ...rest, ...part, destination: budgetAccount(campaign) }));
}

/** What takes off a debt what came back to the provider after it was owed: the person does not have it. */
export function clearEntry(
  part: PartOfReward & { readonly reason: string; readonly actor: string | null },
): EntryRow {
  const { campaign, beneficiary, ...rest } = part;
  return {
    ...rest,
    kind: 'clear',
    source: debtAccount(campaign, beneficiary),
    destination: world,
  };
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
