import type pg from 'pg';

import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { SourceFacts } from '../domain/commit/facts.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { parseCodeId, type CampaignId, type SourceId } from '../domain/ids.ts';
import { nextFreeze } from '../domain/policy/freeze.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import { conditionsThatHold } from '../rules/evaluate.ts';
import { loadCampaign } from '../store/campaigns/campaign-row.ts';
import { countLookup, type LookupScope } from '../store/codes/count-lookup.ts';
import { freezeSource, policiesFor } from '../store/codes/freeze-source.ts';
import { findCodeByIndex, loadCode } from '../store/codes/load-code.ts';
import { lookupIndexes } from '../store/keys/value.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { CodeInput } from './calls.ts';
import { sourceId } from './subject.ts';

/** A code that was found, with its campaign's clock. */
export interface FoundCode {
  readonly row: CodeRow;
  /** The campaign's now. */
  readonly now: Instant;
  readonly source: SourceId | undefined;
}

export interface LookupOptions {
  readonly code: CodeInput;
  readonly ip?: string | undefined;
  /** True where a commit follows, which judges the source with the rest, and explains it. */
  readonly judgedByCommit: boolean;
}

/**
 * Finds the code that a caller means, and counts the look-up for its network, also when there is no
 * such code. Refuses with SOURCE_FROZEN before anything else, and with CODE_UNKNOWN.
 * @throws StoreUnavailable
 */
export async function findCode(
  pool: pg.Pool,
  keys: KeyRing,
  lookup: LookupOptions,
): Promise<FoundCode | Rejection> {
  const row = await rowOf(pool, keys, lookup.code);
  const clock = await clockOf(pool, row?.campaign);
  const source = lookup.ip === undefined ? undefined : sourceId(keys, lookup.ip);
  if (source !== undefined) {
    const no = await admit(pool, { source, row, ...clock, judge: !lookup.judgedByCommit || !row });
    if (no !== null) return no;
  }
  return row === undefined ? reject('CODE_UNKNOWN') : { row, now: clock.now, source };
}

async function rowOf(pool: pg.Pool, keys: KeyRing, code: CodeInput): Promise<CodeRow | undefined> {
  if (typeof code === 'string') {
    return findCodeByIndex(pool, lookupIndexes(keys, code), instant(Date.now()));
  }
  const id = parseCodeId(code.codeId);
  return id === undefined ? undefined : loadCode(pool, id);
}

/** The clock and the traffic of a sandbox campaign are its own. */
async function clockOf(
  pool: pg.Pool,
  id: CampaignId | undefined,
): Promise<{ readonly now: Instant; readonly scope: LookupScope }> {
  const campaign = id === undefined ? undefined : await loadCampaign(pool, id);
  return {
    now: plus(instant(Date.now()), campaign?.clockOffsetMs ?? 0),
    scope: campaign?.sandbox === true ? campaign.id : 'all',
  };
}

interface Visit {
  readonly source: SourceId;
  readonly row: CodeRow | undefined;
  readonly scope: LookupScope;
  readonly now: Instant;
  readonly judge: boolean;
}

async function admit(pool: pg.Pool, visit: Visit): Promise<Rejection | null> {
  const facts = await countLookup(pool, visit);
  if (facts.frozenUntil !== null && visit.now < facts.frozenUntil) {
    return reject('SOURCE_FROZEN', { until: facts.frozenUntil });
  }
  return visit.judge ? freezeByPolicy(pool, visit, facts) : null;
}

/** Look-ups that lead to no commit are held to the same rules on sources as redemptions are. */
async function freezeByPolicy(
  pool: pg.Pool,
  { source, row, scope, now }: Visit,
  facts: SourceFacts,
): Promise<Rejection | null> {
  const policies = await policiesFor(pool, row?.digest ?? null);
  for (const rule of policies.flatMap(({ rules }) => rules)) {
    if (rule.answer.kind !== 'freeze-source') continue;
    const { requestsLastHour } = facts;
    const held = await conditionsThatHold([rule], { sourceRequestsLastHour: requestsLastHour });
    if (held.length === 0) continue;
    const freeze = nextFreeze(rule.answer, facts, now);
    await freezeSource(pool, scope, { source, ...freeze });
    return reject('SOURCE_FROZEN', { until: freeze.until, rules: [rule.id] });
  }
  return null;
}
