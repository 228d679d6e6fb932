import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test, vi } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;
let rewards: { readonly share: string; readonly packet: string };
beforeAll(async () => {
  stage = await createCliStage();
  const text = await readFile('test/campaign-test/cases/small.yaml', 'utf8');
  const file = join(stage.directory, 'small.yaml');
  const percent = 'percent: { of: registered, rate: "5", floor: "0.00", ceiling: "5.00" }';
  const packet = `${[
    'id: packet',
    'template: cash',
    'to: inviter',
    'when: { invitee: [registered] }',
    'amount: "5.00"',
    'currency: CNY',
    'payout: { timing: instant, hold: 0s }',
  ].join('\n      ')}\n    - `;
  const changed = text
    .replace('id: packet', `${packet}id: share`)
    .replace('amount: "1.00"', percent)
    .replace('      caps: { perLineage: "2.00" }\n', '');
  await writeFile(file, changed);
  const published = await stage.run('publish', '--sandbox', 'rules/policies/none.yaml', file);
  expect(published).toMatchObject({ code: 0 });
  rewards = await earn();
}, limitMs);
afterAll(async () => {
  await stage.close();
}, limitMs);

/** What ann has earned by bob, who has spent 80 yuan: 4 that are held, and 5 that are paid. */
async function earn(): Promise<typeof rewards> {
  const { json } = await stage.run('issue', 'small', '--holder', 'ann');
  const [{ code }] = (json as { codes: [{ code: string }] }).codes;
  await stage.run('redeem', code, '--invitee', 'bob');
  const reached = ['--reached', 'registered', '--purchase', '80.00'];
  await stage.run('milestone', code, '--invitee', 'bob', ...reached);
  const paid = async (): Promise<void> => {
    expect((await stage.text('ledger', 'show', 'person:ann')).stdout).toContain('5.00 CNY');
  };
  await vi.waitFor(paid, { timeout: 60_000 });
  const { stdout } = await stage.text('inspect', code);
  const id = (name: string): string => new RegExp(`\\S+/${name}/inviter`).exec(stdout)?.[0] ?? '';
  return { share: id('share'), packet: id('packet') };
}

const reverse = (reward: string, ...part: string[]) =>
  stage.text('ledger', 'reverse', reward, ...part, '--reason', 'case 7', '--actor', 'olga');

test(
  'a part is taken back of what was paid, and seen wherever the reward is',
  { timeout: limitMs },
  async () => {
    const part = ['--amount', '2.00 CNY', '--op', 'case-7'];
    const taken = await reverse(rewards.packet, ...part);
    expect(taken).toMatchObject({ code: 0 });
    expect(taken.stdout).toContain('packet of the inviter: 2.00 CNY reversed, 3.00 CNY left\n');
    expect((await reverse(rewards.packet, ...part)).stdout).toBe(taken.stdout);
    const reused = await reverse(rewards.packet, '--amount', '2.01 CNY', '--op', 'case-7');
    expect(reused.stdout).toContain('OPERATION_REUSED');
    const more = await reverse(rewards.packet, '--amount', '3.01 CNY');
    expect(more).toMatchObject({ code: 1 });
    expect(more.stdout).toContain('MORE_THAN_LEFT: 3.00 CNY of the reward is left');
    const shown = (await stage.text('ledger', 'show', 'person:ann')).stdout;
    expect(shown).toMatch(/^person:ann has 3[.]00 CNY/);
    expect(shown).toMatch(/reverse .*-2[.]00 CNY .*3[.]00 CNY .*to campaign:small:budget .*case 7/);
    const debts = (await stage.text('ledger', 'debts', 'small')).stdout;
    expect(debts).toMatch(/ann +2[.]00 CNY/);
    const story = (await stage.text('inspect', rewards.packet)).stdout;
    expect(story).toContain('paid, 2.00 CNY of it taken back in parts');
  },
);

test(
  'a refund of a part of the purchase lowers what is held for a percentage of it',
  { timeout: limitMs },
  async () => {
    const lowered = await reverse(rewards.share, '--purchase', '30.00 CNY');
    expect(lowered.stdout).toContain('share of the inviter: 1.50 CNY taken off, 2.50 CNY left\n');
    const more = await reverse(rewards.share, '--purchase', '50.01 CNY');
    expect(more.stdout).toContain('MORE_THAN_LEFT: 50.00 CNY of the purchase is left');
    const whole = await reverse(rewards.packet, '--purchase', '1.00 CNY');
    expect(whole.stdout).toContain('REWARD_INDIVISIBLE');
    const held = (await stage.text('ledger', 'show', 'campaign:small:held')).stdout;
    expect(held).toMatch(/lower .*-1[.]50 CNY .*to campaign:small:budget .*case 7/);
    expect(await stage.text('ledger', 'check')).toMatchObject({ code: 0 });
  },
);

test(
  'what is no part of a reward is said before anything is asked',
  { timeout: limitMs },
  async () => {
    const said = await Promise.all([
      reverse(rewards.share, '--amount', '5.00 USD'),
      reverse(rewards.share, '--amount', '1.00 CNY', '--purchase', '1.00 CNY'),
      reverse(rewards.share, '--amount', '1.00 CNY', '--returned'),
      reverse(rewards.share.replace('/share/', '/nothing/'), '--amount', '1.00 CNY'),
    ]);
    expect(said.map(({ code }) => code)).toEqual([2, 2, 2, 1]);
    expect(said[0].stderr).toContain(
      '--amount must be an amount above 0 such as "5.00 CNY", not "5.00 USD".',
    );
    expect(said[1].stderr).toContain(
      'Of --amount, --purchase and --returned only one can be said.',
    );
    expect(said[3].stdout).toContain('REWARD_UNKNOWN');
  },
);
