import { latLngToCell } from 'h3-js';

import {
  borderTermsOf,
  cellResolutionOf,
  ruleOf,
  type RegionTerms,
} from '../../domain/campaign/scenario.ts';
import { isName, isRegion } from '../../domain/code/parse-command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { parseCampaignId } from '../../domain/ids.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import { loadCampaign, loadVersion } from '../../store/campaigns/campaign-row.ts';
import { endConsents, giveConsent, type KeptCell } from '../../store/consents/give-consent.ts';
import { withTransaction } from '../../store/pool.ts';
import type { ConsentCall, WithdrawConsentCall } from '../calls.ts';
import { findCode, type FoundCode } from '../find-code.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import { subjectOf } from '../subject.ts';

/** A consent as it is in force now. */
export interface ConsentGiven {
  readonly ok: true;
  /** As the campaign's rules name it. */
  readonly region: string;
  readonly text: string;
  readonly agreedAt: Instant;
  /** What of the location is kept, and until when; undefined where nothing is. */
  readonly kept?: KeptCell;
}

export interface ConsentWithdrawn {
  readonly ok: true;
  /** How many consents were in force, of several regions. */
  readonly withdrawn: number;
}

/**
 * Records that an invitee has agreed to the use of their location, by the rules of the version that the code was
 * issued under. Of the location only a coarse cell is kept, and only as long as the campaign says.
 * @throws UsherError when no answer came in time
 */
export async function consent(desk: Desk, call: ConsentCall): Promise<ConsentGiven | Rejection> {
  const { deadline } = passOf(desk, call);
  const person = subjectOf(desk.keys, call.invitee);
  const { code, ip, campaign, region, text, location } = call;
  if (person === undefined || !isRegion(region) || !isName(text) || !isOnEarth(location)) {
    return reject('INVALID_COMMAND');
  }
  const lookup = { code, ip, campaign, judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  const rule = await patiently(deadline, () => ruleFor(desk, found, region));
  if ('ok' in rule) return rule;
  const { consentText = text } = rule;
  if (text !== consentText) return reject('CONSENT_OUTDATED');
  const { now } = found;
  const kept = keptOf(rule, location, now);
  const given = { campaign: found.row.campaign, person, region: rule.region, text, now, kept };
  await patiently(deadline, () => withTransaction(desk.pool, (db) => giveConsent(db, given)));
  return { ok: true, region: rule.region, text, agreedAt: now, ...(kept === null ? {} : { kept }) };
}

/**
 * Ends all that a person has agreed to in a campaign, and deletes what was kept of their location. What they have
 * redeemed and earned stays.
 * @throws UsherError when no answer came in time
 */
export async function withdrawConsent(
  desk: Desk,
  call: WithdrawConsentCall,
): Promise<ConsentWithdrawn | Rejection> {
  const { deadline } = passOf(desk, call);
  const person = subjectOf(desk.keys, call.invitee);
  const id = parseCampaignId(call.campaign);
  if (person === undefined) return reject('INVALID_COMMAND');
  const known = id && (await patiently(deadline, () => loadCampaign(desk.pool, id)));
  if (known === undefined) return reject('CAMPAIGN_UNKNOWN');
  const now = plus(instant(Date.now()), known.clockOffsetMs);
  const whose = { campaign: known.id, person, now };
  const withdrawn = await patiently(deadline, () => endConsents(desk.pool, whose));
  return { ok: true, withdrawn };
}

async function ruleFor(
  { pool }: Desk,
  { row }: FoundCode,
  region: string,
): Promise<RegionTerms | Rejection> {
  const version = await loadVersion(pool, row.digest);
  const border = borderTermsOf(version?.terms.scenario);
  if (border === undefined) return reject('CONSENT_NOT_WANTED');
  const rule = ruleOf(border, region);
  if ((rule?.redeem ?? border.otherwise) === 'refused') return reject('REGION_REFUSED');
  return rule?.consent === true ? rule : reject('CONSENT_NOT_WANTED');
}

function isOnEarth(location: ConsentCall['location']): boolean {
  if (location === undefined) return true;
  const { latitude, longitude } = location;
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

function keptOf(
  rule: RegionTerms,
  location: ConsentCall['location'],
  now: Instant,
): KeptCell | null {
  const { keepLocationForMs } = rule;
  if (location === undefined || keepLocationForMs === 0) return null;
  const cell = latLngToCell(location.latitude, location.longitude, cellResolutionOf(rule));
  return { cell, until: plus(now, keepLocationForMs) };
}
