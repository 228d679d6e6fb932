import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, RewardId, RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { askCodes } from '../../reconcile/ask-codes.ts';
import { takeOverhangs } from '../../reconcile/take-overhangs.ts';
import { wakingOf } from '../../reconcile/wake.ts';
import { query } from '../../store/query.ts';
import { updates, workflowId, workflowType } from '../../workflows/messages.ts';
import { freshOpId, redeem } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';

let stage: Stage;
const terms = termsLike({
  code: { ...termsLike().code, perPerson: 2 },
  rewards: [
    {
      ...{ ...redPacket, when: { milestones: ['redeemed'], condition: null }, caps: [] },
      payout: { ...redPacket.payout, holdMs: duration(86_400_000) },
      schedule: {
        ...{ kind: 'ladder', over: 'person' },
        steps: [{ invitees: 2, minor: minorUnits(1000) }],
      },
    },
  ],
});
const log = pino({ level: 'silent' });
const by = { actor: 'olga', reason: 'case 4711' };

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
});
afterAll(async () => {
  await stage.close();
});

interface Invited {
  readonly handle: Awaited<ReturnType<Stage['start']>>;
  readonly row: CodeRow;
  readonly redemption: RowId;
  readonly correct: (kind: 'cancel' | 'reopen') => Promise<unknown>;
}

/** Somebody comes by a code of Ann's of its own. */
async function invited(of: Terms = terms): Promise<Invited> {
  const row = await stage.insert(of, { holder: 'ann' as SubjectId });
  const handle = await stage.start(of, row);
  const [outcome] = await handle.executeUpdate(updates.redeem, { args: [[redeem()]] });
  if (outcome?.ok !== true || outcome.redemption === undefined) throw new Error('not redeemed');
  const { redemption } = outcome;
  const correct = async (kind: 'cancel' | 'reopen'): Promise<unknown> => {
    const command = { kind, opId: freshOpId(), redemption, ...by } as const;
    return (await handle.executeUpdate(updates[kind], { args: [[command]] }))[0];
  };
  return { handle, row, redemption, correct };
}

async function pass(): Promise<void> {
  const { client: temporal, pool, queues } = stage;
  await takeOverhangs({ temporal, pool, taskQueue: queues.codes }, log);
}

async function rewards(of: Terms = terms): Promise<readonly unknown[]> {
  const text = 'SELECT code, state FROM reward WHERE campaign = $1 ORDER BY granted_at, id';
  return query(stage.pool, text, [of.campaign]);
}

test('a step falls with an invitee of another code, by an update of the code that has it, and comes back', async () => {
  const [first, second] = [await invited(), await invited()];
  expect(await rewards()).toEqual([{ code: second.row.id, state: 'held' }]);
  expect(await first.correct('cancel')).toMatchObject({ ok: true, redemptionState: 'cancelled' });
  await pass();
  expect(await rewards()).toEqual([{ code: second.row.id, state: 'voided' }]);
  const journal = `SELECT o.code, e.reason, e.actor FROM operation o, entry e
    WHERE o.kind = 'reverse' AND e.kind = 'void'`;
  const reason = `redemption ${first.redemption} of another code was cancelled`;
  expect(await query(stage.pool, journal)).toEqual([
    { code: second.row.id, reason, actor: 'olga' },
  ]);
  await pass();
  expect(await query(stage.pool, journal)).toHaveLength(1);
  expect(await first.correct('reopen')).toMatchObject({ ok: true, rewards: [{ minor: 1000 }] });
  expect(await rewards()).toEqual([
    { code: second.row.id, state: 'voided' },
    { code: first.row.id, state: 'held' },
  ]);
});

test('a settled code, whose workflow has completed, takes its step back too', async () => {
  const weekly = terms.rewards.map((reward) => ({
    ...reward,
    payout: { ...reward.payout, timing: 'weekly' as const },
  }));
  const settling = {
    ...{ ...terms, campaign: 'settling' as CampaignId, rewards: weekly },
    redemption: { ...terms.redemption, onRevoke: 'keep' as const },
    validity: { ...terms.validity, settleForMs: duration(1) },
  };
  await stage.publish(settling);
  const [first, second] = [await invited(settling), await invited(settling)];
  const revoke = { kind: 'revoke', opId: freshOpId(), ...by } as const;
  await second.handle.executeUpdate(updates.revoke, { args: [[revoke]] });
  await second.handle.result();
  await first.correct('cancel');
  await pass();
  expect(await rewards(settling)).toEqual([{ code: second.row.id, state: 'voided' }]);
  expect(await query(stage.pool, 'SELECT FROM overhang')).toEqual([]);
  const again = stage.client.workflow.getHandle(workflowId(settling.campaign, second.row.id));
  await again.result();
});

test(
  'a code that does not answer keeps no other from being asked',
  { timeout: 60_000 },
  async () => {
    const { client: temporal, pool, queues } = stage;
    const [dumb, other] = [await stage.insert(terms), await stage.insert(terms)];
    // Its workflow is there, and nobody works for it.
    await temporal.workflow.start(workflowType, await wakingOf(pool, dumb, 'nobody-works-here'));
    const asking = [dumb, other].map(({ id: code }) => {
      const reverse = { kind: 'reverse', opId: freshOpId(), reward: 'none' as RewardId } as const;
      const told = { about: {}, done: 'done', refused: 'refused' };
      return { code, command: { ...reverse, ...by }, ...told };
    });
    await askCodes({ temporal, pool, taskQueue: queues.codes }, log, asking);
    const asked = `SELECT code FROM operation WHERE code = ANY($1)`;
    expect(await query(pool, asked, [[dumb.id, other.id]])).toEqual([{ code: other.id }]);
  },
);
