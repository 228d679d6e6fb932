import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeId } from '../../domain/ids.ts';
import { loadCode } from '../../store/codes/load-code.ts';
import { query } from '../../store/query.ts';
import { conclude } from '../support/conclude.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { issueCodes, openCallers } from '../support/load.ts';

const holders = Array.from({ length: 4 }, (_, n) => `holder-${String(n)}`);

let stack: CrashStack;

beforeAll(async () => {
  stack = await startCrashStack();
});
afterAll(() => stack.stop());

async function storedOutcome(code: CodeId, opId: string): Promise<Outcome | undefined> {
  const rows = await query<{ outcome: Outcome }>(
    stack.owner,
    'SELECT outcome FROM operation WHERE code = $1 AND op_id = $2',
    [code, opId],
  );
  return rows[0]?.outcome;
}

/** When the code's status changed, by its events. */
async function replacedAt(code: CodeId): Promise<readonly number[]> {
  const rows = await query<{ at: number }>(
    stack.owner,
    `SELECT at FROM event WHERE code = $1 AND kind = 'status' AND data ->> 'to' = 'replaced'`,
    [code],
  );
  return rows.map(({ at }) => at);
}

test('no worker runs when codes expire and rewards fall due, and then an update comes late', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'late', { lifetime: '24s', hold: '12s' });
  const callers = openCallers(stack.usher, campaign);
  const worker = await stack.startWorker();
  const codes = await issueCodes(stack, campaign, holders);
  await Promise.all(codes.map((code, n) => callers.guest(code, `early-${String(n)}`)));
  await worker.kill();
  const before = await Promise.all(codes.map((code) => loadCode(stack.pool, code)));
  const ends = before.map((row) => row?.state.expiresAt ?? 0);
  await sleep(Math.max(...ends) + 2_000 - Date.now());
  const late = codes.map((code, n) => callers.guest(code, `late-${String(n)}`));
  await stack.startWorker();
  const since = Date.now();
  await Promise.all(late);
  const figures = { kills: 1 };
  const audit = await conclude(stack, {
    scenario: 'late update',
    campaign,
    callers,
    since,
    figures,
  });
  for (const [n, code] of codes.entries()) {
    const row = await loadCode(stack.pool, code);
    expect(row?.state).toMatchObject({ status: 'replaced', endedAt: ends[n], redemptions: 1 });
    expect(await storedOutcome(code, `redeem-late-${String(n)}`)).toMatchObject({
      code: 'CODE_REPLACED',
    });
    expect(await replacedAt(code)).toEqual([ends[n]]);
    const successor = row?.successor && (await loadCode(stack.pool, row.successor));
    expect(successor).toMatchObject({ state: { issuedAt: ends[n], redemptions: 1 } });
  }
  expect(audit.redemptions).toBe(2 * codes.length);
});
