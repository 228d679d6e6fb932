import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { Item } from '../domain/commit/commit.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CampaignId, CodeId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { countersNeeded } from '../rules/counters.ts';
import { decide } from '../rules/decide.ts';
import { judge } from '../rules/judge.ts';
import { laddersInReach } from '../rules/ladders-in-reach.ts';
import { applyWrites } from '../store/commit/apply-writes.ts';
import { gatherFacts } from '../store/commit/gather-facts.ts';
import { lockCode } from '../store/commit/lock-code.ts';
import { lockCounters } from '../store/commit/lock-counters.ts';
import { withSteps } from '../store/commit/steps-standing.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { openWording } from '../store/keys/wording.ts';
import { mintValue, withPersonalPrefix } from '../store/keys/value.ts';
import type { Due } from './commit.ts';
import { CodeUnknown } from './failure.ts';
import type { Rulebook } from './rulebook.ts';

/** What every commit of a worker stands on. */
export interface CommitSources {
  readonly rulebook: Rulebook;
  readonly keys: KeyRing;
  readonly worker: string;
}

/** One batch, of commands that are well formed. */
export interface Batch {
  readonly campaign: CampaignId;
  readonly code: CodeId;
  readonly now: Instant;
  readonly items: readonly Item[];
}

/** What came of a batch, once its transaction is committed. */
export interface Committed {
  readonly row: CodeRow;
  readonly terms: Terms;
  readonly outcomes: readonly Outcome[];
  readonly due: Due;
}

/**
 * Decides a batch and writes what came of it, inside the caller's transaction. Rules are evaluated
 * before any counter is locked, since counters are shared with other codes.
 * @throws CodeUnknown when there is no such row
 * @throws StoreUnavailable, RedemptionConflict, InvariantError
 */
export async function commitOnce(
  db: pg.PoolClient,
  sources: CommitSources,
  batch: Batch,
): Promise<Committed> {
  const { items, now } = batch;
  const code = await lockCode(db, batch.code);
  if (code === undefined) throw new CodeUnknown(batch.code);
  assert(code.campaign === batch.campaign, 'a workflow knows the campaign of its code');
  const terms = await sources.rulebook.terms(db, code.digest);
  const facts = await gatherFacts(db, {
    code,
    terms,
    ...(await sources.rulebook.policies(db, terms.risk.policy)),
    commands: items.map(({ command }) => command),
    now,
    packets: await sources.rulebook.packets(db, terms),
    freshCodeId: uuid() as CodeId,
  });
  const judged = await judge(facts, await screened(db, sources, items));
  const counters = await lockCounters(db, code.campaign, countersNeeded(facts, judged));
  const ladders = laddersInReach(facts, judged, counters);
  const decided = decide(await withSteps(db, facts, ladders), judged, counters);
  const { outcomes, changed, writes } = decided;
  assert(outcomes.length === items.length, 'every command has one outcome');
  const row = await applyWrites(db, {
    code,
    terms,
    decided,
    mint: (id) =>
      mintValue(sources.keys, withPersonalPrefix(terms.code.format, code.personalPrefix), id),
    committedBy: sources.worker,
  });
  const due = {
    payouts: changed && writes.payouts.length + writes.payoutsLowered.size > 0,
    messages: changed && writes.messages.length > 0,
  };
  return { row, terms, outcomes, due };
}

/** The items with what is found in wordings among them. */
async function screened(
  db: pg.PoolClient,
  { rulebook, keys }: CommitSources,
  items: readonly Item[],
): Promise<readonly Item[]> {
  if (!items.some(({ command }) => command.kind === 'reviseWording')) return items;
  const { screen } = await rulebook.screen(db);
  return items.map((item) =>
    item.command.kind === 'reviseWording'
      ? { ...item, screening: screen(openWording(keys, item.command.wording)) }
      : item,
  );
}
