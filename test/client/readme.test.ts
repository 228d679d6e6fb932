import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { instant } from '../../domain/time.ts';
import { publishPolicy } from '../../store/campaigns/policies.ts';
import { publishVersion } from '../../store/campaigns/publish-version.ts';
import { codeTaskQueue } from '../../workflows/messages.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { shipped } from '../support/story-campaign.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}.local/readme`;
const key = Buffer.alloc(32, 9).toString('base64');

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  // The example uses the usual queue, as a service would; nobody else in these tests does.
  await stage.work({ taskQueues: { ...stage.queues, codes: codeTaskQueue } });
  const source = shipped('campaigns/registration.yaml');
  const campaign = compileCampaign(source);
  const policy = compilePolicy(shipped('rules/policies/default.yaml'));
  if (!campaign.ok || !policy.ok) throw new Error('the shipped files compile');
  await publishPolicy(stage.pool, policy.policy);
  const { terms, digest } = campaign;
  const by = { sandbox: true, by: 'test', serverNow: instant(Date.now()) };
  await publishVersion(stage.pool, { terms, digest, source, ...by });
});

afterAll(async () => {
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});

it('the example of the README runs as it stands', async () => {
  const readme = await readFile(`${root}README.md`, 'utf8');
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
  expect(example.split('\n').length).toBeLessThan(30);
  await mkdir(folder, { recursive: true });
  const file = `${folder}/example.ts`;
  await writeFile(file, example.replace("from 'usher'", "from '../../client/index.ts'"));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: stage.database.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      USHER_PEPPERS: `k1:${key}`,
      USHER_SEALING_KEYS: `k1:${key}`,
    },
  });
  expect(stdout).toContain("redemptionState: 'redeemed'");
  expect(stdout).toContain('minor: 100');
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('ALREADY_REDEEMED');
});
