import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherJson, type Run } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;

let stage: CliStage;
let code: string;
let value: string;

beforeAll(async () => {
  stage = await createCliStage();
}, limitMs);

afterAll(async () => {
  await stage.close();
}, limitMs);

function run(...args: string[]): Promise<Run & { readonly json: unknown }> {
  return usherJson(args, stage.environment);
}

function text(...args: string[]): Promise<Run> {
  return usher(args, stage.environment);
}

describe('from a file to a paid reward', { timeout: limitMs }, () => {
  test('publish, and again', async () => {
    const files = ['rules/policies/default.yaml', 'campaigns/registration.yaml'];
    const alone = await text('publish', 'campaigns/registration.yaml');
    expect(alone.code).toBe(1);
    expect(alone.stdout).toMatch(/POLICY_UNKNOWN: .* is not published: publish its file first/);
    const first = await run('publish', '--sandbox', ...files);
    expect(first).toMatchObject({
      code: 0,
      json: {
        schemaVersion: 1,
        published: [
          { kind: 'policy', id: 'default', changed: true },
          { kind: 'campaign', id: 'registration', version: 1, changed: true },
        ],
      },
    });
    const again = await text('publish', ...files);
    expect(again.code).toBe(0);
    expect(again.stdout.match(/nothing changed/g)).toHaveLength(2);
  });

  test('issue, and the same again', async () => {
    const args = ['issue', 'registration', '--holder', 'alice', '--channel', 'moments'];
    const issued = await run(...args);
    expect(issued).toMatchObject({ code: 0, json: { codes: [{ created: true }], refused: null } });
    [{ code, value }] = (issued.json as { codes: [{ code: string; value: string }] }).codes;
    const again = await text(...args);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain(`${value}  active`);
    expect(again.stdout).toContain('the one that they have');
  });

  test('share, redeem, reach what earns, be paid', async () => {
    const shared = await run('share', value, '--via', 'share-opened', '--share', 'post-1');
    expect(shared).toMatchObject({
      code: 0,
      json: { code, outcome: { extendedByMs: 21_600_000 } },
    });
    const would = await text('check', value, '--invitee', 'bob');
    expect(would).toMatchObject({
      code: 0,
      stdout: 'ok  it would be accepted; nothing was done\n',
    });
    const redeemed = await run('redeem', value, '--invitee', 'bob', '--op', 'bob-redeems');
    expect(redeemed).toMatchObject({
      code: 0,
      json: { operation: 'bob-redeems', outcome: { ok: true, redemptionState: 'redeemed' } },
    });
    await run('milestone', value, '--invitee', 'bob', '--reached', 'registered');
    const earned = await text(
      'milestone',
      code,
      '--invitee',
      'bob',
      '--reached',
      'real-name-verified',
    );
    expect(earned.code).toBe(0);
    expect(earned.stdout).toContain('red-packet to the inviter: 1.00 CNY, handed to the provider');
    await expect
      .poll(async () => (await run('payouts', 'list', '--all')).json, { timeout: 60_000 })
      .toMatchObject({ payouts: [{ state: 'paid', amount: '1.00 CNY', beneficiary: 'alice' }] });
  });

  test('inspect explains, by whatever one has', async () => {
    const byValue = await text('inspect', value);
    expect(byValue.code).toBe(0);
    expect(byValue.stdout).not.toContain(value);
    await expect(normalised(byValue.stdout)).toMatchFileSnapshot('cases/inspect.txt');
    const reward = await text('inspect', `${code}.3/red-packet/inviter`);
    expect(reward.stdout).toMatch(/\nAsked for\n +amount .*\n +1\.00 CNY +alice \(inviter\) +paid/);
    const redemption = await text('inspect', `${code}.3`);
    expect(redemption.stdout).toMatch(/\nAsked for\n +when .*\n.* bob +redeemed/);
    const others = await Promise.all([
      run('inspect', 'alice'),
      run('inspect', 'bob'),
      run('inspect', 'bob-redeems'),
    ]);
    expect(others.map(({ json }) => json)).toMatchObject([
      { codes: [{ foundBy: 'holder', status: 'active' }] },
      { codes: [{ foundBy: 'invitee' }], redemptions: [{ invitee: 'bob', state: 'redeemed' }] },
      { codes: [{ foundBy: 'operation' }], operations: [{ opId: 'bob-redeems', kind: 'redeem' }] },
    ]);
  });

  test('the ledger agrees', async () => {
    const [alice, check] = [
      await text('ledger', 'show', 'person:alice'),
      await run('ledger', 'check'),
    ];
    expect(alice.stdout).toMatch(/^person:alice has 1\.00 CNY\n/);
    expect(alice.stdout).toMatch(/post +1\.00 CNY +1\.00 CNY +from campaign:registration:held/);
    expect(check).toMatchObject({ code: 0, json: { violations: [] } });
  });

  test('fast-forward, and everything is as the file says', async () => {
    const forwarded = await text('fast-forward', 'registration', '8d');
    expect(forwarded.code).toBe(0);
    expect(forwarded.stdout).toMatch(
      /went from .* to .* \(Asia\/Shanghai\), with 1 running code\n/,
    );
    const status = await run('status', 'registration');
    expect(status).toMatchObject({
      code: 0,
      json: {
        campaigns: [
          {
            ...{ id: 'registration', files: 'same', sandbox: true, clockOffsetMs: 691_200_000 },
            codes: { replaced: 1, settled: 1 },
            budgets: [{ used: '1.00 CNY', max: '10000.00 CNY' }],
            ...{ status: 'open', state: 'open', policy: 'default' },
          },
        ],
        policies: [{ id: 'default', files: 'same' }],
      },
    });
    const all = await text('status');
    expect(all.code).toBe(1);
    expect(all.stdout).toMatch(/^privilege .* default +not published: campaigns\/privilege.yaml$/m);
    expect(all.stdout).toMatch(/^default +[0-9a-f]{8} +same$/m);
    expect(all.stdout).toMatch(/^reviewed +not published: rules\/policies\/reviewed.yaml$/m);
    const replaced = await text('inspect', code);
    expect(replaced.stdout).toMatch(/It is replaced .* which no longer answers for it since /);
  });

  test('rows, workflows and ledger agree, and the environment is well', async () => {
    const reconciled = await run('reconcile', '--check');
    expect(reconciled).toMatchObject({ code: 0, json: { found: [] } });
    expect(await run('reconcile')).toMatchObject({ code: 0, json: { found: [], mended: false } });
    const doctor = await text('doctor');
    expect(doctor.stdout).not.toMatch(/^(?:wrong|missing)/m);
    expect(doctor.code).toBe(0);
  });
});

