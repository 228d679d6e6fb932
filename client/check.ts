import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import { assert } from '../domain/assert.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import { isFinal } from '../domain/code/state.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import type { CodeId } from '../domain/ids.ts';
import { drawsOf, type Packets } from '../domain/reward/packets.ts';
import { instant, plus } from '../domain/time.ts';
import { countersNeeded } from '../rules/counters.ts';
import { decide } from '../rules/decide.ts';
import { judge } from '../rules/judge.ts';
import { laddersInReach } from '../rules/ladders-in-reach.ts';
import { loadCampaign, loadVersion } from '../store/campaigns/campaign-row.ts';
import { loadPolicy } from '../store/campaigns/policies.ts';
import { bodyHash } from '../store/commit/body-hash.ts';
import { gatherFacts } from '../store/commit/gather-facts.ts';
import { readCounters } from '../store/commit/read-counters.ts';
import { withTransaction } from '../store/pool.ts';
import { withSteps } from '../store/commit/steps-standing.ts';
import type { UseCall } from './calls.ts';
import { findCode } from './find-code.ts';
import { follow } from './follow.ts';
import { withInviteePhone } from './inviter-phone/invitee.ts';
import { commandOf, lookupOf, passOf, refuseOperation, type Desk } from './operate.ts';
import { useOperation } from './operations.ts';
import { patiently } from './patience.ts';

/**
 * What redeeming would be answered now, without doing it: the same facts, rules and decision as a
 * commit, and nothing written but the count of look-ups. Ids in the answer are made up.
 */
export async function check(desk: Desk, call: UseCall): Promise<Outcome> {
  const pass = passOf(desk, call);
  const opId = call.opId ?? uuid();
  const operation = useOperation(desk, 'redeem', call);
  const command = commandOf(operation, opId);
  if (command === undefined) return refuseOperation(operation, opId);
  const lookup = { ...lookupOf(call, command), judgedByCommit: false };
  const found = await patiently(pass.deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found) return found;
  const about = { digest: found.row.digest, command };
  const read = await patiently(pass.deadline, () => withInviteePhone(desk, call, about));
  return follow(
    found.row,
    (code) => patiently(pass.deadline, () => desk.books.row(code)),
    (row) =>
      patiently(pass.deadline, () => withTransaction(desk.pool, (db) => wouldBe(db, row, read))),
  );
}

/** Whoever could see the next packet would draw when it is large: the most stands for each. */
function unseen(terms: Terms): Packets {
  return new Map(
    drawsOf(terms).map(({ name, packets, most }) => [
      name,
      Array.from({ length: packets }, () => most),
    ]),
  );
}

async function wouldBe(db: pg.PoolClient, code: CodeRow, command: Command): Promise<Outcome> {
  if (isFinal(code.state.status)) return reject('CODE_SETTLED');
  const campaign = await loadCampaign(db, code.campaign);
  const version = await loadVersion(db, code.digest);
  assert(campaign !== undefined && version !== undefined, 'a code has a campaign and a version');
  const { terms } = version;
  const policy = await loadPolicy(db, terms.risk.policy);
  assert(policy !== undefined, `risk policy ${terms.risk.policy} is published`);
  const facts = await gatherFacts(db, {
    code,
    terms,
    policy,
    commands: [command],
    packets: unseen(terms),
    now: plus(instant(Date.now()), campaign.clockOffsetMs),
    freshCodeId: uuid() as CodeId,
  });
  const judged = await judge(facts, [{ command, bodyHash: bodyHash(command) }]);
  const counters = await readCounters(db, code.campaign, countersNeeded(facts, judged));
  const ladders = laddersInReach(facts, judged, counters);
  const [outcome] = decide(await withSteps(db, facts, ladders), judged, counters).outcomes;
  assert(outcome !== undefined, 'every command has an outcome');
  return outcome;
}
