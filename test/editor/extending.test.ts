import { afterAll, beforeAll, expect, test } from 'vitest';

import { startLanguageServer, type LanguageServer } from '../support/language-server.ts';

let server: LanguageServer;
let opened = 0;

beforeAll(async () => {
  server = await startLanguageServer();
});

afterAll(async () => {
  await server.stop();
});

const head = `# yaml-language-server: $schema=./campaign.schema.json
apiVersion: usher/v1
kind: Campaign
`;
const own = `${head}extends: ./registration.yaml
metadata: { id: spring }
`;

async function underlined(text: string): Promise<readonly string[]> {
  const found = await server.open(`campaigns/extending-${(opened += 1)}.yaml`, text);
  return found.map(({ message }) => message);
}

test.each([
  ['no spec at all', ''],
  ['parts of parts', 'spec:\n  period: { lasts: 7d }\n  code: { perPerson: 2 }\n'],
  ['a reward by its id', 'spec:\n  rewards:\n    - { id: red-packet, amount: "2.00" }\n'],
  [
    'what is taken away',
    'spec:\n  platform: null\n  attribution: null\n  rewards:\n    - { id: red-packet, amount: null, decay: { every: 1, first: "3.00" } }\n',
  ],
  [
    'variants with parts of parts',
    'spec:\n  variants:\n    - { id: a, weight: 1 }\n    - { id: b, weight: 1, spec: { validity: { lifetime: 48h, extension: null }, rewards: [{ id: red-packet, amount: "2.00" }] } }\n    - { id: none, weight: 1, segment: gold, spec: { rewards: [] } }\n',
  ],
])('a file that extends may have %s', async (_, spec) => {
  expect(await underlined(own + spec)).toEqual([]);
});

test.each([
  ['an unknown key', `${own}spec:\n  peroid: null\n`, ['Property peroid is not allowed.']],
  [
    'a wrong word',
    `${own}spec:\n  rewards:\n    - { id: red-packet, template: money }\n`,
    [
      'Value is not accepted. Valid values: "cash", "points", "privilege", "coupon", "virtual-item", null.',
    ],
  ],
  [
    'a wrong part of a variant',
    `${own}spec:\n  variants:\n    - { id: a, weight: 1, spec: { period: {}, validity: { lifetme: 1d } } }\n`,
    ['Property lifetme is not allowed.', 'Property period is not allowed.'],
  ],
  [
    'an id that is not its own',
    `${head}extends: ./registration.yaml\nmetadata: { title: Spring }\n`,
    ['Missing property "id".'],
  ],
  [
    'what is missing where nothing is extended',
    `${head}metadata: { id: spring, title: Spring, owner: me }\nspec: { period: { lasts: 7d } }\n`,
    ['Missing property "code".', 'Missing property "validity".', 'Missing property "timeZone".'],
  ],
])('it underlines %s', async (_, text, want) => {
  expect([...(await underlined(text))].sort()).toEqual([...want].sort());
});

test('it offers keys of a part that the other file has', async () => {
  const path = 'campaigns/extending-offers.yaml';
  const text = `${own}spec:\n  rewards:\n    - id: red-packet\n      `;
  await server.open(path, text);
  const found = await server.complete(path, { line: 8, character: 6 });
  expect(found.map(({ label }) => label)).toEqual(expect.arrayContaining(['amount', 'caps']));
});
