import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeId } from '../../domain/ids.ts';
import { check } from '../../reconcile/check.ts';
import { workflowId } from '../../workflows/messages.ts';
import { issueCodes, openCallers, type Callers } from '../support/load.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';
import { buildPatched, type OtherBuild } from './other-build.ts';

const terms = termsLike();
const { campaign } = terms;
/** Workers complain a lot here, and have reason to. */
const log = pino({ level: 'silent' });

let stage: Stage;
let usher: Usher;
let later: OtherBuild;
let callers: Callers;
let code: CodeId;

beforeAll(async () => {
  [stage, later] = await Promise.all([createStage(), buildPatched()]);
  const { client: temporal, pool, keys, queues } = stage;
  await stage.publish(terms);
  usher = createUsher({ temporal, pool, keys, taskQueue: queues.codes });
  callers = openCallers(usher, campaign);
});
afterAll(async () => {
  await usher.close();
  await stage.close();
  await later.remove();
});

async function redeem(invitee: string): Promise<Outcome> {
  return usher.redeem({ code: { codeId: code }, invitee, deadlineMs: 8_000 });
}

// Temporal reports a problem after five attempts, which takes most of a minute.
const limitMs = 240_000;

test(
  'a run that no worker can replay is ended, and its code goes on from its row',
  { timeout: limitMs },
  async () => {
    const patched = await stage.work({ log, bundlePath: later.bundlePath });
    [code] = (await issueCodes({ usher, client: stage.client }, campaign, ['ann'])) as [CodeId];
    await callers.guest(code, 'eve');
    const handle = stage.client.workflow.getHandle(workflowId(campaign, code));
    const { runId: former } = await handle.describe();
    await patched.stop();

    // The build goes back behind the patch: this one cannot replay what the other has done.
    const back = await stage.work({ log });
    await expect(redeem('fay')).rejects.toThrow();
    await back.stop();

    const sweeping = await stage.work({ log, sweepEveryMs: 500 });
    await callers.guest(code, 'gus');
    const { runId: now } = await handle.describe();
    expect(now).not.toBe(former);
    const ended = await stage.client.workflow.getHandle(handle.workflowId, former).describe();
    expect(ended.status.name).toBe('TERMINATED');
    const history = await stage.client.workflow.getHandle(handle.workflowId, former).fetchHistory();
    const reason = history.events?.at(-1)?.workflowExecutionTerminatedEventAttributes?.reason;
    expect(reason).toMatch(
      /^Its history cannot be replayed \(.*TMPRL1100.*\); the code goes on in a new run\.$/,
    );
    expect(callers.acknowledged.filter(({ outcome }) => !outcome.ok)).toEqual([]);
    expect(await check({ temporal: stage.client, pool: stage.pool })).toEqual([]);
    await sweeping.stop();
  },
);
