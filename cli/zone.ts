import { knownCampaign } from './campaign-clock.ts';
import type { Context } from './context.ts';

/** By whose clock the entries of an account are shown: its campaign's; a person has several. */
export async function zoneOfAccount(context: Context, account: string): Promise<string> {
  const [kind, campaign] = account.split(':');
  if (kind !== 'campaign' || campaign === undefined) return 'UTC';
  const known = await knownCampaign(context, campaign);
  return known?.version.terms.period.timeZone ?? 'UTC';
}
