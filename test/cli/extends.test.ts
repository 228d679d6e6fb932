import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { basesOnDisk } from '../../cli/bases.ts';
import { Unreadable } from '../../cli/exit.ts';
import { say } from '../../lang/say.ts';
import { usher, usherJson } from './usher.ts';

const limitMs = 120_000;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'usher-extends-'));
  await mkdir(join(directory, 'campaigns'));
  await cp('campaigns/registration.yaml', at('base.yaml'));
  await write('spring.yaml', './base.yaml', 'spec: { budget: { CNY: "20000.00" } }\n');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

function at(name: string): string {
  return join(directory, 'campaigns', name);
}

async function write(name: string, base: string, spec = ''): Promise<void> {
  const head = `apiVersion: usher/v1\nkind: Campaign\nextends: ${base}\nmetadata: { id: spring }\n`;
  await writeFile(at(name), head + spec);
}

function git(...args: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.c'];
  execFileSync('git', ['-C', directory, ...who, ...args]);
}

test('resolve prints a campaign that stands alone', { timeout: limitMs }, async () => {
  const whole = await usher(['resolve', at('spring.yaml')]);
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  await expect(whole.stdout).toMatchFileSnapshot('cases/resolved.yaml');
  await writeFile(at('whole.yaml'), whole.stdout);
  const [first, second] = await Promise.all([
    usherJson(['resolve', at('spring.yaml')]),
    usherJson(['resolve', at('whole.yaml')]),
  ]);
  expect(first.json).toMatchObject({
    bases: [expect.stringMatching(/campaigns\/base[.]yaml$/) as string],
    campaign: whole.stdout,
  });
  expect(second.json).toMatchObject({
    bases: [],
    digest: (first.json as { digest: string }).digest,
  });
  const policy = await usher(['resolve', 'rules/policies/none.yaml']);
  expect(policy).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no campaign') as string,
  });
});

test('bases outside the repository are not read', { timeout: limitMs }, async () => {
  await symlink('/etc/hostname', at('link.yaml'));
  const cases = {
    '../../outside.yaml': 'outside the repository',
    './link.yaml': 'outside the repository',
    '/etc/hostname': 'its path is not from the file',
    './none.yaml': 'there is no such file',
    './': 'it is a folder',
    'https://example.com/x.yaml': 'cannot read https://example.com/x.yaml: it is an address',
  };
  for (const [base, said] of Object.entries(cases)) {
    await write('wrong.yaml', base);
    const { code, json } = await usherJson(['lint', at('wrong.yaml')]);
    expect(code).toBe(1);
    expect(json).toMatchObject({
      diagnostics: [
        {
          ...{ code: 'BASE_UNREADABLE', line: 3, column: 10 },
          message: expect.stringContaining(said) as string,
        },
      ],
    });
  }
});

test('the folder that a command is called in has a name too', async () => {
  const own = { file: 'wrong.yaml', text: 'kind: Campaign\nextends: .\n' };
  const folder = new Unreadable('.', say`it is a folder`);
  const [base] = await basesOnDisk(own, () => Promise.reject(folder));
  expect(base).toMatchObject({ file: '.', code: 'BASE_UNREADABLE' });
});

test('a revision of Git has the base of that revision', { timeout: limitMs }, async () => {
  const environment = { GIT_DIR: join(directory, '.git'), GIT_WORK_TREE: directory };
  const now = at('spring.yaml');
  const same = await usher(['diff', 'HEAD:campaigns/spring.yaml', now], environment);
  expect(same).toMatchObject({ code: 0, stderr: '' });
  await writeFile(at('base.yaml'), 'apiVersion: usher/v1\nkind: Campaign\nextends: ./whole.yaml\n');
  const longer = ['resolve', now];
  await writeFile(
    at('whole.yaml'),
    (await usher(['resolve', 'campaigns/registration.yaml'])).stdout.replace('24h', '48h'),
  );
  expect(await usher(longer)).toMatchObject({ code: 0 });
  const changed = await usher(['diff', 'HEAD:campaigns/spring.yaml', now], environment);
  expect(changed).toMatchObject({ code: 1, stderr: '' });
  expect(changed.stdout).toContain('lifetime');
});

test('a test plays what its campaign extends', { timeout: limitMs }, async () => {
  await mkdir(join(directory, 'other'));
  const [campaign, played] = ['spring.yaml', 'spring.test.yaml'].map((name) =>
    join(directory, 'other', name),
  ) as [string, string];
  await cp('campaigns/registration.yaml', join(directory, 'other/base.yaml'));
  const head =
    'apiVersion: usher/v1\nkind: Campaign\nextends: base.yaml\nmetadata: { id: spring }\n';
  await writeFile(campaign, `${head}spec: { rewards: [{ id: red-packet, amount: "2.00" }] }\n`);
  await writeFile(
    played,
    `apiVersion: usher/v1
kind: CampaignTest
campaign: spring.yaml
now: 2026-01-05T10:00:00+08:00
people: { ann: {}, bob: {} }
tests:
  - name: two yuan
    steps:
      - { do: issue, of: ann }
      - { do: redeem, of: ann, by: bob }
      - { do: milestone, by: bob, reached: [registered, real-name-verified] }
    then: { paid: { ann: 2.00 CNY } }
`,
  );
  expect(await usher(['test', played])).toMatchObject({ code: 0, stderr: '' });
  const plain = await usher([
    'explain',
    campaign,
    '--milestones',
    'registered',
    'real-name-verified',
  ]);
  expect(plain).toMatchObject({ code: 0, stdout: expect.stringContaining('2.00 CNY') as string });
});
