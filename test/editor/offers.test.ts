import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';

import {
  startLanguageServer,
  type LanguageServer,
  type Place,
} from '../support/language-server.ts';

let server: LanguageServer;
/** Files opened so far: each text is a file of its own. */
let opened = 0;

beforeAll(async () => {
  server = await startLanguageServer();
});

afterAll(async () => {
  await server.stop();
});

/** Opens a campaign that is being written; `^` is where its author is. */
async function writing(text: string): Promise<{ readonly path: string; readonly place: Place }> {
  const path = `campaigns/new-${(opened += 1)}.yaml`;
  const whole = `# yaml-language-server: $schema=./campaign.schema.json\n${text}`;
  const before = whole.slice(0, whole.indexOf('^')).split('\n');
  await server.open(path, whole.replace('^', ''));
  return { path, place: { line: before.length - 1, character: before.at(-1)?.length ?? 0 } };
}

/** What is offered there, each with the words beside it. */
async function offers(text: string): Promise<Readonly<Record<string, string>>> {
  const { path, place } = await writing(text);
  const found = await server.complete(path, place);
  return Object.fromEntries(
    found.map(({ label, documentation = '' }) => [
      label,
      typeof documentation === 'string' ? documentation : documentation.value,
    ]),
  );
}

interface Writing {
  readonly where: string;
  readonly text: string;
  readonly labels: readonly string[];
  /** One of them, with what stands beside it. */
  readonly one: readonly [string, string];
}

const keysOfSpec = [
  ...['platform', 'purpose', 'period', 'code', 'validity', 'redemption', 'attribution'],
  ...['milestones', 'rewards', 'budget', 'risk'],
];

const completions: readonly Writing[] = [
  {
    where: 'in an empty file',
    text: '^',
    labels: ['apiVersion', 'kind', 'metadata', 'spec', 'Usher campaign'],
    one: ['kind', 'What the file is.'],
  },
  {
    where: 'in spec',
    text: 'apiVersion: usher/v1\nkind: Campaign\nspec:\n  ^',
    labels: keysOfSpec,
    one: ['validity', 'How long a code lives, what lengthens it, and what comes after.'],
  },
  {
    where: 'half a word into a short mapping',
    text: 'spec:\n  period: { starts: on-publish, l^ }',
    labels: ['lasts', 'ends', 'timeZone'],
    one: ['lasts', 'How long the campaign runs from its start.'],
  },
  {
    where: 'in a new reward',
    text: 'spec:\n  rewards:\n    - ^',
    labels: ['id', 'template', 'to', 'when', 'amount', 'ladder', 'bands', 'decay', 'caps'],
    one: ['points reward', 'Points, paid in weekly batches.'],
  },
  {
    where: 'in a reward that has begun',
    text: 'spec:\n  rewards:\n    - id: x\n      template: cash\n      ^',
    labels: ['to', 'when', 'amount', 'currency', 'payout'],
    one: ['currency', 'Of template cash: the currency.'],
  },
  {
    where: 'after onExpiry.action',
    text: 'spec:\n  validity:\n    lifetime: 24h\n    onExpiry:\n      action: ^',
    labels: ['expire', 'regenerate', 'archive', 'convert'],
    one: ['regenerate', 'It is void and its holder gets a successor.'],
  },
  {
    where: 'after template',
    text: 'spec:\n  rewards:\n    - id: x\n      template: ^',
    labels: ['cash', 'coupon', 'points', 'privilege', 'virtual-item'],
    one: ['privilege', 'Days of a `privilege`, which take effect by themselves.'],
  },
  {
    where: 'after platform',
    text: 'spec:\n  platform: ^',
    labels: ['wechat', 'alipay', 'douyin', 'generic'],
    one: ['wechat', 'WeChat, its mini-programs and official accounts.'],
  },
  {
    where: 'after lifetime, from the examples',
    text: 'spec:\n  validity:\n    lifetime: ^',
    labels: ['24h', '7d', 'until-campaign-end', 'long-term'],
    one: ['7d', ''],
  },
  {
    where: 'in a budget, with the lines that an author names',
    text: 'spec:\n  budget:\n    ^',
    labels: ['CNY', 'points', 'privilege:NAME', 'item:NAME'],
    one: ['CNY', 'Money, with 2 decimals.'],
  },
  {
    where: 'after what a limit is of, whatever it may count for itself',
    text: 'spec:\n  limits:\n    - of: ^',
    labels: ['person', 'code', 'lineage', 'channel', 'campaign', 'store'],
    one: ['lineage', ''],
  },
  {
    where: 'after timeZone, the clocks of many places',
    text: 'spec:\n  period:\n    timeZone: ^',
    labels: ['Asia/Shanghai', 'Asia/Singapore', 'Europe/London', 'America/New_York', 'UTC'],
    one: ['UTC', ''],
  },
  {
    where: 'after the fact of a condition',
    text: 'spec:\n  rewards:\n    - when:\n        condition:\n          fact: ^',
    labels: ['channel', 'purchaseAmountMinor', 'region'],
    one: ['channel', 'The channel that the invitee came by.'],
  },
  {
    where: 'after the operator of a condition',
    text: 'spec:\n  rewards:\n    - when:\n        condition:\n          fact: channel\n          operator: ^',
    labels: ['equal', 'in'],
    one: ['in', 'The fact is one of the values in the list.'],
  },
];

