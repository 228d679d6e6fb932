import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { newCode } from '../../domain/code/new-code.ts';
import { refuseIssue } from '../../domain/code/refuse-issue.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { awakeStatus } from '../../domain/code/state.ts';
import { liveCodesKey } from '../../domain/commit/counters.ts';
import type { CodeRow, WordingRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, Digest, SubjectId } from '../../domain/ids.ts';
import { wordingHitsMax } from '../../domain/policy/wording.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { loadPolicy } from '../campaigns/policies.ts';
import { loadCampaign, loadVersion, type CampaignRow } from '../campaigns/campaign-row.ts';
import { versionFor } from '../campaigns/variant-rows.ts';
import { asJson, codeTable } from '../columns.ts';
import type { Sealed } from '../keys/key-ring.ts';
import { fitsFormat, isPersonalPrefix, type MintedValue } from '../keys/value.ts';
import { withTransaction } from '../pool.ts';
import { loadStanding } from '../parties/standing-of.ts';
import { knowHolder, type HolderFacts } from '../parties/know-holder.ts';
import { query, type Db } from '../query.ts';
import { isValueTaken, loadSealedValue } from './code-values.ts';
import { insertWording } from '../content/wordings.ts';
import { insertCode } from './insert-code.ts';
import { lockHolder } from './lock-holder.ts';
import { trackingIdOf } from './tracking-id.ts';

export interface Issue {
  readonly campaign: CampaignId;
  /** Of the code, should one be made: uuid v7. */
  readonly id: CodeId;
  readonly holder: SubjectId;
  /** In which segment of people the holder is, where the campaign has variants for it. */
  readonly segment?: string;
  readonly channel?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** The holder's invitation, with what was found in it; the code is pending while that holds it back. */
  readonly wording?: IssuedWording;
  /** By the server's clock; the campaign's offset is added. */
  readonly serverNow: Instant;
  /** Chosen by a person; only where the campaign's generation is manual. */
  readonly value?: string;
  /** The same, where only what the value begins with is chosen. */
  readonly personalPrefix?: string;
  /** What is said of the holder beside. */
  readonly about?: HolderFacts;
  readonly mint: (terms: Terms, code: CodeId) => MintedValue;
  readonly issuedBy: string;
}

/** A wording as it comes with a code. */
export type IssuedWording = Omit<WordingRow, 'opId' | 'at'>;

export interface Issued {
  readonly ok: true;
  readonly code: CodeRow;
  readonly campaign: CampaignRow;
  /** The variant that the code is of; null where the campaign's own terms hold. */
  readonly variant: string | null;
  /** False when the person has as many open codes as they may, and gets the latest again. */
  readonly created: boolean;
  readonly sealed: Sealed;
  /** What the code is once it is used, by its wording and the policy in force. */
  readonly awake: 'pending' | 'active';
}

/**
 * Issues a dormant code in one transaction. Refuses with CAMPAIGN_UNKNOWN, CAMPAIGN_PAUSED,
 * CAMPAIGN_CLOSED, CAMPAIGN_NOT_STARTED, CAMPAIGN_ENDED, PARTY_FROZEN, PARTY_BANNED, CHANNEL_UNKNOWN, PARAMETER_UNKNOWN, PARAMETER_REQUIRED,
 * VALUE_NOT_ALLOWED, VALUE_MALFORMED, VALUE_TAKEN or LIVE_CODES_EXHAUSTED. An id that was issued before gives that code again.
 */
export async function issueCode(pool: pg.Pool, issue: Issue): Promise<Issued | Rejection> {
  return withTransaction(pool, async (db) => {
    const issued = await issueIn(db, issue);
    if (!issued.ok || issue.about === undefined) return issued;
    const now = plus(issue.serverNow, issued.campaign.clockOffsetMs);
    await knowHolder(db, issued.code, { ...issue.about, now });
    return issued;
  });
}

