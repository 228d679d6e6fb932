import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { clock } from '../../cli/output/when.ts';
import { instant } from '../../domain/time.ts';
import { openingYaml, opensAt } from '../client/hours.ts';
import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherJson } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const opening = clock(instant(opensAt), 'Asia/Shanghai');

let stage: CliStage;
let directory: string;

beforeAll(async () => {
  stage = await createCliStage();
  directory = await mkdtemp(join(tmpdir(), 'usher-times-'));
}, limitMs);

afterAll(async () => {
  await stage.close();
  await rm(directory, { recursive: true });
}, limitMs);

test(
  'who comes too early is told the next opening, with its zone',
  { timeout: limitMs },
  async () => {
    const env = stage.environment;
    const file = join(directory, 'hours.yaml');
    await writeFile(file, openingYaml);
    await usher(['publish', '--sandbox', 'rules/policies/none.yaml', file], env);
    const issued = await usherJson(['issue', 'hours', '--holder', 'ann'], env);
    const { codes } = issued.json as { codes: [{ code: string }] };
    const [{ code }] = codes;
    const early = await usher(['redeem', code, '--invitee', 'bob'], env);
    expect(early.code).toBe(1);
    expect(early.stdout).toContain('OUTSIDE_OPENING_HOURS');
    expect(early.stdout).toContain(`until ${opening} Asia/Shanghai (in 1h 5`);
    const would = await usher(['check', code, '--invitee', 'bob'], env);
    expect(would.stdout).toContain(`until ${opening} Asia/Shanghai`);
    const said = await usherJson(['redeem', code, '--invitee', 'bob'], env);
    expect(said.json).toMatchObject({ outcome: { until: new Date(opensAt).toISOString() } });
    const inspected = await usher(['inspect', code], env);
    expect(inspected.stdout).toContain(`redemptions are refused until ${opening} (in 1h 5`);
    const explained = await usher(['explain', file]);
    expect(explained.stdout).toContain('OUTSIDE_OPENING_HOURS');
    await usher(['fast-forward', 'hours', '150m'], env);
    const open = await usher(['redeem', code, '--invitee', 'bob'], env);
    expect(open).toMatchObject({ code: 0 });
    expect((await usher(['inspect', code], env)).stdout).not.toContain('closed at this hour');
  },
);

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
