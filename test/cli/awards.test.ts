import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const note = 'goodwill, case 4711';

let stage: CliStage;
beforeAll(async () => {
  stage = await createCliStage();
  const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
  await stage.run('publish', '--sandbox', ...files);
}, limitMs);
afterAll(async () => {
  await stage.close();
}, limitMs);

function give(amount: string, ...more: string[]) {
  const what = ['--to', 'ann', '--amount', amount, '--note', note, '--actor', 'olga'];
  return stage.text('award', 'give', 'registration', ...what, ...more);
}

test(
  'an award is given, approved by somebody else, paid, and told in statements',
  { timeout: limitMs },
  async () => {
    const given = await give('5.00 CNY', '--op', 'case-4711');
    expect(given).toMatchObject({ code: 0 });
    expect(given.stdout).toContain('ok  5.00 CNY for ann: waiting\n');
    const [award = ''] = /award[.][0-9a-f-]{36}/.exec(given.stdout) ?? [];
    expect((await give('5.00 CNY', '--op', 'case-4711')).stdout).toContain(award);
    expect((await stage.text('award', 'list', '--waiting')).stdout.split(award)).toHaveLength(2);
    const status = await stage.text('status', 'registration');
    expect(status.stdout).toMatch(
      /waits {2}award of 5.00 CNY of registration for ann, given by olga; refused at \S+ unless anybody but olga approves it/,
    );
    expect(status.stdout).toContain(`usher award approve ${award} --reason`);
    const own = await stage.text('award', 'approve', award, '--actor', 'Olga', '--reason', 'mine');
    expect(own).toMatchObject({ code: 1 });
    expect(own.stdout).toContain(
      'refused  SECOND_PERSON_NEEDED: Olga gave this award; somebody else has to approve it',
    );
    const by = ['--actor', 'ben', '--reason', 'checked'];
    const approved = await stage.text('award', 'approve', award, ...by);
    expect(approved.stdout).toContain(`${award} was approved by ben: checked`);
    await vi.waitFor(
      async () => {
        expect((await stage.text('award', 'show', award)).stdout).toMatch(/state +paid/);
      },
      { timeout: 60_000 },
    );
    const shown = await stage.text('ledger', 'show', 'person:ann');
    expect(shown.stdout).toContain(`award by olga, approved by ben: ${note}`);
    const sheet = await stage.text('ledger', 'export', 'person:ann');
    expect(sheet.stdout).toContain(`,500,500,${award},"paid by cash-provider; award by olga`);
    const back = await stage.text('award', 'reverse', award, ...by);
    expect(back.stdout).toContain('the budget has it again, and the person owes what they keep');
    expect((await stage.text('ledger', 'debts', 'registration')).stdout).toContain('5.00 CNY');
    expect(await stage.text('ledger', 'check')).toMatchObject({ code: 0 });
  },
);

test(
  'what an award cannot be is said, with what would be right',
  { timeout: limitMs },
  async () => {
    const refused = await Promise.all([
      give('5'),
      give('5.00 USD'),
      give('999999999.00 CNY'),
      stage.text('award', 'show', 'nonsense'),
      stage.text('award', 'list', '--campaign', 'nowhere'),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    const said = refused.map(({ stdout }) => stdout.split('\n')[0] ?? '');
    expect(said[0]).toContain('amount: "5" is no amount of money such as "5.00 CNY"');
    expect(said[1]).toContain('registration has no budget for 5.00 USD; it has one in CNY');
    expect(said[2]).toContain('is more than is left of the budget of registration');
    expect(said[3]).toContain('AWARD_UNKNOWN: no such award');
    expect(said[4]).toContain('CAMPAIGN_UNKNOWN: no such campaign; there are: registration');
  },
);

test('an award that payouts hold back is shown as waiting', { timeout: limitMs }, async () => {
  const by = ['--actor', 'ben', '--reason', 'a restore'];
  await stage.run('payouts', 'pause', ...by);
  const given = await give('4.00 CNY', '--to', 'eve');
  const [award = ''] = /award[.][0-9a-f-]{36}/.exec(given.stdout) ?? [];
  const held = 'waiting, payouts are held';
  const why = /^held {2}payouts to cash-provider are paused since \S+ by ben: a restore\n\n/;
  const approved = await stage.text('award', 'approve', award, ...by);
  expect(approved.stdout).toMatch(why);
  expect(approved.stdout).toContain(`ok  4.00 CNY for eve: ${held}\n`);
  const shown = await stage.text('award', 'show', award);
  expect(shown.stdout).toMatch(why);
  expect(shown.stdout).toMatch(/state +waiting, payouts are held/);
  expect(shown.stdout).toMatch(/payout +(due|intent), 0 attempts/);
  expect((await stage.text('award', 'list')).stdout).toContain(held);
  expect(await stage.run('award', 'show', award)).toMatchObject({
    json: { award: { state: 'due', payout: { held: true } } },
  });
  await stage.run('payouts', 'resume', ...by);
});