async function issueIn(db: pg.PoolClient, issue: Issue): Promise<Issued | Rejection> {
  // Two at once for one person: the second waits, and then finds the first one's code.
  await lockHolder(db, issue.campaign, issue.holder);
  const campaign = await loadCampaign(db, issue.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const now = plus(issue.serverNow, campaign.clockOffsetMs);
  const open = await openCodes(db, issue, now);
  const again = open.find(({ id }) => id === issue.id);
  if (again) return asIssued(db, { campaign, code: again });
  const current = await loadVersion(db, campaign.digest);
  if (current === undefined) return reject('CAMPAIGN_UNKNOWN');
  const version = await versionFor(db, current, issue);
  const { terms } = version;
  const standing = await loadStanding(db, { ...issue, now });
  const no = refuseIssue({ campaign, terms, standing, now }, issue) ?? refuseValue(terms, issue);
  if (no !== null) return no;
  const [latest] = open;
  if (latest && open.length >= terms.code.perPerson)
    return asIssued(db, { campaign, code: latest });
  if (await isTaken(db, terms, issue)) return reject('VALUE_TAKEN');
  if (!(await lockLiveCode(db, terms))) return reject('LIVE_CODES_EXHAUSTED');
  const code = asRow(issue, version.digest, newCode(terms, campaign, now));
  const sealed = await insertIssued(db, issue, { code, terms });
  const awake = await awakeAs(db, code, terms);
  const variant = terms.variant ?? null;
  return { ok: true, code, campaign, variant, created: true, sealed, awake };
}

/** The code with its value, and the wording that it comes with. */
async function insertIssued(
  db: Db,
  { mint, wording, issuedBy: committedBy }: Issue,
  { code, terms }: { readonly code: CodeRow; readonly terms: Terms },
): Promise<Sealed> {
  const sealed = await insertCode(db, { code, terms, mint: (id) => mint(terms, id), committedBy });
  if (wording === undefined) return sealed;
  await insertWording(db, code, { ...wording, opId: 'issue', at: code.state.issuedAt });
  return sealed;
}

function refuseValue({ code }: Terms, issue: Issue): Rejection | null {
  const { value, personalPrefix } = issue;
  if (value === undefined && personalPrefix === undefined) return null;
  if (code.generation !== 'manual') return reject('VALUE_NOT_ALLOWED');
  const fits =
    value === undefined
      ? isPersonalPrefix(personalPrefix ?? '', code.format)
      : personalPrefix === undefined && fitsFormat(value, code.format);
  return fits ? null : reject('VALUE_MALFORMED');
}

async function isTaken(db: pg.PoolClient, terms: Terms, issue: Issue): Promise<boolean> {
  return issue.value !== undefined && isValueTaken(db, issue.mint(terms, issue.id));
}

function asRow(issue: Issue, digest: Digest, state: CodeRow['state']): CodeRow {
  return {
    id: issue.id,
    campaign: issue.campaign,
    digest,
    holder: issue.holder,
    lineage: issue.id,
    predecessor: null,
    successor: null,
    channel: issue.channel ?? null,
    parameters: issue.parameters ?? {},
    personalPrefix: issue.personalPrefix ?? '',
    trackingId: trackingIdOf(issue.id),
    revision: 0,
    state: { ...state, wordingHits: issue.wording?.hits ?? 0 },
  };
}

/** The newest first. A code whose end has come is not open, though nobody may have noted it yet. */
async function openCodes(db: Db, issue: Issue, now: Instant): Promise<readonly CodeRow[]> {
  const rows = await query<{ code: CodeRow }>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code FROM code c
     WHERE c.campaign = $1 AND c.holder = $2 AND (c.id = $4
       OR c.status IN ('dormant', 'pending', 'active', 'frozen')
       AND coalesce((c.state ->> 'expiresAt')::bigint > $3, true))
     ORDER BY c.id DESC`,
    [issue.campaign, issue.holder, now, issue.id],
  );
  return rows.map(({ code }) => code);
}

/** Whether the campaign may have one more open code; nobody else takes it meanwhile. */
async function lockLiveCode(db: Db, terms: Terms): Promise<boolean> {
  const free = await query(
    db,
    `SELECT FROM counter WHERE campaign = $1 AND key = $2 AND used < $3 FOR UPDATE`,
    [terms.campaign, liveCodesKey, terms.code.liveCodesMax],
  );
  return free.length === 1;
}

async function asIssued(
  db: Db,
  found: { readonly campaign: CampaignRow; readonly code: CodeRow },
): Promise<Issued> {
  const sealed = await loadSealedValue(db, found.code.id);
  assert(sealed !== undefined, 'every code has a current value');
  const version = await loadVersion(db, found.code.digest);
  assert(version !== undefined, 'every code is of a version');
  const awake = await awakeAs(db, found.code, version.terms);
  const variant = version.terms.variant ?? null;
  return { ok: true, created: false, sealed, variant, awake, ...found };
}

/** The policy is asked for only where a wording has listed words. */
async function awakeAs(db: Db, { state }: CodeRow, { risk }: Terms): Promise<Issued['awake']> {
  if (state.wordingHits === 0) return 'active';
  const policy = await loadPolicy(db, risk.policy);
  assert(policy !== undefined, 'no campaign is published without its policy');
  return awakeStatus(state, wordingHitsMax(policy));
}
