import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createCliStage, type CliStage } from './cli-stage.ts';
import { usher, usherJson, type Run } from './usher.ts';

// Each step is a process of its own that loads and connects.
const limitMs = 240_000;
const shipped = 'campaigns/registration.yaml';
const cases = 'test/cli/cases/compare';
const proposed = `${cases}/registration.yaml`;
const at = ['--at', '2026-12-01T10:00:00+08:00'];

describe('usher diff', { timeout: limitMs }, () => {
  test.each([
    ['text', 'diff.txt'],
    ['markdown', 'diff-markdown.txt'],
    ['json', 'diff.json'],
  ])('as %s', async (form, golden) => {
    const run = await usher(['diff', shipped, proposed, '--format', form]);
    expect(run).toMatchObject({ code: 1, stderr: '' });
    await expect(run.stdout).toMatchFileSnapshot(`cases/compare/${golden}`);
  });

  test('in Chinese, by the locale or where it is asked for', async () => {
    const args = ['diff', shipped, proposed];
    const asked = await usher([...args, '--lang', 'zh']);
    expect(await usher(args, { LC_ALL: 'zh_CN.UTF-8' })).toEqual(asked);
    expect(asked).toMatchObject({ code: 1, stderr: '' });
    await expect(asked.stdout).toMatchFileSnapshot('cases/compare/diff-zh.txt');
    const comment = await usher([...args, '--format', 'markdown', '--lang', 'zh']);
    expect(comment.stdout).toContain('#### 最坏情况');
  });

  test('of lists whose order means nothing tells what comes and goes, and nothing of another order', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-diff-'));
    const text = await readFile(shipped, 'utf8');
    const told = async (channels: string): Promise<Run> => {
      const file = join(directory, 'c.yaml');
      await writeFile(file, text.replace('[moments, group, poster]', channels));
      return usher(['diff', shipped, file]);
    };
    const turned = await told('[poster, group, moments]');
    expect(turned).toMatchObject({ code: 0, stderr: '' });
    expect(turned.stdout).toContain('the same terms, in other words');
    const other = await told('[tv, moments, group]');
    await rm(directory, { recursive: true });
    expect(other.code).toBe(1);
    expect(other.stdout).toMatch(/: 1 change\n/);
    const lines = other.stdout.split('\n').filter((line) => line.includes('channels: '));
    expect(lines).toEqual(['    channels: poster taken out', '    channels: tv added']);
    expect(other.stdout).toContain('channels stays with poster\n    channels stays without tv');
  });

  test('says what is cosmetic only where something is', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-diff-'));
    const text = await readFile(shipped, 'utf8');
    const other = text.replace('amount: "1.00"', 'amount: "2.00"');
    const files = ['terms.yaml', 'remark.yaml'].map((name) => join(directory, name));
    await writeFile(files[0] ?? '', other);
    await writeFile(files[1] ?? '', `${other}# a remark\n`);
    const [terms, remark] = await Promise.all(files.map((file) => usher(['diff', shipped, file])));
    await rm(directory, { recursive: true });
    expect(terms?.stdout).toContain('amount: 1.00 CNY -> 2.00 CNY');
    expect(terms?.stdout).not.toContain('Cosmetic');
    expect(remark?.stdout).toContain('Cosmetic\n  comments, order, or the way it is written');
  });

  test('of what is the same exits with 0, also in other words', async () => {
    const same = await usher(['diff', shipped, shipped]);
    expect(same).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('the same terms') as string,
    });
    const policies = ['default', 'reviewed'].map((name) => `rules/policies/${name}.yaml`);
    expect(await usherJson(['diff', ...policies])).toMatchObject({
      code: 1,
      json: { kind: 'policy', same: false, costs: [] },
    });
  });

  test('reads a revision of Git; a remark is no change of terms', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-diff-'));
    const git = (...args: string[]): unknown =>
      execFileSync('git', [
        '-C',
        directory,
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@b.c',
        ...args,
      ]);
    try {
      git('init', '--quiet');
      const file = join(directory, 'c.yaml');
      await writeFile(file, await readFile(shipped));
      git('add', 'c.yaml');
      git('commit', '--quiet', '-m', 'first');
      await writeFile(file, `${await readFile(file, 'utf8')}# a remark\n`);
      const environment = { GIT_DIR: join(directory, '.git'), GIT_WORK_TREE: directory };
      const run = await usher(['diff', 'HEAD:c.yaml', file], environment);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toContain('the same terms, in other words');
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test.each([
    ['no file', ['diff', 'nowhere.yaml', shipped], 'Cannot read nowhere.yaml'],
    ['no revision', ['diff', 'nowhere:a.yaml', shipped], 'Cannot read nowhere:a.yaml'],
    ['an option for Git', ['diff', '--', '--output=x:a.yaml', shipped], 'no Git revision'],
    ['unlike things', ['diff', shipped, 'rules/policies/none.yaml'], 'cannot be compared'],
  ])('%s is wrong use', async (_, args, said) => {
    const run = await usher(args);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(said);
  });
});