describe('what cannot be', { timeout: limitMs }, () => {
  test('is refused with a code, and exit code 1', async () => {
    const frozen = await run('issue', 'registration', '--holder', 'ben');
    const [{ code: ben }] = (frozen.json as { codes: [{ code: string }] }).codes;
    await run('freeze', ben, '--reason', 'looked into', '--actor', 'olga', '--for', '2h');
    const { stdout } = await text('inspect', ben);
    expect(stdout).toMatch(/is frozen until .*\n +It was frozen by olga: looked into\.\n/);
    const cases: readonly (readonly [string, string[]])[] = [
      ['CAMPAIGN_UNKNOWN', ['issue', 'no-such-campaign', '--holder', 'a']],
      ['CODE_UNKNOWN', ['redeem', 'NOSUCHCODE99', '--invitee', 'c']],
      ['CODE_UNKNOWN', ['redeem', '<malformed>', '--invitee', 'c']],
      ['CODE_EXPIRED', ['redeem', value, '--invitee', 'c']],
      ['CODE_FROZEN', ['redeem', ben, '--invitee', 'c']],
      ['MILESTONE_UNKNOWN', ['milestone', code, '--invitee', 'bob', '--reached', 'flying']],
      ['NOT_REDEEMED', ['milestone', ben, '--invitee', 'bob', '--reached', 'registered']],
      ['OPERATION_REUSED', ['redeem', code, '--invitee', 'carol', '--op', 'bob-redeems']],
    ];
    for (const [refusal, args] of cases) {
      const done = await run(...args);
      const { outcome, refused } = done.json as { outcome?: unknown; refused?: unknown };
      expect(outcome ?? refused, args.join(' ')).toMatchObject({ ok: false, code: refusal });
      expect(done.code, args.join(' ')).toBe(1);
    }
  });

  test('names what there is instead', async () => {
    const [campaign, milestone, payouts, reviews, account] = await Promise.all([
      text('issue', 'no-such-campaign', '--holder', 'a'),
      text('milestone', code, '--invitee', 'bob', '--reached', 'flying'),
      text('payouts', 'list', '--campaign', 'no-such-campaign'),
      text('review', 'list', '--campaign', 'no-such-campaign'),
      text('ledger', 'balances', 'zzz'),
    ]);
    for (const { code: exit, stdout } of [campaign, payouts, reviews]) {
      expect(exit).toBe(1);
      expect(stdout).toContain('CAMPAIGN_UNKNOWN: no such campaign; there are: registration');
    }
    expect(milestone.stdout).toMatch(/no such milestone: they are registered, real-name-verified/);
    expect(account.stdout).toBe('No account whose name begins with zzz has entries.\n');
  });

  test('money that is none is wrong use', async () => {
    for (const amount of ['-5.00', '1.001', '1e3']) {
      const args = ['milestone', code, '--invitee', 'bob', '--reached', 'registered'];
      const done = await text(...args, '--purchase', amount);
      expect(done).toMatchObject({ code: 2, stdout: '' });
      expect(done.stderr).toContain(`not ${amount}: not negative, and at most 2 decimals`);
    }
  });
});

