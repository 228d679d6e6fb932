import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher } from './usher.ts';

const limitMs = 240_000;
let stage: CliStage;
let directory: string;

beforeAll(async () => {
  stage = await createCliStage();
  directory = await mkdtemp(join(tmpdir(), 'usher-over-'));
}, limitMs);

afterAll(async () => {
  await stage.close();
  await rm(directory, { recursive: true });
}, limitMs);

test(
  'who publishes a campaign that is over is warned, and told no length of it',
  { timeout: limitMs },
  async () => {
    const file = join(directory, 'over.yaml');
    const text = await readFile('campaigns/registration.yaml', 'utf8');
    await writeFile(file, text.replace('lasts: 30d', 'ends: 2026-01-01'));
    const run = await usher(['publish', 'rules/policies/default.yaml', file], stage.environment);
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/ to 2026-01-02 00:00:00, by the clock of Asia\/Shanghai$/m);
    expect(run.stdout).toContain('warning: it is over already, so nobody gets a code of it');
    const refused = await usher(['issue', 'registration', '--holder', 'ann'], stage.environment);
    expect(refused.stdout).toContain('CAMPAIGN_ENDED');
  },
);