test.each(completions)('it completes $where', async ({ text, labels, one: [label, beside] }) => {
  const found = await offers(text);
  expect(Object.keys(found)).toEqual(expect.arrayContaining([...labels]));
  expect(found[label]).toBe(beside);
});

test('it fills in a whole reward, with amounts in quotes', async () => {
  const { path, place } = await writing('spec:\n  rewards:\n    - ^');
  const found = await server.complete(path, place);
  expect(found.find(({ label }) => label === 'cash reward')?.insertText).toBe(
    [
      'id: ${1:name}',
      '  template: cash',
      '  to: ${2:inviter}',
      '  when:',
      '    invitee:',
      '      - ${3:redeemed}',
      '  amount: "${4:1.00}"',
      '  currency: ${5:CNY}',
      '  caps:',
      '    perLineage: "${6:5.00}"',
    ].join('\n'),
  );
});

const registration = readFileSync('campaigns/registration.yaml', 'utf8');

/** What is shown over a word of the shipped registration campaign. */
async function shownOver(word: string): Promise<string> {
  await server.open('campaigns/registration.yaml', registration);
  const lines = registration.split('\n');
  const line = lines.findIndex((text) => text.includes(word));
  const character = (lines[line] ?? '').indexOf(word) + 1;
  return server.hover('campaigns/registration.yaml', { line, character });
}

test('it says what a key is, what is so unless said, and gives examples', async () => {
  const shown = await shownOver('settleFor');
  expect(shown).toContain('#### spec.validity.settleFor');
  expect(shown).toContain('How long milestones, reviews and held rewards go on after the end.');
  expect(shown).toContain('Unless said: `30d`.');
  expect(shown).toContain('Example:\n\n```yaml\n30d\n```');
});

test('it explains every word that may stand there', async () => {
  const shown = await shownOver('share-opened');
  expect(shown).toContain('What counts as a share. Unless said: `share-opened`.');
  expect(shown).toContain('* `share-reported`: One that a service reports; easily farmed.');
});

test.each([
  ['owner', 'The team that answers for it.'],
  ['liveCodesMax', 'How many codes of this campaign may be open at once.'],
  ['perLineage', 'Amount at most for a code and its successors together.'],
  ['CNY: "10000.00"', 'Money, with 2 decimals.'],
])('it says what %s is', async (word, text) => {
  expect(await shownOver(word)).toContain(text);
});

test('in a test, every act and outcome is offered with what it means', async () => {
  const step = (text: string): string =>
    `# yaml-language-server: $schema=./campaign-test.schema.json\ntests:\n  - name: x\n    steps:\n      - ${text}`;
  const beside = async (path: string, text: string): Promise<Readonly<Record<string, unknown>>> => {
    await server.open(path, step(text));
    const found = await server.complete(path, { line: 4, character: 8 + text.length });
    return Object.fromEntries(
      found.map(({ label, documentation }) => [
        label,
        typeof documentation === 'object' ? documentation.value : documentation,
      ]),
    );
  };
  expect(await beside('campaigns/acts.test.yaml', 'do: ')).toMatchObject({
    issue: 'Somebody gets a code.',
    wait: 'Nothing but time goes by.',
  });
  expect(await beside('campaigns/outcomes.test.yaml', 'expect: ')).toMatchObject({
    ok: 'It is done.',
    CODE_FROZEN: 'The code is frozen.',
  });
});
