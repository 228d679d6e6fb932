import type pg from 'pg';

import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import {
  refuseHours,
  refuseRedemption,
  refuseSuspended,
  refuseUseByCampaign,
} from '../domain/code/refusal.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import { begun, settleState } from '../domain/code/settle.ts';
import type { CodeState } from '../domain/code/state.ts';
import { wordingHitsMax } from '../domain/policy/wording.ts';
import { loadCampaign, loadVersion, type VersionRow } from '../store/campaigns/campaign-row.ts';
import { loadPolicy } from '../store/campaigns/policies.ts';
import { loadCode } from '../store/codes/load-code.ts';
import { loadSuspension } from '../store/parties/standing-of.ts';
import type { FoundCode } from './find-code.ts';

/** What a code is now, and whether anybody could use it. */
export interface Usability {
  /** The one that it was issued under. */
  readonly version: VersionRow;
  /** With every deadline passed that is over. */
  readonly shown: CodeState;
  /** Why nobody can; `CODE_REPLACED` only where its successor can be used in its place. */
  readonly why: Rejection | null;
}

/**
 * Whether a code can be used now, as far as that does not depend on who asks: by its state and that of its
 * successors, its campaign, its holder, its wording and the hour.
 * @throws StoreUnavailable
 */
export async function usability(
  pool: pg.Pool,
  { row, now }: Pick<FoundCode, 'row' | 'now'>,
): Promise<Usability> {
  const { campaign: id, holder, successor } = row;
  const campaign = await loadCampaign(pool, id);
  const version = await loadVersion(pool, row.digest);
  assert(campaign !== undefined && version !== undefined, 'a code has a campaign and a version');
  const { terms } = version;
  const { shown, state } = await stateNow(pool, version, { row, now });
  const own =
    refuseRedemption(terms, { state, successor }, now) ??
    refuseUseByCampaign({ ...version, status: campaign.status }, state, now) ??
    refuseSuspended(await loadSuspension(pool, { campaign: id, holder, now })) ??
    refuseHours(terms, now);
  return { version, shown, why: own === null ? null : await unlessReplaced(pool, own, now) };
}

/**
 * The state of a code as it is shown, and as a commit would begin with it now: awake, and its wording held to the
 * policy in force.
 * @throws StoreUnavailable
 */
export async function stateNow(
  pool: pg.Pool,
  { terms, endsAt }: VersionRow,
  { row, now }: Pick<FoundCode, 'row' | 'now'>,
): Promise<{ readonly shown: CodeState; readonly state: CodeState }> {
  const shown = settleState(terms, { endsAt }, row.state, now);
  const hitsMax = await hitsAllowed(pool, terms, shown);
  const { state } = begun({ terms, now, wordingHitsMax: hitsMax }, shown);
  return { shown, state };
}

/** Most listed words that the wording may have; the policy is asked for only where it has any. */
async function hitsAllowed(
  pool: pg.Pool,
  { risk }: Terms,
  { wordingHits }: CodeState,
): Promise<number> {
  if (wordingHits === 0) return 0;
  const policy = await loadPolicy(pool, risk.policy);
  assert(policy !== undefined, 'no campaign is published without its policy');
  return wordingHitsMax(policy);
}

/** Of a code that was replaced, why its successor cannot be used. A successor is newer, so that this ends. */
async function unlessReplaced(
  pool: pg.Pool,
  own: Rejection,
  now: FoundCode['now'],
): Promise<Rejection> {
  if (own.code !== 'CODE_REPLACED' || own.successor === undefined) return own;
  const row = await loadCode(pool, own.successor);
  assert(row !== undefined, 'a successor is a code');
  const { why } = await usability(pool, { row, now });
  return why === null || why.code === 'CODE_REPLACED' ? own : why;
}

/** Whether a use could come of it: by the code itself, or by its successor. */
export function leadsToUse(why: Rejection | null): boolean {
  return why === null || why.code === 'CODE_REPLACED';
}
