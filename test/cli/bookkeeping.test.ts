import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;

beforeAll(async () => {
  stage = await createCliStage();
  const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
  await stage.run('publish', '--sandbox', ...files);
  const issued = await stage.run('issue', 'registration', '--holder', 'alice');
  const [{ value }] = (issued.json as { codes: [{ value: string }] }).codes;
  await stage.run('redeem', value, '--invitee', 'bob');
  await stage.run('milestone', value, '--invitee', 'bob', '--reached', 'registered');
  await stage.run('milestone', value, '--invitee', 'bob', '--reached', 'real-name-verified');
  const paid = async (): Promise<readonly { reward: string; state: string }[]> => {
    const { json } = await stage.run('payouts', 'list', '--all');
    return (json as { payouts: { reward: string; state: string }[] }).payouts;
  };
  await vi.waitFor(
    async () => {
      if ((await paid())[0]?.state !== 'paid') throw new Error('not paid yet');
    },
    { timeout: 60_000 },
  );
  const reward = (await paid())[0]?.reward ?? '';
  await stage.run('ledger', 'reverse', reward, '--reason', '=HYPERLINK("x","y")');
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

test(
  'a statement is exported for spreadsheets and for programs',
  { timeout: limitMs },
  async () => {
    const sheet = await stage.text('ledger', 'export', 'person:alice');
    expect(sheet.code).toBe(0);
    const lines = sheet.stdout.split('\r\n');
    expect(lines[0]).toBe(
      'entry,at,campaign,kind,account,other,asset,minor,balanceMinor,reward,reason,actor',
    );
    expect(lines[1]).toMatch(/,post,person:alice,campaign:registration:held,CNY\/2,100,100,/);
    expect(lines[2]).toMatch(/,reverse,.*,CNY\/2,-100,0,.*,"'=HYPERLINK\(""x"",""y""\)",/);
    const campaign = await stage.run(
      'ledger',
      'export',
      'registration',
      '--to',
      '2100-01-01T00:00:00Z',
    );
    const { entries } = campaign.json as { entries: { account: string; balanceMinor: number }[] };
    expect(campaign.json).toMatchObject({ schemaVersion: 1, of: 'registration', openings: [] });
    expect(entries.at(-1)).toMatchObject({ account: 'campaign:registration:debt:alice' });
    expect(await stage.text('ledger', 'export', 'nobody')).toMatchObject({ code: 1 });
    const shown = await stage.text('ledger', 'show', 'person:alice');
    expect(shown.stdout).toMatch(
      / reverse +-1\.00 CNY +0\.00 CNY +to campaign:registration:budget/,
    );
  },
);

test('a month that is not over is not closed', { timeout: limitMs }, async () => {
  const month = new Date().toISOString().slice(0, 7);
  const refused = await stage.text('ledger', 'close', 'registration', month);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stdout).toContain('MONTH_NOT_OVER: a month is closed an hour after its end');
  expect(await stage.text('ledger', 'close', 'registration', 'soon')).toMatchObject({ code: 2 });
});
