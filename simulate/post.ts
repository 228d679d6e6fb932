import type { EntryRow, RewardRow } from '../domain/commit/rows.ts';
import type { CampaignId } from '../domain/ids.ts';
import { heldAccount, personAccount } from '../domain/ledger/accounts.ts';
import { minorUnits } from '../domain/money.ts';
import type { Instant } from '../domain/time.ts';

/** The entry by which a reward is paid. */
export function postOf(
  {
    id,
    beneficiary,
    asset,
    minor,
    setOff,
  }: Pick<RewardRow, 'id' | 'beneficiary' | 'asset' | 'minor' | 'setOff'>,
  by: { readonly campaign: CampaignId; readonly at: Instant; readonly reason: string },
): EntryRow & { readonly campaign: CampaignId } {
  return {
    kind: 'post',
    reward: id,
    source: heldAccount(by.campaign),
    destination: personAccount(beneficiary),
    asset,
    minor: minorUnits(minor - setOff),
    actor: null,
    ...by,
  };
}
