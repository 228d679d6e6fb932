import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { usher, usherJson } from './usher.ts';

// Each is two processes that load everything.
const limitMs = 120_000;
const isCampaign = (name: string): boolean => /(?<!\.test)\.yaml$/.test(name);
const campaigns = (await readdir('campaigns')).filter(isCampaign);
const briefly = ['--people', '3', '--repetitions', '1', '--days', '2', '--workers', '1'];

describe('every shipped campaign', { timeout: limitMs }, () => {
  test.each(campaigns)('%s is explained and simulated', async (name) => {
    const file = join('campaigns', name);
    const [explained, simulated] = await Promise.all([
      usherJson(['explain', file]),
      usherJson(['simulate', file, ...briefly]),
    ]);
    expect(explained).toMatchObject({ code: 0, stderr: '' });
    expect(simulated).toMatchObject({ code: 0, json: { repetitions: { asked: 1, done: 1 } } });
  });

  test('may lie beside another campaign that is called like its policy', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-policy-'));
    const file = join(directory, 'registration.yaml');
    await copyFile('campaigns/registration.yaml', file);
    await copyFile('campaigns/activity.yaml', join(directory, 'default.yaml'));
    const run = await usherJson(['explain', file]);
    await copyFile('rules/policies/none.yaml', join(directory, 'default.yaml'));
    const beside = await usher(['explain', file]);
    await rm(directory, { recursive: true });
    expect(run).toMatchObject({ code: 0, json: { policy: 'default' } });
    expect(beside.stdout).toContain('Rules of the risk policy\n  There are none.');
  });
});
