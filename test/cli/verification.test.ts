import { afterAll, beforeAll, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
let stage: CliStage;

beforeAll(async () => {
  stage = await createCliStage();
  await stage.run('publish', 'rules/policies/default.yaml', 'campaigns/registration.yaml');
}, limitMs);

afterAll(() => stage.close(), limitMs);

test(
  'a verification is started by hand, and shows how it stands',
  { timeout: limitMs },
  async () => {
    const issued = await stage.run('issue', 'registration', '--holder', 'ann');
    const [{ code }] = (issued.json as { codes: [{ code: string }] }).codes;
    const asked = ['verification', 'start', code, '--subject', 'ann', '--check', 'face'];
    const started = await stage.run(...asked, '--within', '1h');
    expect(started).toMatchObject({ code: 0, json: { started: true } });
    const { verification } = started.json as { verification: string };
    await expect
      .poll(async () => (await stage.text('verification', 'show', verification)).stdout, {
        timeout: limitMs,
        interval: 1_000,
      })
      .toMatch(/^passed\nstarted .* UTC, ended .* UTC\n\nThe code was told, and answered:\nok {2}/);
    const unfit = await stage.run(...asked, '--within', '31d');
    expect(unfit).toMatchObject({ code: 1, json: { refused: { code: 'INVALID_COMMAND' } } });
    const unknown = await stage.run('verification', 'show', 'verification/none');
    expect(unknown).toMatchObject({ code: 1, json: { state: null } });
  },
);
