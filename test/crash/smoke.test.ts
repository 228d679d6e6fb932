import { afterAll, beforeAll, expect, test } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
import { issueCodes, openCallers, startLoad } from '../support/load.ts';
import { auditOf } from '../support/audit.ts';

let stack: CrashStack;
beforeAll(async () => { const t = Date.now(); stack = await startCrashStack(); console.log('stack', Date.now() - t); });
afterAll(async () => { await stack.stop(); });
test('smoke', async () => {
  const campaign = await publishCrashCampaign(stack.pool, 'smoke');
  let t = Date.now();
  const worker = await stack.startWorker();
  console.log('worker', Date.now() - t, worker.identity);
  const codes = await issueCodes(stack.usher, campaign, ['h1', 'h2', 'h3']);
  const callers = openCallers(stack.usher, campaign);
  const load = startLoad(stack.usher, callers, { codes, guestsPerSecond: 10 });
  await sleep(5000);
  t = Date.now();
  await Promise.race([load.finish(), sleep(20000)]);
  console.log('finish', Date.now() - t);
  await sleep(3000);
  console.log(await auditOf(stack, campaign, callers.acknowledged));
  console.log((await worker.log()).slice(-3000));
  console.log((await stack.owner.query('select state, count(*) from reward group by 1')).rows, (await stack.owner.query('select state, reward, due_at, at from reward r join redemption d on d.id=r.redemption limit 5').catch(String)));
  console.log(JSON.stringify(callers.acknowledged.filter((a) => a.opId.startsWith('real')).map((a) => a.outcome.ok && a.outcome.rewards).slice(-3)));
  console.log((await stack.owner.query('select key, used, max from counter')).rows);
});