describe('towards the end', { timeout: limitMs }, () => {
  test('a successor answers for its code, and the operation says so', async () => {
    const issued = await text('issue', 'registration', '--holder', 'cyn');
    expect(issued.stdout).toMatch(/ Asia\/Shanghai \(in /);
    const [, typed = '', id = ''] = /^(\S+) .* (\S+)$/.exec(issued.stdout.trim()) ?? [];
    await run('redeem', typed, '--invitee', 'dan');
    await run('fast-forward', 'registration', '25h');
    const forwarded = await run('redeem', typed, '--invitee', 'eli', '--op', 'eli-redeems');
    expect(forwarded).toMatchObject({ code: 0, json: { outcome: { ok: true } } });
    const { stdout } = await text('inspect', id);
    expect(stdout).toMatch(/redeem +answered by successor +eli-redeems/);
    expect(stdout).toMatch(/which answers for it during its grace time/);
  });

  test('going beyond the end is said, and all of it is over then', async () => {
    const forwarded = await text('fast-forward', 'registration', '70d');
    expect(forwarded.code).toBe(0);
    expect(forwarded.stderr).toMatch(/this goes beyond the campaign's end, .* Asia\/Shanghai/);
    const status = await run('status', 'registration');
    expect(status).toMatchObject({ json: { campaigns: [{ status: 'open', state: 'ended' }] } });
    const { stdout } = await text('inspect', code);
    const [, settled = 'nothing'] = /It is settled since (\S+ \S+) /.exec(stdout) ?? [];
    expect(stdout).toMatch(new RegExp(`\\n +${settled} +status +to settled`));
  });
});

/** Without what is another every time: ids, times, distances, and the widths that they make. */
function normalised(output: string): string {
  return output
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/t-[0-9a-f]{20}|po_\S+/g, '<name>')
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replaceAll(/\(?(?:in (?:\d+[dhms] ?)+|(?:\d+[dhms] ?)+ago)(?<! )\)?/g, '<distance>')
    .replaceAll(/^( +)\d+( +<time>)/gm, '$1<entry>$2')
    .replaceAll(/ {2,}/g, '  ');
}
