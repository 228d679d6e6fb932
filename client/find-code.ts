import type pg from 'pg';

import { slipText } from '../domain/campaign/check-character.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { PartyFacts } from '../domain/commit/facts.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { parseCampaignId, parseCodeId, type CodeId, type Digest } from '../domain/ids.ts';
import { campaignKey, partyKey, type PartyKey } from '../domain/policy/party.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import { judgeLookup, refuseLookers, type Lookers } from '../rules/judge-lookup.ts';
import { shadowLookups } from '../rules/shadow-lookup.ts';
import { loadCampaign } from '../store/campaigns/campaign-row.ts';
import { noteShadowLookups } from '../store/campaigns/shadow-lookups.ts';
import { checkedFormats } from '../store/campaigns/checked-formats.ts';
import { findCodes, findTypedCodes, type KnownCode } from '../store/codes/find-codes.ts';
import { lookupIndexes, slipsIn } from '../store/keys/value.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { countLookup, type Lookup } from '../store/parties/count-lookup.ts';
import { anywhere, placeIn, type LookupPlace } from '../store/parties/lookup-place.ts';
import { policiesFor, sanctionParties, scopeIn } from '../store/parties/sanction-party.ts';
import type { CodeInput } from './calls.ts';
import { createGather } from './gather.ts';
import { networkId, sourceId } from './subject.ts';

/** A code that was found, with its campaign's clock. */
export interface FoundCode {
  readonly row: CodeRow;
  /** The campaign's now. */
  readonly now: Instant;
  /** Where its look-ups count. */
  readonly place: LookupPlace;
}

export interface LookupOptions {
  readonly code: CodeInput;
  readonly ip?: string | undefined;
  /** Of which campaign the code is thought to be. */
  readonly campaign?: string | undefined;
  /** The device and the person that ask, as far as they are known, as in commands. */
  readonly device?: string | undefined;
  readonly person?: string | undefined;
  /** Whether the person was named by what anybody may claim, so that failures do not count against them. */
  readonly isClaimed?: boolean | undefined;
  /** True where it was counted already, as a look-up of the same request. */
  readonly again?: boolean | undefined;
  /** True where a commit follows, which judges who asks with the rest, and explains it. */
  readonly judgedByCommit: boolean;
}

/** A campaign of which something is asked without a code. */
export interface AskedCampaign {
  /** Of the version in force. */
  readonly digest: Digest;
  /** Where its look-ups count. */
  readonly place: LookupPlace;
  /** How far its clock is ahead of real time. */
  readonly clockOffsetMs: number;
}

/** Where codes are looked up; look-ups of the same moment go together. */
export interface Finder {
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  /** The server's clock, in epoch milliseconds. */
  readonly clock: () => number;
  typed(text: string): Promise<KnownCode | undefined>;
  byId(id: CodeId): Promise<KnownCode | undefined>;
}

/** A finder for one client; its clock is the server's unless time is made up. */
export function createFinder(pool: pg.Pool, keys: KeyRing, clock: () => number = Date.now): Finder {
  const typed = createGather((texts: readonly string[]) => {
    const indexes = texts.map((text) => lookupIndexes(keys, text));
    return findTypedCodes(pool, indexes, instant(clock()));
  });
  const byId = createGather(async (ids: readonly CodeId[]) => {
    const found = await findCodes(pool, [...new Set(ids)]);
    return ids.map((id) => found.get(id));
  });
  return { pool, keys, clock, typed, byId };
}

/**
 * Finds the code that a caller means, and counts the look-up for whoever made it, also when there is no
 * such code. Refuses with PARTY_FROZEN or PARTY_BANNED before anything else, and with CODE_UNKNOWN or,
 * where the check character of a campaign's format shows it, CODE_MISTYPED. A code of another campaign than
 * the one named is unknown.
 * @throws StoreUnavailable
 */
export async function findCode(
  finder: Finder,
  lookup: LookupOptions,
): Promise<FoundCode | Rejection> {
  const known = await knownCode(finder, lookup.code);
  const isForeign = lookup.campaign !== undefined && known?.code.campaign !== lookup.campaign;
  const found = isForeign ? undefined : known;
  const { offsetMs, ...where } = await whereabouts(finder.pool, found, lookup.campaign);
  const now = plus(instant(finder.clock()), offsetMs);
  const visit = { lookers: lookersOf(finder.keys, lookup), row: found?.code, ...where, now };
  const no = await admit(finder.pool, visit, lookup);
  if (no !== null) return no;
  return found === undefined
    ? unknown(finder.pool, lookup.code)
    : { row: found.code, now, place: where.place };
}

/**
 * Counts a request that names a campaign and no code yet for whoever makes it, as a look-up of that campaign's
 * codes, and refuses whoever is kept out or earns it by this.
 * @throws StoreUnavailable
 */
export async function admitTo(
  { pool, keys, clock }: Finder,
  { digest, place, clockOffsetMs }: AskedCampaign,
  { ip, device }: Pick<LookupOptions, 'ip' | 'device'>,
): Promise<Rejection | null> {
  const lookers = lookersOf(keys, { ip, device });
  const now = plus(instant(clock()), clockOffsetMs);
  const asking = { parties: Object.values(lookers), place, now };
  const facts = await countLookup(pool, { ...asking, as: 'request' });
  const visit = { lookers, version: digest, place, now };
  return refuseLookers(lookers, facts, now) ?? judged(pool, visit, facts);
}

