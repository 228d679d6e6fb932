import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Outcome } from '../../domain/code/outcome.ts';
import { query } from '../../store/query.ts';
import { printFigures, reconcileCheck, untilAgreed } from '../support/agreement.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { issueCodes } from '../support/load.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

let stack: CrashStack;
let worker: WorkerProcess;

beforeAll(async () => {
  stack = await startCrashStack();
  worker = await stack.startWorker();
});
afterAll(() => stack.stop());

interface Opened {
  readonly review: string;
  readonly dueAt: number;
}

function opened(outcome: Outcome): Opened {
  if (!outcome.ok || outcome.review === undefined || outcome.reviewDueAt === undefined) {
    throw new Error(`no review: ${JSON.stringify(outcome)}`);
  }
  return { review: outcome.review, dueAt: outcome.reviewDueAt };
}

function approve({ review }: Opened, actor: string): Promise<Outcome> {
  const by = { actor, reason: 'met them' };
  return stack.usher.decideReview({ review, decision: 'approve', ...by, deadlineMs: 30_000 });
}

test('two reviews outlive everything: two people decide one, its deadline the other', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'reviewed', {
    ...{ reviewWithin: '40s', secondPerson: true },
  });
  const [code] = await issueCodes(stack, campaign, ['ann']);
  if (code === undefined) throw new Error('no code');
  const ask = async (invitee: string): Promise<Opened> =>
    opened(await stack.usher.redeem({ code: { codeId: code }, invitee, channel: 'poster' }));
  const [eve, fay] = [await ask('eve'), await ask('fay')];
  for (const one of [eve, fay]) {
    expect(await approve(one, 'olga')).toMatchObject({ ok: true, proposed: 'approve' });
  }
  stack.postgres.kill();
  stack.temporal.kill();
  await worker.kill();
  await Promise.all([stack.postgres.restart(), stack.temporal.restart()]);
  worker = await stack.startWorker();
  expect(await approve(eve, 'olga')).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
  expect(await approve(eve, 'ben')).toMatchObject({ ok: true, redemptionState: 'redeemed' });
  // Nobody is there when the other one's time is over.
  await worker.kill();
  await sleep(fay.dueAt + 1_000 - Date.now());
  worker = await stack.startWorker();
  const agreed = await untilAgreed(stack, Date.now());
  const reviews = await query<{ id: string; state: string; by: string }>(
    stack.owner,
    'SELECT id, state, decided_by AS by FROM review WHERE campaign = $1 ORDER BY opened_at, id',
    [campaign],
  );
  expect(reviews).toEqual([
    { id: eve.review, state: 'approved', by: 'ben' },
    { id: fay.review, state: 'refused', by: 'deadline' },
  ]);
  expect(await approve(fay, 'ben')).toMatchObject({ ok: false, code: 'REVIEW_CLOSED' });
  expect(await reconcileCheck(stack)).toMatchObject({ code: 0 });
  printFigures('reviews', { kills: 4, 'seconds to agreement': agreed });
});
