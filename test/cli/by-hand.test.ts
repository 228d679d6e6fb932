import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;

beforeAll(async () => {
  stage = await createCliStage();
  const policies = ['default', 'reviewed'].map((name) => `rules/policies/${name}.yaml`);
  const campaigns = ['registration', 'enterprise'].map((name) => `campaigns/${name}.yaml`);
  expect(await stage.run('publish', '--sandbox', ...policies, ...campaigns)).toMatchObject({
    code: 0,
  });
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

async function issue(campaign: string, holder: string, ...more: string[]): Promise<string> {
  const issued = await stage.run('issue', campaign, '--holder', holder, ...more);
  expect(issued).toMatchObject({ code: 0, json: { refused: null } });
  const { codes } = issued.json as { codes: [{ code: string }] };
  return codes[0].code;
}

function outcomeOf(done: { readonly json: unknown }): unknown {
  return (done.json as { outcome: unknown }).outcome;
}

describe('payouts', { timeout: limitMs }, () => {
  test('are paused and resumed by hand, and it is seen meanwhile', async () => {
    const paused = await stage.run('payouts', 'pause', '--reason', 'a restore', '--actor', 'olga');
    expect(paused).toMatchObject({ code: 0, json: { paused: true, changed: true } });
    const held = { held: true, pausedBy: 'olga', reason: 'a restore' };
    expect(await stage.run('payouts', 'list')).toMatchObject({ json: { gates: [held] } });
    expect(await stage.run('status')).toMatchObject({ json: { payouts: [held] } });
    const text = await stage.text('payouts', 'list');
    expect(text.stdout).toContain('are paused since');
    const resumed = await stage.run('payouts', 'resume', '--reason', 'all is known');
    expect(resumed).toMatchObject({ code: 0, json: { paused: false, changed: true } });
    expect(await stage.run('payouts', 'list')).toMatchObject({
      json: { gates: [{ held: false }] },
    });
  });
});

describe('what operations do', { timeout: limitMs }, () => {
  test('codes go over to a new version only when somebody says so', async () => {
    const code = await issue('registration', 'ann');
    const text = await readFile('campaigns/registration.yaml', 'utf8');
    const file = join(stage.directory, 'registration.yaml');
    const changed = text.replace('"5.00"', '"8.00"').replace('policy: default', 'policy: reviewed');
    await writeFile(file, changed);
    expect(await stage.run('publish', file)).toMatchObject({
      json: { published: [{ version: 2 }] },
    });
    expect(await stage.run('inspect', code)).toMatchObject({ json: { codes: [{ version: 1 }] } });
    const move = ['migrate-codes', 'registration', '--to', '2'];
    const dry = await stage.run(...move, '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      json: {
        ...{ dryRun: true, codes: 1, endsMoved: 0 },
        changes: [
          {
            from: 1,
            differences: [
              {
                path: expect.stringContaining('caps') as string,
                before: '5.00 CNY',
                after: '8.00 CNY',
              },
              { path: 'risk.policy', before: 'default', after: 'reviewed' },
            ],
          },
        ],
      },
    });
    const moved = await stage.run(...move, '--reason', 'as agreed');
    expect(moved).toMatchObject({ code: 0, json: { codes: 1, untold: 0 } });
    expect(await stage.run('inspect', code)).toMatchObject({
      json: {
        codes: [
          {
            version: 2,
            operations: [{ kind: 'migrate' }],
            events: [{ kind: 'version', data: { from: 1, to: 2, reason: 'as agreed' } }, {}, {}],
          },
        ],
      },
    });
    const again = await stage.text(...move, '--reason', 'again');
    expect(again.stdout).toBe('ok  no open code of registration is left to move to version 2\n');
    const refused = await stage.run('migrate-codes', 'registration', '--to', '9', '--dry-run');
    expect(refused).toMatchObject({ code: 1, json: { refused: { code: 'VERSION_UNKNOWN' } } });
    expect(await stage.run('reconcile', '--check')).toMatchObject({
      code: 0,
      json: { payouts: { trouble: null, differences: [], lookOnly: true, paused: null } },
    });
  });

  test('a review is listed, decided once, and explained', async () => {
    const code = await issue('registration', 'ann');
    const redeemed = await stage.run('redeem', code, '--invitee', 'eve', '--channel', 'poster');
    const { review } = outcomeOf(redeemed) as { review: string };
    const listed = await stage.run('review', 'list', '--campaign', 'registration');
    expect(listed).toMatchObject({ json: { reviews: [{ id: review, invitee: 'eve' }] } });
    const { stdout: table } = await stage.text('review', 'list');
    expect(table).toMatch(/^\S+ +registration +eve .* Asia\/Shanghai \(in /m);
    const decide = ['review', 'decide', review];
    const decided = await stage.run(
      ...decide,
      'approve',
      '--reason',
      'met them',
      '--actor',
      'olga',
    );
    expect(outcomeOf(decided)).toMatchObject({ ok: true, redemptionState: 'redeemed' });
    const again = await stage.run(...decide, 'refuse', '--reason', 'changed my mind');
    expect(again.code).toBe(1);
    expect(outcomeOf(again)).toMatchObject({ ok: false, code: 'REVIEW_CLOSED' });
    const { stdout } = await stage.text('inspect', code);
    expect(stdout).toMatch(/approved by olga +poster-by-hand +met them/);
  });

  test('a code is frozen until it is said, and everything done to it is named', async () => {
    const code = await issue('enterprise', 'frozen', '--manual', 'ACME-FROZEN-FOR-A-DAY');
    const by = ['--actor', 'olga', '--reason'];
    const text = async (...args: string[]): Promise<string> => (await stage.text(...args)).stdout;
    const frozen = await text('freeze', code, '--for', '1h', ...by, 'looked into');
    expect(frozen).toMatch(
      /^ok {2}the code is frozen until \S+ \S+ Asia\/Shanghai \(in (?:59m|1h)/,
    );
    expect(await text('freeze', code, ...by, 'longer')).toMatch(/^ok {2}the code is frozen, exp/);
    const used = await text('redeem', code, '--invitee', 'zed');
    expect(used).toContain('CODE_FROZEN: the code is frozen\n');
    await text('unfreeze', code, ...by, 'all clear');
    expect(await text('inspect', code)).toContain('It was unfrozen by olga: all clear.');
    await text('revoke', code, ...by, 'sold');
    expect(await text('inspect', code)).toContain('It was revoked by olga: sold.');
    await text('reset', code, '--appeal', ...by, 'a mistake');
    expect(await text('inspect', code)).toContain('It was given back on appeal by olga: a mistake');
  });

  test('a batch that pays nothing says when the next one is', async () => {
    const file = 'campaigns/first-purchase.yaml';
    expect(await stage.run('publish', '--sandbox', file)).toMatchObject({ code: 0 });
    const { stdout } = await stage.text('payouts', 'preview', 'first-purchase');
    expect(stdout).toMatch(/no batch would pay anything\. The next batch, weekly, is at \S+ \S+\./);
  });

  test('a paid reward is taken back by a reversing entry', async () => {
    const code = await issue('registration', 'ann');
    for (const reached of ['registered', 'real-name-verified']) {
      await stage.run('milestone', code, '--invitee', 'eve', '--reached', reached);
    }
    const paid = async (): Promise<string> => {
      const { json } = await stage.run('payouts', 'list', '--all', '--campaign', 'registration');
      const { payouts } = json as { payouts: { state: string; reward: string }[] };
      return payouts.find(({ state }) => state === 'paid')?.reward ?? '';
    };
    await expect.poll(paid, { timeout: 60_000 }).not.toBe('');
    const reverse = ['ledger', 'reverse', await paid(), '--reason', 'refunded'];
    expect(outcomeOf(await stage.run(...reverse))).toMatchObject({ ok: true });
    expect(outcomeOf(await stage.run(...reverse))).toMatchObject({ code: 'REWARD_CLOSED' });
    const shown = await stage.run('ledger', 'show', 'person:ann');
    expect(shown).toMatchObject({
      json: { balances: [{ minor: 0 }], entries: [{ kind: 'reverse' }, { kind: 'post' }] },
    });
    expect(await stage.run('ledger', 'check')).toMatchObject({ code: 0 });
  });

  test('values that people choose are theirs alone, and only where the campaign allows it', async () => {
    await issue('enterprise', 'acme', '--manual', 'ACME-SPRING-PARTY-26');
    const taken = await stage.run(
      'issue',
      'enterprise',
      '--holder',
      'b',
      '--manual',
      'ACME-SPR1NG-PARTY-26',
    );
    expect(taken).toMatchObject({ code: 1, json: { refused: { code: 'VALUE_TAKEN' } } });
    const short = await stage.run(
      'issue',
      'enterprise',
      '--holder',
      'b',
      '--manual',
      'ACME-SPRING',
    );
    expect(short).toMatchObject({ code: 1, json: { refused: { code: 'VALUE_MALFORMED' } } });
    const personal = await stage.run('issue', 'enterprise', '--holder', 'lin', '--prefix', 'LIN');
    expect(personal).toMatchObject({ code: 0 });
    const { codes } = personal.json as { codes: { value: string }[] };
    expect(codes[0]?.value).toMatch(/^ACMELIN[0-9A-Z]{13}$/);
    const automatic = await stage.run(
      'issue',
      'registration',
      '--holder',
      'b',
      '--manual',
      'SPRING26',
    );
    expect(automatic).toMatchObject({ json: { refused: { code: 'VALUE_NOT_ALLOWED' } } });
    const used = await stage.run('redeem', 'acme spring party 26', '--invitee', 'zoe');
    expect(outcomeOf(used)).toMatchObject({ ok: true });
  });

  test('a paused campaign takes nothing, a closed one never again', async () => {
    const why = ['--reason', 'as agreed'];
    expect(await stage.run('pause', 'enterprise', ...why)).toMatchObject({
      json: { status: 'paused' },
    });
    const paused = await stage.run('issue', 'enterprise', '--holder', 'new');
    expect(paused).toMatchObject({ code: 1, json: { refused: { code: 'CAMPAIGN_PAUSED' } } });
    expect(await stage.run('resume', 'enterprise', ...why)).toMatchObject({
      json: { status: 'open' },
    });
    expect(await stage.run('close', 'enterprise', ...why)).toMatchObject({
      json: { status: 'closed' },
    });
    const again = await stage.run('resume', 'enterprise', ...why);
    expect(again).toMatchObject({ code: 1, json: { refused: { code: 'CAMPAIGN_CLOSED' } } });
  });
});