/** The clock and the traffic of a sandbox campaign are its own; a campaign that is named judges who guesses at it. */
async function whereabouts(
  pool: pg.Pool,
  found: KnownCode | undefined,
  campaign: string | undefined,
): Promise<Pick<Visit, 'place' | 'version'> & { readonly offsetMs: number }> {
  if (found !== undefined) {
    const { code, clockOffsetMs: offsetMs } = found;
    return { place: placeIn({ ...found, id: code.campaign }), version: code.digest, offsetMs };
  }
  const id = campaign === undefined ? undefined : parseCampaignId(campaign);
  const named = id === undefined ? undefined : await loadCampaign(pool, id);
  return {
    place: named === undefined ? anywhere : placeIn(named),
    version: named?.digest ?? null,
    offsetMs: named?.clockOffsetMs ?? 0,
  };
}

function lookersOf(
  keys: KeyRing,
  { ip, device, person }: Pick<LookupOptions, 'ip' | 'device' | 'person'>,
): Lookers {
  return {
    ...(person === undefined ? {} : { person: partyKey('person', person) }),
    ...(device === undefined ? {} : { device: partyKey('device', device) }),
    ...(ip === undefined
      ? {}
      : {
          source: partyKey('source', sourceId(keys, ip)),
          network: partyKey('network', networkId(keys, ip)),
        }),
  };
}

/** Which "no" an unknown code gets depends on what was typed, and not on which codes there are. */
async function unknown(pool: pg.Pool, code: CodeInput): Promise<Rejection> {
  if (typeof code !== 'string') return reject('CODE_UNKNOWN');
  for (const format of await checkedFormats(pool)) {
    const slips = slipsIn(code, format);
    if (slips === undefined) continue;
    return reject('CODE_MISTYPED', { message: `the code was mistyped: ${slipText(slips)}` });
  }
  return reject('CODE_UNKNOWN');
}

async function knownCode(finder: Finder, code: CodeInput): Promise<KnownCode | undefined> {
  if (typeof code === 'string') return finder.typed(code);
  const id = parseCodeId(code.codeId);
  return id === undefined ? undefined : finder.byId(id);
}

interface Visit {
  readonly lookers: Lookers;
  readonly row: CodeRow | undefined;
  readonly place: LookupPlace;
  /** By whose policy it is judged; null where no campaign is known. */
  readonly version: Digest | null;
  readonly now: Instant;
  /** Of an unknown code: under which key the failures of the campaign that was named are counted. */
  readonly guessedAt?: PartyKey | undefined;
  /** True where trials have counted the look-up already, too. */
  readonly again?: boolean | undefined;
}

async function admit(
  pool: pg.Pool,
  visit: Visit,
  { campaign, judgedByCommit, isClaimed, again }: LookupOptions,
): Promise<Rejection | null> {
  const { lookers, row, place, now } = visit;
  const { person, ...others } = lookers;
  const asking = { parties: Object.values(others), place, now };
  const facts = await countLookup(pool, { ...asking, as: again === true ? 'nothing' : 'request' });
  const no = refuseLookers(others, facts, now);
  if (no !== null) return no;
  if (row !== undefined && judgedByCommit) return null;
  const guessedAt = row === undefined ? keyOfNamed(campaign) : undefined;
  const isBlamed = person !== undefined && isClaimed !== true;
  const blamed = isBlamed ? [person, ...asking.parties] : asking.parties;
  const failing = guessedAt === undefined ? blamed : [guessedAt, ...blamed];
  const counted =
    row === undefined
      ? await countLookup(pool, { ...asking, parties: failing, as: 'failure' })
      : facts;
  const known = await withOthers(pool, { ...asking, parties: Object.values(lookers) }, counted);
  const judging = { ...visit, guessedAt, again };
  return refuseLookers(lookers, known, now) ?? judged(pool, judging, known);
}

/** Under which key guesses at a campaign are counted; undefined where none was named. */
function keyOfNamed(campaign: string | undefined): PartyKey | undefined {
  const id = campaign === undefined ? undefined : parseCampaignId(campaign);
  return id === undefined ? undefined : campaignKey(id);
}

/** With what is known of whoever was not counted. */
async function withOthers(
  pool: pg.Pool,
  asking: Omit<Lookup, 'as'>,
  facts: ReadonlyMap<PartyKey, PartyFacts>,
): Promise<ReadonlyMap<PartyKey, PartyFacts>> {
  const parties = asking.parties.filter((key) => !facts.has(key));
  if (parties.length === 0) return facts;
  return new Map([...facts, ...(await countLookup(pool, { ...asking, parties, as: 'nothing' }))]);
}

/** Look-ups that lead to no commit are held to the same rules on who asks as redemptions are. */
async function judged(
  pool: pg.Pool,
  { lookers, version, place, now, guessedAt, again }: Omit<Visit, 'row'>,
  facts: Awaited<ReturnType<typeof countLookup>>,
): Promise<Rejection | null> {
  if (facts.size === 0) return null;
  const policies = await policiesFor(pool, version);
  const isInCampaign = place.campaign !== null;
  const asked = { lookers, guessedAt, isInCampaign, facts, now };
  const tried = again === true ? [] : await shadowLookups(policies, asked);
  await noteShadowLookups(
    pool,
    tried.map((row) => ({ ...row, scope: scopeIn(place, row) })),
  );
  const inForce = policies.map(({ policy }) => policy);
  const earned = await judgeLookup(inForce, asked);
  if (earned === null) return null;
  await sanctionParties(pool, place, earned.rows);
  return earned.no;
}