describe('usher explain', { timeout: limitMs }, () => {
  test.each([
    ['refused', [shipped, '--invitations-today', '6', ...at], 'explain-refused.txt'],
    [
      'a file, and an option that wins',
      [
        'campaigns/first-purchase.yaml',
        '--situation',
        `${cases}/situation.yaml`,
        '--channel',
        'order-page',
      ],
      'explain-purchase.txt',
    ],
    [
      'the third friend',
      ['campaigns/privilege.yaml', ...at, '--invitees-before', '2', '--milestones', 'registered'],
      'explain-third.txt',
    ],
  ])('%s', async (_, args, golden) => {
    const run = await usher(['explain', ...args]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    await expect(run.stdout).toMatchFileSnapshot(`cases/compare/${golden}`);
  });

  test.each([
    [['accountAgeDays=2', 'deviceReports=emulator,rooted'], 'RISK_REFUSED', 'device-farm'],
    [['wordingHits=1'], 'CODE_PENDING', 'wording'],
  ])('decides by any fact that risk rules read: %s', async (facts, code, decidedBy) => {
    const run = await usherJson(['explain', 'campaigns/coupon.yaml', '--fact', ...facts]);
    expect(run).toMatchObject({
      ...{ code: 0, stderr: '' },
      json: { outcome: { ok: false, code }, decidedBy },
    });
  });

  test('takes what an invitee has shown, and says what it takes for granted', async () => {
    const passport = ['--region', 'US', '--invitee-check', 'passport'];
    const run = await usherJson(['explain', 'campaigns/cross-border.yaml', ...passport]);
    expect(run).toMatchObject({ code: 0, json: { outcome: { ok: true }, supposed: 'consent' } });
  });

  test('says the same to programs', async () => {
    const run = await usherJson(['explain', shipped, '--invitations-today', '6', ...at]);
    expect(run).toMatchObject({
      code: 0,
      json: {
        outcome: { ok: false, code: 'VERIFICATION_REQUIRED' },
        decidedBy: 'invitations-per-day',
        rules: [
          { id: 'not-bound', trace: { holds: false } },
          { id: 'invitations-per-day', trace: { kind: 'all', holds: true } },
          ...[{}, {}, {}, {}],
        ],
        nearest: [{ changes: [{ fact: 'invitationsToday', to: 5 }] }, {}, {}, {}],
      },
    });
  });

  test.each([
    ['a strange milestone', [shipped, '--milestones', 'married'], 'no milestone married'],
    ['a strange channel', [shipped, '--channel', 'tv'], 'no channel tv'],
    ['a strange file', [shipped, '--situation', shipped], 'there is no fact apiVersion'],
    ['a policy', ['rules/policies/none.yaml'], 'is no campaign'],
    ['another policy', [shipped, '--policy', shipped], 'is no risk policy'],
    ['no such fact', [shipped, '--fact', 'shoeSize=44'], 'There is no fact shoeSize'],
    ['a fact of another type', [shipped, '--fact', 'accountAgeDays=old'], 'is a number, not "old"'],
    ['a fact with its own option', [shipped, '--fact', 'region=CN'], 'is said by --region'],
    [
      'a region in other letters',
      [shipped, '--region', 'de'],
      'region: It must be an ISO 3166 code',
    ],
    [
      'a check that no region asks for',
      ['campaigns/cross-border.yaml', '--invitee-check', 'visa'],
      'no region for the check visa, only passport',
    ],
    [
      'too many before',
      [shipped, '--invitees-before', '501'],
      'inviteesBefore is 501, and should be a number from 0 to 500',
    ],
  ])('%s is wrong use', async (_, args, said) => {
    const run = await usher(['explain', ...args]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(said);
  });
});

describe('usher backtest', { timeout: limitMs }, () => {
  let stage: CliStage;

  beforeAll(async () => {
    stage = await createCliStage();
    const env = stage.environment;
    await usher(['publish', 'rules/policies/default.yaml', shipped], env);
    const issued = await usherJson(['issue', 'registration', '--holder', 'ann'], env);
    const { codes } = issued.json as { codes: [{ code: string }] };
    const [{ code }] = codes;
    for (const invitee of ['bob', 'eve']) {
      await usher(['redeem', code, '--invitee', invitee], env);
      for (const milestone of ['registered', 'real-name-verified']) {
        await usher(['milestone', code, '--invitee', invitee, '--reached', milestone], env);
      }
    }
  }, limitMs);

  afterAll(() => stage.close(), limitMs);

  test('says who would have been paid more', async () => {
    const run = await usher(['backtest', proposed, '--since', '1h'], stage.environment);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const still = run.stdout.replace(/since \S+ \S+ UTC/, 'since (an hour ago)');
    await expect(still).toMatchFileSnapshot('cases/compare/backtest.txt');
  });

  test('says it in Chinese, by the locale or when it is asked to', async () => {
    const args = ['backtest', proposed, '--since', '1h'];
    const asked = await usher([...args, '--lang', 'zh'], stage.environment);
    const byLocale = await usher(args, { ...stage.environment, LC_ALL: 'zh_CN.UTF-8' });
    const still = [asked, byLocale].map(({ stdout }) =>
      stdout.replace(/自 \S+ \S+ UTC/, '自（一小时前）'),
    );
    expect(still[1]).toBe(still[0]);
    await expect(still[0]).toMatchFileSnapshot('cases/compare/backtest-zh.txt');
  });

  test('a policy is tried under the name of the one that it is to replace', async () => {
    const run = await usher(['backtest', 'rules/policies/strict.yaml'], stage.environment);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('names the risk policy strict, only default: a policy is tried');
  });

  test('says it as a table, and to programs', async () => {
    const csv = await usher(['backtest', proposed, '-o', 'csv'], stage.environment);
    expect(csv.stdout).toBe(
      'person,asset,beforeMinor,afterMinor,change\n"ann","CNY/2",200,400,more\n',
    );
    const run = await usherJson(['backtest', proposed], stage.environment);
    expect(run.json).toMatchObject({
      ...{ campaigns: ['registration'], played: 6, agreed: 6 },
      totals: [{ asset: 'CNY/2', before: 200, after: 400, recorded: 200 }],
    });
  });

  test('what is in force can be named, and compared with a file', async () => {
    const same = await usher(['diff', 'published:registration', shipped], stage.environment);
    expect(same).toMatchObject({ code: 0, stderr: '' });
    const { json } = await usherJson(
      ['diff', 'published:default', 'rules/policies/default.yaml'],
      stage.environment,
    );
    const { before } = json as { before: { digest: string } };
    const byDigest = ['diff', `digest:${before.digest}`, 'rules/policies/default.yaml'];
    expect(await usher(byDigest, stage.environment)).toMatchObject({ code: 0, stderr: '' });
    const none = await usher(['diff', 'published:nothing', shipped], stage.environment);
    expect(none).toMatchObject({ code: 2, stdout: '' });
  });

  test('of what was never published is wrong use', async () => {
    const run = await usher(['backtest', 'campaigns/enterprise.yaml'], stage.environment);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('No campaign enterprise is published');
  });
});
