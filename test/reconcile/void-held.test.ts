import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import type { CodeRow } from '../../domain/commit/rows.ts';
import type { SubjectId } from '../../domain/ids.ts';
import { partyKey } from '../../domain/policy/party.ts';
import { duration, instant } from '../../domain/time.ts';
import { voidHeld } from '../../reconcile/void-held.ts';
import { giveSanction, liftSanctions } from '../../store/parties/by-hand.ts';
import { query } from '../../store/query.ts';
import { redeem } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';

let stage: Stage;
const payout = { ...redPacket.payout, holdMs: duration(86_400_000) };
const when = { milestones: ['redeemed'], condition: null };
const terms = termsLike({ rewards: [{ ...redPacket, when, payout }] });
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

async function redeemed(holder: string): Promise<CodeRow> {
  const row = await stage.insert(terms, { holder: holder as SubjectId });
  const handle = await stage.start(terms, row);
  const outcomes = await handle.executeUpdate('redeem', { args: [[redeem()]] });
  expect(outcomes).toMatchObject([{ ok: true }]);
  return row;
}

async function ban(holder: string, voids: boolean): Promise<void> {
  const party = partyKey('person', holder);
  const scope = terms.campaign;
  const now = instant(Date.now());
  await giveSanction(stage.pool, { party, scope, until: null, now, voids, ...by });
}

async function pass(): Promise<void> {
  const { client: temporal, pool, queues } = stage;
  await voidHeld({ temporal, pool, taskQueue: queues.codes }, log);
}

async function statesOf(holder: string): Promise<readonly string[]> {
  const text = 'SELECT state FROM reward WHERE beneficiary = $1 ORDER BY id';
  return (await query<{ state: string }>(stage.pool, text, [holder])).map(({ state }) => state);
}

test('what somebody banned has on hold is taken back where the ban says so, on all of their codes', async () => {
  for (const holder of ['eve', 'eve', 'ann', 'kay', 'sam']) await redeemed(holder);
  await ban('eve', true);
  await ban('kay', false);
  await ban('sam', true);
  await liftSanctions(stage.pool, partyKey('person', 'sam'), by);
  await pass();
  expect(await statesOf('eve')).toEqual(['voided', 'voided']);
  for (const holder of ['ann', 'kay', 'sam']) expect(await statesOf(holder)).toEqual(['held']);
  const journal = `SELECT o.kind, r.beneficiary FROM operation o JOIN reward r USING (code) WHERE o.kind = 'reverse'`;
  expect(await query(stage.pool, journal)).toHaveLength(2);
  await pass();
  expect(await query(stage.pool, journal)).toHaveLength(2);
});
