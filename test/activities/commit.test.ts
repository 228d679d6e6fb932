import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createCommit, type Due } from '../../activities/commit.ts';
import type { Command } from '../../domain/code/command.ts';
import type { CommitResponse } from '../../domain/commit/commit.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { OpId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { freshOpId, redeem, share } from '../support/commands.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
let commit: (row: CodeRow, commands: readonly Command[], atMs?: number) => Promise<CommitResponse>;
const nudged: Due[] = [];
const alerts: unknown[] = [];
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  const { pool, keys } = stage;
  const log = pino(
    { level: 'error' },
    { write: (line: string) => void alerts.push(JSON.parse(line)) },
  );
  const nudge = (due: Due) => void nudged.push(due);
  const perform = createCommit({ pool, keys, log, worker: 'test', nudge });
  commit = ({ campaign, id: code }, commands, atMs = Date.now()) =>
    perform({ campaign, code, commands, now: instant(atMs) });
});
afterAll(() => stage.close());

describe('commit', () => {
  it('wakes a dormant code, and changes nothing when there is nothing to do', async () => {
    const row = await stage.insert(terms);
    const { snapshot } = await commit(row, []);
    expect(snapshot).toMatchObject({ status: 'active', revision: 1, granted: [] });
    expect((await commit(row, [])).snapshot).toEqual(snapshot);
  });

  it('answers a repeated operation as it did before, and no other body under its id', async () => {
    const row = await stage.insert(terms);
    const command = redeem();
    const first = await commit(row, [command, command]);
    expect(first.outcomes[1]).toEqual(first.outcomes[0]);
    const again = await commit(row, [{ ...command }, { ...command, channel: 'poster' }]);
    expect(again.outcomes[0]).toEqual(first.outcomes[0]);
    expect(again.outcomes[1]).toMatchObject({ ok: false, code: 'OPERATION_REUSED' });
    expect(again.snapshot).toEqual(first.snapshot);
  });

  it('answers a malformed command by itself, in its place', async () => {
    const row = await stage.insert(terms);
    const malformed = { ...share(), via: 'hearsay' } as unknown as Command;
    const { outcomes } = await commit(row, [share(), malformed, share()]);
    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual([
      'ok',
      'INVALID_COMMAND',
      'ok',
    ]);
  });

  it('lets one of two codes have a person who redeems both at once', async () => {
    const rows = [await stage.insert(terms), await stage.insert(terms)];
    for (let round = 0; round < 5; round += 1) {
      const invitee = `both-${round}`;
      const answers = await Promise.all(rows.map((row) => commit(row, [redeem(invitee)])));
      const codes = answers.map(({ outcomes: [one] }) => (one?.ok === false ? one.code : 'ok'));
      expect(codes.sort()).toEqual(['ALREADY_REDEEMED', 'ok']);
    }
  });

  it('isolates the command that meets a bug, and answers the others', async () => {
    await stage.database.pool.query(`
      CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.invitee = 'poison' THEN RAISE check_violation; END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER poison BEFORE INSERT ON redemption FOR EACH ROW
        EXECUTE FUNCTION refuse_poison();`);
    const row = await stage.insert(terms);
    const poison = redeem('poison');
    const batch = [redeem(), redeem(), poison, redeem(), redeem()];
    const { outcomes, snapshot } = await commit(row, batch);
    expect(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code))).toEqual([
      'ok',
      'ok',
      'INTERNAL',
      'ok',
      'ok',
    ]);
    expect(snapshot).toMatchObject({ redemptions: 4, uses: 4 });
    expect(alerts).toMatchObject([{ alert: true, commands: [`redeem ${poison.opId}`] }]);
    await stage.database.pool.query('DROP TRIGGER poison ON redemption');
    const mended = await commit(row, [poison]);
    expect(mended.outcomes).toMatchObject([{ ok: true }]);
  });

  it('grants a reward, queues its payout, and nudges once it is committed', async () => {
    nudged.length = 0;
    const row = await stage.insert(terms);
    const use = redeem();
    const reach = (milestone: string): Command => ({
      kind: 'milestone',
      opId: freshOpId(),
      invitee: use.invitee,
      milestone,
    });
    await commit(row, [use, reach('registered')]);
    expect(nudged).toEqual([]);
    const { outcomes, snapshot } = await commit(row, [reach('real-name-verified')]);
    expect(outcomes).toMatchObject([{ ok: true, rewards: [{ granted: true, state: 'due' }] }]);
    expect(snapshot.granted).toEqual(['1.00 CNY']);
    expect(nudged).toEqual([{ payouts: true, messages: false }]);
  });

  it('settles what is overdue as of its own instant, and makes a successor once', async () => {
    const row = await stage.insert(terms);
    await commit(row, [share()]);
    const late = Date.now() + 40 * 3_600_000;
    const { snapshot } = await commit(row, [], late);
    expect(snapshot).toMatchObject({ status: 'replaced' });
    expect(snapshot.settleAt).toBe((snapshot.expiresAt ?? 0) + 30 * 24 * 3_600_000);
    expect((await commit(row, [], late)).snapshot).toEqual(snapshot);
    const { rows } = await stage.pool.query('SELECT id FROM code WHERE predecessor = $1', [row.id]);
    expect(rows).toEqual([{ id: snapshot.successor }]);
  });

  it('fails for a code that has no row, and not for ever', async () => {
    const row = await stage.insert(terms);
    const gone = { ...row, id: row.id.replace(/^.{8}/, '00000000') as typeof row.id };
    await expect(commit(gone, [])).rejects.toMatchObject({
      type: 'CODE_UNKNOWN',
      nonRetryable: true,
    });
  });

  it('does not depend on the order of a command’s fields', async () => {
    const row = await stage.insert(terms);
    const opId = 'fields' as OpId;
    const { outcomes } = await commit(row, [
      { kind: 'share', opId, via: 'share-opened', channel: 'poster' },
      { channel: 'poster', via: 'share-opened', opId, kind: 'share' },
    ]);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });
});
