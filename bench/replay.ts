// What replaying a code's history costs a worker, by the number of updates in it:
// `npm run bench:replay`. Prints a table and writes bench/results/replay.json.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { pino } from 'pino';

import { startLocalServices } from '../cli/local-services.ts';
import { publishCampaign } from '../client/publish.ts';
import { createUsher } from '../client/usher.ts';
import { compileCampaign } from '../compile/campaign.ts';
import { compilePolicy } from '../compile/policy.ts';
import type { CampaignId } from '../domain/ids.ts';
import { publishPolicy } from '../store/campaigns/policies.ts';
import { writeBundle } from '../worker/bundle.ts';
import { workflowId } from '../workflows/messages.ts';

const updates = [1, 10, 20, 45];
const rounds = 5;
const root = fileURLToPath(new URL('..', import.meta.url));

const dataDir = await mkdtemp(join(tmpdir(), 'usher-bench-'));
const services = await startLocalServices({
  dataDir,
  fresh: true,
  log: pino({ level: 'error' }),
  progress: () => undefined,
  environment: {},
});
const { pool, temporal, keys } = services;
const codePath = await writeBundle(join(dataDir, 'workflows.js'));
const usher = createUsher({ temporal, pool, keys, deadlineMs: 120_000 });
try {
  const campaign = compileCampaign(await readFile(`${root}campaigns/registration.yaml`, 'utf8'));
  const policy = compilePolicy(await readFile(`${root}rules/policies/default.yaml`, 'utf8'));
  if (!campaign.ok || !policy.ok) throw new Error('the shipped files compile');
  await publishPolicy(pool, policy.policy);
  const { terms, digest } = campaign;
  await publishCampaign(
    { pool, temporal },
    { terms, digest, source: '', sandbox: true, by: 'bench' },
  );
  const rows = [];
  for (const count of updates) rows.push(await measure(terms.campaign, count));
  console.table(rows);
  const machine = { cores: cpus().length, node: process.version };
  await mkdir(`${root}bench/results`, { recursive: true });
  await writeFile(
    `${root}bench/results/replay.json`,
    `${JSON.stringify({ machine, rounds, rows }, null, 2)}\n`,
  );
} finally {
  await usher.close();
  await services.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Median milliseconds of replaying a code with so many shares, beside those of one with none. */
async function measure(campaign: CampaignId, count: number): Promise<Record<string, number>> {
  const issued = await usher.issue({ campaign, holder: `holder-${String(count)}` });
  if (!issued.ok) throw new Error(issued.message);
  for (let n = 0; n < count; n += 1) {
    await usher.share({ code: { codeId: issued.code }, via: 'share-opened', share: `s-${n}` });
  }
  const id = workflowId(campaign, issued.code);
  const history = await temporal.workflow.getHandle(id).fetchHistory();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const results = Worker.runReplayHistories({ workflowBundle: { codePath } }, [
      { workflowId: id, history },
    ]);
    for await (const { error } of results) if (error) throw error;
    times.push(performance.now() - begun);
  }
  const ms = times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  return { updates: count, events: history.events?.length ?? 0, replayMs: Math.round(ms) };
}
