import type pg from 'pg';

import { slipText } from '../domain/campaign/check-character.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { SourceFacts } from '../domain/commit/facts.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import { parseCodeId, type CodeId, type SourceId } from '../domain/ids.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import { judgeLookup } from '../rules/judge-lookup.ts';
import { checkedFormats } from '../store/campaigns/checked-formats.ts';
import { countLookup, type LookupScope } from '../store/codes/count-lookup.ts';
import { freezeSource, policiesFor } from '../store/codes/freeze-source.ts';
import { findCodes, findTypedCodes, type KnownCode } from '../store/codes/find-codes.ts';
import { lookupIndexes, slipsIn } from '../store/keys/value.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { CodeInput } from './calls.ts';
import { createGather } from './gather.ts';
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

/** Where codes are looked up; look-ups of the same moment go together. */
export interface Finder {
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  typed(text: string): Promise<KnownCode | undefined>;
  byId(id: CodeId): Promise<KnownCode | undefined>;
}

/** A finder for one client. */
export function createFinder(pool: pg.Pool, keys: KeyRing): Finder {
  const typed = createGather((texts: readonly string[]) => {
    const indexes = texts.map((text) => lookupIndexes(keys, text));
    return findTypedCodes(pool, indexes, instant(Date.now()));
  });
  const byId = createGather(async (ids: readonly CodeId[]) => {
    const found = await findCodes(pool, [...new Set(ids)]);
    return ids.map((id) => found.get(id));
  });
  return { pool, keys, typed, byId };
}

/**
 * Finds the code that a caller means, and counts the look-up for its network, also when there is no
 * such code. Refuses with SOURCE_FROZEN before anything else, and with CODE_UNKNOWN or, where the
 * check character of a campaign's format shows it, CODE_MISTYPED.
 * @throws StoreUnavailable
 */
export async function findCode(
  finder: Finder,
  lookup: LookupOptions,
): Promise<FoundCode | Rejection> {
  const known = await knownCode(finder, lookup.code);
  const row = known?.code;
  // The clock and the traffic of a sandbox campaign are its own.
  const scope = known?.sandbox === true ? known.code.campaign : 'all';
  const now = plus(instant(Date.now()), known?.clockOffsetMs ?? 0);
  const source = lookup.ip === undefined ? undefined : sourceId(finder.keys, lookup.ip);
  if (source !== undefined) {
    const judge = !lookup.judgedByCommit || row === undefined;
    const no = await admit(finder.pool, { source, row, scope, now, judge });
    if (no !== null) return no;
  }
  return row === undefined ? unknown(finder.pool, lookup.code) : { row, now, source };
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
  const freeze = await judgeLookup(
    policies.flatMap(({ rules }) => rules),
    facts,
    now,
  );
  if (freeze === null) return null;
  const { rule, until, times } = freeze;
  await freezeSource(pool, scope, { source, until, times });
  return reject('SOURCE_FROZEN', { until, rules: [rule] });
}
