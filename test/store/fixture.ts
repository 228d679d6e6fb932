import { randomUUID } from 'node:crypto';

import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type {
  Command,
  RevokeCommand,
  ShareCommand,
  UseCommand,
} from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Counter } from '../../domain/commit/facts.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { Decided } from '../../domain/commit/writes.ts';
import type { CampaignId, CodeId, Digest, OpId, RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { duration, instant, plus, type Instant } from '../../domain/time.ts';
import { countersNeeded } from '../../rules/counters.ts';
import { decide } from '../../rules/decide.ts';
import { judge } from '../../rules/judge.ts';
import { laddersInReach } from '../../rules/ladders-in-reach.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { tryPolicy } from '../../store/campaigns/policy-trial.ts';
import { publishVersion, type Published } from '../../store/campaigns/publish-version.ts';
import { issueCode, type Issue, type Issued } from '../../store/codes/issue-code.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import { applyWrites } from '../../store/commit/apply-writes.ts';
import { bodyHash } from '../../store/commit/body-hash.ts';
import { gatherFacts } from '../../store/commit/gather-facts.ts';
import { lockCode } from '../../store/commit/lock-code.ts';
import { lockCounters } from '../../store/commit/lock-counters.ts';
import { withSteps } from '../../store/commit/steps-standing.ts';
import { loadPackets, newDraws } from '../../store/draws/draw-rows.ts';
import { generateKeyRing, parseKeyRing, type KeyRing } from '../../store/keys/key-ring.ts';
import { mintValue } from '../../store/keys/value.ts';
import { createPool, withTransaction } from '../../store/pool.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { noPolicy, redPacket, termsLike } from '../support/terms.ts';

/** A Monday, ten o'clock in Shanghai. */
export const start = instant(Date.UTC(2026, 0, 5, 2));

export interface Committed {
  readonly row: CodeRow;
  readonly outcomes: readonly Outcome[];
  readonly decided: Decided;
  /** What it was decided on: counters as they were locked. */
  readonly counters: ReadonlyMap<string, Counter>;
}

/** A database of one's own, with what tests of the store do again and again. */
export interface Store {
  readonly database: TestDatabase;
  /** As `usher_app`. */
  readonly pool: pg.Pool;
  /** As the owner of the tables. */
  readonly owner: pg.Pool;
  readonly keys: KeyRing;
  /** `variants` are those that the terms list, in their order. */
  publish(
    terms: Terms,
    changes?: { sandbox?: boolean; at?: Instant; variants?: readonly Terms[] },
  ): Promise<Published>;
  /** The same under a name of its own, which the terms that are given back have. */
  publishOwn(terms: Terms): Promise<Terms>;
  issue(terms: Terms, holder: string, changes?: Partial<Issue>): Promise<Issued>;
  /** What a worker does with a batch, in one transaction. */
  commit(code: CodeRow, commands: readonly Command[], now?: Instant): Promise<Committed>;
  /** What a commit would come to now; nothing of it is kept. */
  rehearse(code: CodeRow, commands: readonly Command[]): Promise<Committed>;
  close(): Promise<void>;
}

interface StoreOptions {
  readonly connections?: number;
  /** Stands between commits and the database, where a test changes what they say. */
  readonly through?: (db: pg.PoolClient) => pg.PoolClient;
  /** Tried in the shadow of the policy. */
  readonly shadow?: RiskPolicy | null;
}

export async function createStore(
  policy: RiskPolicy = noPolicy,
  { connections = 60, through = (db) => db, shadow = null }: StoreOptions = {},
): Promise<Store> {
  const database = await createTestDatabase();
  // Where hundreds take turns, the last may wait long on a slow machine.
  const pool = createPool(database.url, { max: connections, connectWithinMs: 60_000 });
  const keys = testKeys('test-1');
  const versions = new Map<Digest, Terms>();
  const around = { keys, policy, shadow, versions };
  await publishPolicy(pool, policy);
  if (shadow !== null) await tryPolicy(pool, shadow, { actor: 'test', reason: 'tried' });
  const publish: Store['publish'] = async (terms, changes = {}) => {
    const { sandbox = false, at = start, variants: listed = [] } = changes;
    for (const one of [terms, ...listed]) versions.set(digestOf(one), one);
    const variants = listed.map((one) => ({ terms: one, digest: digestOf(one) }));
    const draws = [terms, ...listed].flatMap((one) => newDraws(keys, one));
    const by = { source: '# test', by: 'test', sandbox, serverNow: at, draws };
    const published = await publishVersion(pool, {
      ...{ terms, digest: digestOf(terms), variants, ...by },
    });
    if (!published.ok) throw new Error(published.code);
    return published;
  };
  let names = 0;
  return {
    database,
    pool,
    owner: database.pool,
    keys,
    publish,
    publishOwn: async (terms) => {
      names += 1;
      const own = { ...terms, campaign: `own-${String(names)}` as CampaignId };
      await publish(own);
      return own;
    },
    issue: async (terms, holder, changes = {}) => {
      const issued = await issueCode(pool, { ...issueOf(terms, holder, keys), ...changes });
      if (!issued.ok) throw new Error(issued.code);
      return issued;
    },
    commit: async (code, commands, now = plus(start, 1000)) =>
      withTransaction(pool, (db) =>
        commitOn(through(db), { code: code.id, commands, now, ...around }),
      ),
    rehearse: async (code, commands) => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const now = plus(start, 1000);
        return await commitOn(client, { code: code.id, commands, now, ...around });
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

interface Batch {
  readonly code: CodeId;
  readonly commands: readonly Command[];
  readonly now: Instant;
  readonly keys: KeyRing;
  readonly policy: RiskPolicy;
  readonly shadow: RiskPolicy | null;
  readonly versions: ReadonlyMap<Digest, Terms>;
}

/** One batch on one connection, in the caller's transaction. */
async function commitOn(db: pg.PoolClient, batch: Batch): Promise<Committed> {
  const { commands, now, policy, shadow } = batch;
  const code = await lockCode(db, batch.code);
  if (code === undefined) throw new Error('no such code');
  const terms = batch.versions.get(code.digest);
  if (terms === undefined) throw new Error('no such version');
  const packets = await loadPackets(db, batch.keys, terms);
  const freshCodeId = uuid() as CodeId;
  const input = { code, terms, policy, shadow, commands, now, packets, freshCodeId };
  const facts = await gatherFacts(db, input);
  const items = commands.map((command) => ({ command, bodyHash: bodyHash(command) }));
  const judged = await judge(facts, items);
  const counters = await lockCounters(db, code.campaign, countersNeeded(facts, judged));
  const ladders = laddersInReach(facts, judged, counters);
  const decided = decide(await withSteps(db, facts, ladders), judged, counters);
  const mint = (id: CodeId) => mintValue(batch.keys, terms.code.format, id);
  const row = await applyWrites(db, { code, terms, decided, mint, committedBy: 'test' });
  return { row, decided, counters, outcomes: decided.outcomes };
}

export function issueOf(terms: Terms, holder: string, keys: KeyRing): Issue {
  return {
    campaign: terms.campaign,
    id: uuid() as CodeId,
    holder: holder as SubjectId,
    serverNow: start,
    mint: ({ code }, id) => mintValue(keys, code.format, id),
    issuedBy: 'test',
  };
}

/** The row as it is now. */
export async function reload(store: Store, code: CodeRow): Promise<CodeRow> {
  const row = await loadCode(store.pool, code.id);
  if (row === undefined) throw new Error('no such code');
  return row;
}

export function digestOf(terms: Terms): Digest {
  return `digest of ${JSON.stringify(terms)}` as Digest;
}

export function testKeys(id: string, former?: KeyRing): KeyRing {
  const read = parseKeyRing(generateKeyRing(id, former));
  if (!read.ok) throw new Error(read.problems.join());
  return read.ring;
}

/** Terms that pay the inviter one yuan for each redemption, without holds or caps. */
export function payingTerms(
  changes: Partial<Terms> = {},
  reward: Partial<RewardTerms> = {},
): Terms {
  return termsLike({
    rewards: [
      { ...redPacket, when: { milestones: ['redeemed'], condition: null }, caps: [], ...reward },
    ],
    ...changes,
  });
}

export function budgetOf(minor: number): Terms['budget'] {
  return [{ asset: 'CNY/2' as Asset, minor: minorUnits(minor) }];
}

export function heldFor(ms: number): RewardTerms['payout'] {
  return { ...redPacket.payout, holdMs: duration(ms) };
}

export function op(): OpId {
  return `op-${randomUUID()}` as OpId;
}

export function redeem(invitee: string, changes: Partial<UseCommand> = {}): UseCommand {
  return { kind: 'redeem', opId: op(), invitee: invitee as SubjectId, ...changes };
}

export function share(): ShareCommand {
  return { kind: 'share', opId: op(), via: 'share-opened' };
}

export function confirm(redemption: RowId): Command {
  return { kind: 'confirm', opId: op(), redemption };
}

export function release(redemption: RowId): Command {
  return { kind: 'release', opId: op(), redemption };
}

export function revoke(): RevokeCommand {
  return { kind: 'revoke', opId: op(), actor: 'test', reason: 'test' };
}
