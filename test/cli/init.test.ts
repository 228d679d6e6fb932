import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { explainFailure } from '../../cli/failure.ts';
import { answerAll, planOf } from '../../cli/init/answers.ts';
import { meet } from '../../cli/init/ask.ts';
import { filesOf } from '../../cli/init/files.ts';
import { platforms } from '../../cli/init/platforms.ts';
import { templates } from '../../cli/init/rewards.ts';
import { scenarios } from '../../cli/init/scenarios.ts';
import { currencyDecimals } from '../../domain/money.ts';
import { lintCampaign } from '../../lint/lint.ts';
import { usher, usherJson } from './usher.ts';

const limitMs = 120_000;
const names = ['--title', 'Spring: "hello" #1', '--owner', 'growth-team'];

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'usher-init-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

const said = { id: 'spring', title: 'Spring', owner: 'growth-team', timeZone: 'Asia/Shanghai' };

/** What the linter finds in a campaign that begins with these answers. */
async function findingsOf(words: Readonly<Record<string, string>>): Promise<unknown> {
  const [campaign] = filesOf(planOf(await answerAll({ ...said, ...words }, undefined)));
  return lintCampaign(campaign.text).findings;
}

const beginnings = Object.keys(scenarios).flatMap((scenario) =>
  Object.entries(platforms).flatMap(([platform, { without }]) =>
    Object.keys(templates)
      .filter((template) => !without.includes(template))
      .map((template) => ({ scenario, platform, template })),
  ),
);

test.each(beginnings)('$scenario with $template on $platform is linted clean', async (words) => {
  expect(await findingsOf(words)).toEqual([]);
});

test.each(Object.keys(currencyDecimals))('cash in %s is linted clean', async (currency) => {
  expect(await findingsOf({ template: 'cash', currency })).toEqual([]);
});

test.each(['true', 'null'])('a campaign may be called %s', async (word) => {
  expect(await findingsOf({ id: word, title: word, owner: word })).toEqual([]);
});

test('every template is written, and linted clean', { timeout: limitMs }, async () => {
  for (const template of Object.keys(templates)) {
    const args = ['init', directory, '--id', template, '--template', template, ...names];
    const run = await usher(args);
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`npx usher lint ${directory}/campaigns\n`);
  }
  const files = Object.keys(templates).flatMap((name) => [
    `${directory}/campaigns/${name}.yaml`,
    `${directory}/campaigns/${name}.test.yaml`,
  ]);
  expect(await usher(['lint', '--strict', ...files])).toEqual({
    code: 0,
    stdout: `${files.length} files, 0 errors, 0 warnings, 1 silenced\n`,
    stderr: '',
  });
  const played = await usher(['test', `${directory}/campaigns`]);
  expect(played.stdout).toContain('15 tests, 15 passed, 0 failed');
  expect(await readdir(directory)).toEqual(['.github', '.vscode', 'campaigns', 'rules']);
  const { 'yaml.schemas': patterns } = JSON.parse(
    await readFile(`${directory}/.vscode/settings.json`, 'utf8'),
  ) as { readonly 'yaml.schemas': object };
  for (const schema of Object.keys(patterns)) {
    expect(JSON.parse(await readFile(join(directory, schema), 'utf8'))).toHaveProperty('title');
  }
  const workflow = await readFile(`${directory}/.github/workflows/campaigns.yaml`, 'utf8');
  expect(workflow).toContain('npx usher lint --strict --format github');
  expect(workflow).toContain('npx usher test');
});

test('nothing is overwritten without being told', { timeout: limitMs }, async () => {
  const campaign = `${directory}/campaigns/spring.yaml`;
  const workflow = `${directory}/.github/workflows/campaigns.yaml`;
  const init = ['init', directory, '--id', 'spring', ...names];
  await usher(init);
  await writeFile(campaign, '# mine\n');
  await writeFile(workflow, '# mine too\n');

  const refused = await usher(init);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain(`${campaign} is there already; nothing is written.`);
  expect(await readFile(campaign, 'utf8')).toBe('# mine\n');

  const other = await usher(['init', directory, '--id', 'summer', ...names]);
  expect(other.code).toBe(0);
  expect(other.stdout).toContain(`${workflow} stays as it was. See that it has:`);
  expect(await readFile(workflow, 'utf8')).toBe('# mine too\n');

  const forced = await usher([...init, '--force']);
  expect(forced.code).toBe(0);
  expect(forced.stdout).toMatch(/^overwrote +\S+spring\.yaml$/m);
  expect(await readFile(campaign, 'utf8')).toContain('kind: Campaign');
});

