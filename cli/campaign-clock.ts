import { assert } from '../domain/assert.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { parseCampaignId, type CampaignId } from '../domain/ids.ts';
import {
  listCampaigns,
  loadCampaign,
  loadVersion,
  type CampaignRow,
  type VersionRow,
} from '../store/campaigns/campaign-row.ts';
import type { Context } from './context.ts';
import type { Clock } from './output/outcome.ts';

/** How many campaigns a refusal names. */
const namedMax = 20;

/** A campaign with the version that new codes are issued under, and its now. */
export interface KnownCampaign {
  readonly campaign: CampaignRow;
  readonly version: VersionRow;
  readonly now: Instant;
}

/** A published campaign; undefined when there is none of this id. */
export async function knownCampaign(
  context: Context,
  text: string,
): Promise<KnownCampaign | undefined> {
  const id = parseCampaignId(text);
  if (id === undefined) return undefined;
  const db = await context.database();
  const campaign = await loadCampaign(db, id);
  if (campaign === undefined) return undefined;
  const version = await loadVersion(db, campaign.digest);
  assert(version !== undefined, 'every campaign has a version');
  return { campaign, version, now: plus(instant(Date.now()), campaign.clockOffsetMs) };
}

/** The campaign that an option names: null for all of them, undefined where there is none of this id. */
export async function chosenCampaign(
  context: Context,
  text: string | undefined,
): Promise<CampaignId | null | undefined> {
  return text === undefined ? null : (await knownCampaign(context, text))?.campaign.id;
}

/** The answer where no campaign is published under an id: it names those that are. */
export async function campaignUnknown(context: Context): Promise<Rejection> {
  const known = (await listCampaigns(await context.database())).map(({ id }) => id);
  const named = known.slice(0, namedMax).join(', ');
  const more = known.length > namedMax ? ', …' : '';
  const hint = known.length === 0 ? 'none is published yet' : `there are: ${named}${more}`;
  return reject('CAMPAIGN_UNKNOWN', { message: `no such campaign; ${hint}` });
}

/** By which clock a campaign's times are shown; UTC for a campaign that is not known. */
export async function campaignClock(context: Context, text: string): Promise<Clock> {
  const known = await knownCampaign(context, text);
  return known === undefined
    ? { timeZone: 'UTC', now: instant(Date.now()) }
    : { timeZone: known.version.terms.period.timeZone, now: known.now };
}
