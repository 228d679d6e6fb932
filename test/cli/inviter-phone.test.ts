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
  'whoever has no code names the inviter by phone, and inspect says who that was',
  {
    timeout: limitMs,
  },
  async () => {
    await stage.run('issue', 'registration', '--holder', 'ann', '--phone', '138-0013-8000');
    const unsaid = await stage.text('redeem', '--invitee', 'bob', '--campaign', 'registration');
    expect(unsaid.code).toBe(2);
    expect(unsaid.stderr).toContain('Give a code, or --campaign and --inviter-phone');
    const by = (phone: string) =>
      stage.run(
        ...['redeem', '--campaign', 'registration', '--invitee', 'bob'],
        '--inviter-phone',
        phone,
      );
    const wrong = await by('13900139000');
    expect(wrong).toMatchObject({
      code: 1,
      json: { code: null, outcome: { code: 'INVITER_PHONE_WRONG' } },
    });
    const right = await by('13800138000');
    const { code } = right.json as { code: string };
    expect(right).toMatchObject({ code: 0, json: { outcome: { ok: true } } });
    const { stdout } = await stage.text('inspect', 'bob');
    expect(stdout).toMatch(
      new RegExp(`^Invited by\n +inviter .*\n +ann +registration +${code} +\\d{4}-`),
    );
    expect(stdout).toContain(' Asia/Shanghai\n');
  },
);