test('a dry run says what it would write, and writes nothing', { timeout: limitMs }, async () => {
  const there = join(directory, 'new');
  const { code, json } = await usherJson(['init', there, '--id', 'spring', '--dry-run', ...names]);
  expect(code).toBe(0);
  expect(json).toMatchObject({
    dryRun: true,
    written: false,
    files: [
      { file: 'campaigns/spring.yaml', fate: 'new' },
      { file: 'campaigns/spring.test.yaml', fate: 'new' },
      { file: 'campaigns/campaign.schema.json', fate: 'new' },
      { file: 'campaigns/campaign-test.schema.json', fate: 'new' },
      { file: 'campaigns/populations/population.schema.json', fate: 'new' },
      { file: 'rules/policies/policy.schema.json', fate: 'new' },
      { file: '.vscode/settings.json', fate: 'new' },
      { file: '.vscode/extensions.json', fate: 'new' },
      { file: '.github/workflows/campaigns.yaml', fate: 'new' },
    ],
  });
  expect(await readdir(directory)).toEqual([]);
});

const wrong: readonly (readonly [args: readonly string[], says: string])[] = [
  [['--id', 'Two Words'], '--id Two Words: it must be 2 to 63 small letters'],
  [['--scenario', 'lottery'], '--scenario lottery: it must be one of registration, '],
  [
    ['--scenario', 'lottery'],
    'first-purchase; or begin with a copy from campaigns: group, coupon, ',
  ],
  [
    ['--scenario', 'coupon'],
    '--scenario coupon: begin with a copy of campaigns/coupon.yaml and campaigns/coupon.test.yaml, and change `metadata.id`.',
  ],
  [['--template', 'money'], '--template money: it must be one of cash, points, '],
  [['--currency', 'XAU'], '--currency XAU: it must be one of CNY, '],
  [['--currency', 'EUR', '--template', 'points'], '--currency <code> goes with --template cash'],
  [['--budget', '0.50'], '--budget 0.50: it must be 1.00 CNY at least'],
  [['--budget', '10,000'], '--budget 10,000: it must be a number with at most 2 decimals, in CNY'],
  [['--time-zone', 'Mars/Olympus'], '--time-zone Mars/Olympus: it must be an IANA name'],
  [['--platform', 'fax'], '--platform fax: it must be one of generic, wechat, '],
  [['--platform', 'alipay', '--template', 'cash'], 'alipay gives out no cash'],
];

test.each(wrong)('wrong use: %j', { timeout: limitMs }, async (args, says) => {
  const run = await usher(['init', directory, '--id', 'spring', ...names, ...args]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain(says);
  expect(await readdir(directory)).toEqual([]);
});

test('where no terminal is, nobody is asked', { timeout: limitMs }, async () => {
  const run = await usher(['init', directory, '--id', 'spring']);
  expect(run).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'Say --title <text> (what people call it), --owner <team> (the team that answers for it): nobody is asked here.\n',
  });
});

test('a file in place of a folder is said in one sentence', { timeout: limitMs }, async () => {
  await writeFile(join(directory, 'campaigns'), '');
  const run = await usher(['init', directory, '--id', 'spring', ...names]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('a file is where a folder should be');
});

test('a person is asked for what is not said, until the answer can be taken', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answers = ['Big Spring', 'spring', '', 'growth', '', '', 'points', '99', '70000'];
  let shown = '';
  output.setEncoding('utf8').on('data', (part: string) => {
    shown += part;
    if (part.endsWith('> ')) input.write(`${answers.shift() ?? ''}\n`);
  });
  const person = meet(input, output);
  const words = await answerAll({ title: 'Spring', timeZone: 'UTC' }, (question, known) =>
    person.ask(question, known),
  );
  person.leave();
  expect(words).toEqual({
    ...{ id: 'spring', title: 'Spring', owner: 'growth', scenario: 'registration' },
    ...{ platform: 'generic', template: 'points', budget: '70000', timeZone: 'UTC' },
  });
  expect(answers).toEqual([]);
  expect(shown).toContain('No: it must be 2 to 63 small letters');
  expect(shown).toContain('No: it must be said.');
  expect(shown).toContain('No: it must be 100 points at least');
});

test('a person is asked in Chinese, and what is written speaks it too', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const answers = ['春', 'spring'];
  let shown = '';
  output.setEncoding('utf8').on('data', (part: string) => {
    shown += part;
    if (part.endsWith('> ')) input.write(`${answers.shift() ?? ''}\n`);
  });
  const person = meet(input, output, 'zh');
  const words = await answerAll(
    { title: '春季', owner: 'growth', timeZone: 'UTC' },
    (question, known) => person.ask(question, known),
  );
  person.leave();
  expect(shown).toContain('id：文件和命令中用的名称');
  expect(shown).toContain('不行：必须是 2 到 63 个小写字母、数字或连字符，以字母开头。');
  expect(shown).toMatch(/registration +好友注册/);
  const [campaign, tests] = filesOf(planOf(words), 'zh');
  expect(campaign.text).toContain('liveCodesMax: 100000 # 同时有效的码最多有多少个');
  expect(tests.text).toContain('- name: 好友达成全部里程碑后，邀请人获得 1.00 CNY');
  expect(lintCampaign(campaign.text).findings).toEqual([]);
  const refused: unknown = await answerAll({ id: 'x' }, undefined).catch((error: unknown) => error);
  expect(explainFailure(refused, 'zh').message).toMatch('--id x：必须是 2 到 63');
});
